/// One entry of `include` or `exclude`: which URLs it stands for.
///
/// Three spellings: a URL prefix (`https://host/path`), a path prefix (`/print/`, on every host of the site), and a
/// glob with `*` for any characters. A glob that begins with http:// or https:// is cut at the first `/` behind the
/// host, so that a `*` in the host can't match a foreign host by way of its path; one that begins with `*` is held
/// against host and path together. http and https count as the same, fragments are never looked at.
package struct ScopePattern: Hashable, Sendable, CustomStringConvertible {
  /// Why a text is not a pattern.
  package enum Refusal: Error, Hashable, Sendable {
    /// It looks like a URL, but isn't one that can be crawled.
    case address(SiteAddress.Refusal)
    /// It neither begins with a scheme, `/` or `*`.
    case spelling
    /// It is longer than `maximumLength` bytes.
    case tooLong
  }

  /// Bytes a pattern may have at most: two are compared in time proportional to the product of their lengths.
  package static let maximumLength = 512

  /// The pattern as it was written.
  package let description: String
  /// What the host and port must match; nil when `rest` covers them too, or when any host will do.
  let authority: WildcardPattern?
  /// What path and query must match, or host, path and query together.
  let rest: WildcardPattern
  /// Whether `rest` is held against host, path and query together.
  let coversHost: Bool

  private init(
    _ description: String, authority: WildcardPattern?, rest: String, coversHost: Bool = false
  ) {
    self.description = description
    self.authority = authority
    self.rest = WildcardPattern(rest)
    self.coversHost = coversHost
  }

  /// The pattern for everything on the host and port of a start URL.
  package init(hostOf address: SiteAddress) {
    self.init(
      address.authority, authority: WildcardPattern(address.authority), rest: "/*")
  }

  /// Reads a pattern.
  package static func parse(_ text: String) -> Result<ScopePattern, Refusal> {
    guard text.utf8.count <= maximumLength else { return .failure(.tooLong) }
    if text.first == "/" {
      let path = escaped(text)
      return .success(
        ScopePattern(text, authority: nil, rest: path.contains("*") ? path : path + "*"))
    }
    if text.first == "*" {
      return .success(ScopePattern(text, authority: nil, rest: escaped(text), coversHost: true))
    }
    guard text.contains("://") else { return .failure(.spelling) }
    return text.contains("*") ? glob(text) : prefix(text)
  }

  private static func prefix(_ text: String) -> Result<ScopePattern, Refusal> {
    SiteAddress.parse(text).mapError(Refusal.address).map { address in
      ScopePattern(
        text, authority: WildcardPattern(address.authority), rest: address.target + "*")
    }
  }

  /// Reads `https://*.gov.cn/path/*`: the host is checked and put into its normal spelling with the stars in it
  /// standing for an x.
  private static func glob(_ text: String) -> Result<ScopePattern, Refusal> {
    guard let colon = text.firstRange(of: "://") else { return .failure(.spelling) }
    let behind = text[colon.upperBound...]
    let host = behind.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let tail = behind.dropFirst(host.count)
    let probe = host.replacing("*", with: "x")
    return SiteAddress.parse("\(text[..<colon.upperBound])\(probe)/").mapError(Refusal.address).map
    {
      address in
      let authority = host.contains("*") ? host.lowercased() : address.authority
      let path = tail.isEmpty ? "/*" : escaped(tail.first == "/" ? String(tail) : "/\(tail)")
      return ScopePattern(
        text, authority: WildcardPattern(authority), rest: path.contains("*") ? path : path + "*")
    }
  }

  /// Writes what is not printable ASCII as URLs have it, so that a pattern in Chinese matches the normal spelling.
  private static func escaped(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { result, byte in
      if (0x21...0x7E).contains(byte) {
        result.unicodeScalars.append(UnicodeScalar(byte))
      } else {
        result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
  }

  /// Whether the pattern stands for that URL.
  package func matches(_ address: SiteAddress) -> Bool {
    if coversHost { return rest.matches(Array((address.authority + address.target).utf8)) }
    if let authority, !authority.matches(Array(address.authority.utf8)) { return false }
    return rest.matches(Array(address.target.utf8))
  }

  /// Whether some URL is matched by both patterns; for patterns of `include`, which name their host.
  func overlaps(_ other: ScopePattern) -> Bool {
    guard let authority, let otherAuthority = other.authority else { return false }
    return authority.overlaps(otherAuthority) && rest.overlaps(other.rest)
  }

  /// Whether everything that the other pattern of an `include` stands for is certainly matched by this one.
  func covers(_ other: ScopePattern) -> Bool {
    guard rest.bytes.last == UInt8(ascii: "*"), let otherAuthority = other.authority else {
      return false
    }
    let path = other.rest.literalPrefix
    if coversHost {
      guard otherAuthority.isLiteral else { return false }
      return rest.matches(otherAuthority.bytes + path)
    }
    if let authority, !authority.matches(otherAuthority.bytes) { return false }
    return rest.matches(Array(path))
  }
}
