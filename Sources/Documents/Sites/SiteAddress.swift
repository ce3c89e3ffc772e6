/// What sites.conf needs to know of an absolute http or https URL.
package struct SiteAddress: Hashable, Sendable {
  /// Why a text is not an address that a site may have.
  package enum Refusal: Error, Hashable, Sendable {
    /// It is no absolute URL.
    case notAbsolute
    /// Its scheme is neither http nor https.
    case scheme(String)
    /// It carries a user name or a password.
    case credentials

    /// A clause for messages.
    package var reason: String {
      switch self {
      case .notAbsolute: "is not an absolute URL"
      case .scheme(let scheme): "has the scheme \(scheme), which can't be crawled"
      case .credentials: "carries a user name or password"
      }
    }

    /// What to do about it.
    package var help: String {
      switch self {
      case .notAbsolute: "write it whole, such as \"https://www.chengdu.gov.cn/\""
      case .scheme: "only http:// and https:// are crawled"
      case .credentials: "leave out what stands before the @; kuasou fetches public pages only"
      }
    }
  }

  /// The URL in its normal spelling, without a fragment.
  package let href: String
  /// The host in its normal spelling, in lower case, IPv6 in brackets.
  package let host: String
  /// The host, and the port where it is not the scheme's own: `www.chengdu.gov.cn`, `a.gov.localhost:8080`.
  package let authority: String
  /// The port where it is not the scheme's own.
  package var port: Int? { Int(authority.dropFirst(host.count + 1)) }
  /// The path and, where there is one, the query with its `?`.
  package let target: String

  /// Reads an absolute URL by the rules of the WHATWG URL standard.
  package static func parse(_ text: String) -> Result<SiteAddress, Refusal> {
    WebURL(text).map(of) ?? .failure(.notAbsolute)
  }

  /// The address of a URL that is parsed already.
  package static func of(_ url: WebURL) -> Result<SiteAddress, Refusal> { ofNormal(url.href) }

  /// The address of a URL that is in its normal spelling already, as those of the crawl are: nothing is parsed.
  package static func ofNormal(_ href: String) -> Result<SiteAddress, Refusal> {
    let bytes = href.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return .failure(.notAbsolute) }
    let scheme = href[..<colon]
    guard scheme == "http" || scheme == "https" else { return .failure(.scheme(String(scheme))) }
    // The normal spelling of a special URL is scheme://[user[:password]@]host[:port]/path[?query][#fragment].
    let start = bytes.index(colon, offsetBy: 3, limitedBy: bytes.endIndex) ?? bytes.endIndex
    let slash = bytes[start...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.endIndex
    let authority = href[start..<slash]
    guard !authority.utf8.contains(UInt8(ascii: "@")) else { return .failure(.credentials) }
    guard !authority.isEmpty else { return .failure(.notAbsolute) }
    let end = bytes[slash...].firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex
    return .success(
      SiteAddress(
        href: String(href[..<end]), host: host(in: authority), authority: String(authority),
        target: String(href[slash..<end])))
  }

  /// The authority without its port; the colons of an IPv6 address stand inside its brackets.
  private static func host(in authority: Substring) -> String {
    let bytes = authority.utf8
    if bytes.first == UInt8(ascii: "["), let end = bytes.firstIndex(of: UInt8(ascii: "]")) {
      return String(authority[...end])
    }
    return String(authority[..<(bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex)])
  }
}
