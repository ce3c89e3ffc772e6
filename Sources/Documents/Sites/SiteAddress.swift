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
    let bytes = href.utf8.span
    let colon = offset(of: UInt8(ascii: ":"), in: bytes, from: 0)
    guard colon < bytes.count else { return .failure(.notAbsolute) }
    let scheme = part(href, 0, colon)
    guard scheme == "http" || scheme == "https" else { return .failure(.scheme(String(scheme))) }
    // The normal spelling of a special URL is scheme://[user[:password]@]host[:port]/path[?query][#fragment].
    let start = min(colon + 3, bytes.count)
    let slash = offset(of: UInt8(ascii: "/"), in: bytes, from: start)
    let at = offset(of: UInt8(ascii: "@"), in: bytes.extracting(first: slash), from: start)
    guard at >= slash else { return .failure(.credentials) }
    guard start < slash else { return .failure(.notAbsolute) }
    let end = offset(of: UInt8(ascii: "#"), in: bytes, from: slash)
    let authority = String(part(href, start, slash))
    return .success(
      SiteAddress(
        href: end == bytes.count ? href : String(part(href, 0, end)), host: host(in: authority),
        authority: authority, target: String(part(href, slash, end))))
  }

  /// Where `byte` is first from `start` on; the end when it isn't there.
  private static func offset(of byte: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int {
    var at = start
    while at < bytes.count, bytes[at] != byte { at &+= 1 }
    return at
  }

  private static func part(_ href: String, _ from: Int, _ to: Int) -> Substring {
    let bytes = href.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: from)
    return href[start..<bytes.index(start, offsetBy: to - from)]
  }

  /// The authority without its port; the colons of an IPv6 address stand inside its brackets.
  private static func host(in authority: String) -> String {
    let bytes = authority.utf8
    if bytes.first == UInt8(ascii: "["), let end = bytes.firstIndex(of: UInt8(ascii: "]")) {
      return String(authority[...end])
    }
    return bytes.firstIndex(of: UInt8(ascii: ":")).map { String(authority[..<$0]) } ?? authority
  }
}
