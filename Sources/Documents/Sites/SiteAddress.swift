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
  /// The path and, where there is one, the query with its `?`.
  package let target: String

  /// Reads an absolute URL by the rules of the WHATWG URL standard.
  package static func parse(_ text: String) -> Result<SiteAddress, Refusal> {
    WebURL(text).map(of) ?? .failure(.notAbsolute)
  }

  /// The address of a URL that is parsed already.
  package static func of(_ url: WebURL) -> Result<SiteAddress, Refusal> {
    let href = url.href
    guard let colon = href.firstIndex(of: ":") else { return .failure(.notAbsolute) }
    let scheme = String(href[..<colon])
    guard scheme == "http" || scheme == "https" else { return .failure(.scheme(scheme)) }
    // The normal spelling of a special URL is scheme://[user[:password]@]host[:port]/path[?query][#fragment].
    let behind = href[colon...].dropFirst(3)
    let authority = behind.prefix { $0 != "/" }
    guard !authority.contains("@") else { return .failure(.credentials) }
    guard !authority.isEmpty else { return .failure(.notAbsolute) }
    let target = behind.dropFirst(authority.count).prefix { $0 != "#" }
    return .success(
      SiteAddress(
        href: "\(scheme)://\(authority)\(target)", host: host(in: authority),
        authority: String(authority), target: String(target)))
  }

  /// The authority without its port; the colons of an IPv6 address stand inside its brackets.
  private static func host(in authority: Substring) -> String {
    if authority.first == "[", let end = authority.firstIndex(of: "]") {
      return String(authority[...end])
    }
    return String(authority.prefix { $0 != ":" })
  }
}
