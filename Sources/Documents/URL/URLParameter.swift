/// One "name=value" of a query, and what it is known to be for.
struct URLParameter: Equatable {
  /// The parameter as it stands.
  let bytes: ArraySlice<UInt8>

  /// Before the first "=".
  var name: ArraySlice<UInt8> { bytes.prefix { $0 != 0x3D } }

  /// After the first "="; empty when there is none.
  var value: ArraySlice<UInt8> { bytes.dropFirst(name.count + 1) }

  private var foldedName: String { String(decoding: name, as: UTF8.self).lowercased() }

  /// Whether it names a visit. "sid" alone is often a section of a site, so its value must look like a session's.
  static func isSession(_ parameter: URLParameter) -> Bool {
    let name = parameter.foldedName
    if sessionNames.contains(name) || name.hasPrefix("aspsessionid") { return true }
    return name == "sid" && looksRandom(parameter.value)
  }

  /// Whether it only tells how a reader came to the page.
  ///
  /// "from" is a real parameter of many sites, so only the three values that WeChat adds count.
  static func isTracking(_ parameter: URLParameter) -> Bool {
    let name = parameter.foldedName
    if trackingNames.contains(name) || name.hasPrefix("utm_") { return true }
    let value = String(decoding: parameter.value, as: UTF8.self)
    return name == "from" && ["singlemessage", "groupmessage", "timeline"].contains(value)
  }

  /// Whether it is a time in milliseconds or a random fraction under a name that scripts use for it.
  static func isCacheBuster(_ parameter: URLParameter) -> Bool {
    guard cacheBusterNames.contains(parameter.foldedName) else { return false }
    let value = Array(parameter.value)
    let digits = value.allSatisfy { $0 &- 0x30 < 10 }
    if digits { return value.count == 13 && value.first == 0x31 }
    return value.count >= 8 && value.starts(with: "0.".utf8)
      && value.dropFirst(2).allSatisfy { $0 &- 0x30 < 10 }
  }

  /// At least 16 letters and digits, both among them.
  private static func looksRandom(_ value: ArraySlice<UInt8>) -> Bool {
    let digits = value.count { $0 &- 0x30 < 10 }
    let letters = value.count { ($0 | 0x20) &- 0x61 < 26 }
    return digits + letters == value.count && value.count >= 16 && digits > 0 && letters > 0
  }

  private static let sessionNames: Set<String> = [
    "jsessionid", "phpsessid", "sessionid", "session_id", "sessid", "sess_id", "cfid", "cftoken",
    "asp.net_sessionid", "zenid", "oscsid",
  ]

  private static let trackingNames: Set<String> = [
    // Alibaba, Baidu Tongji, Bilibili, WeChat.
    "spm", "scm", "hmsr", "hmpl", "hmcu", "hmkw", "hmci", "bd_vid", "vd_source", "spm_id_from",
    "nsukey", "isappinstalled", "share_token",
    // Google, Facebook, Microsoft, Yandex, Mailchimp, HubSpot, Webtrends.
    "gclid", "gclsrc", "dclid", "_ga", "_gl", "fbclid", "igshid", "msclkid", "yclid", "mc_cid",
    "mc_eid", "_hsenc", "_hsmi", "wt.mc_id",
  ]

  private static let cacheBusterNames: Set<String> = [
    "_", "t", "_t", "r", "ts", "tm", "rnd", "rand", "random", "time", "timestamp",
  ]
}

extension URLNormalizer.Draft {
  private var parameters: [URLParameter]? {
    query?.split(separator: 0x26, omittingEmptySubsequences: false).map { URLParameter(bytes: $0) }
  }

  private mutating func set(_ parameters: some Sequence<URLParameter>) {
    query = Array(parameters.map(\.bytes).joined(separator: [0x26]))
  }

  /// Drops the parameters that `condition` picks; a query that loses its last one is dropped too.
  mutating func dropParameters(_ condition: (URLParameter) -> Bool) {
    guard let parameters else { return }
    let kept = parameters.filter { !condition($0) }
    guard kept.count < parameters.count else { return }
    if kept.isEmpty { query = nil } else { set(kept) }
  }

  /// Drops parameters without name and value.
  mutating func dropEmptyParameters() {
    dropParameters { $0.bytes.isEmpty || $0.bytes.elementsEqual("=".utf8) }
    if query?.isEmpty == true { query = nil }
  }

  /// Sorts by name; parameters of one name keep their order, which lists depend on.
  mutating func sortParameters() {
    guard let parameters, parameters.count > 1 else { return }
    let sorted = parameters.enumerated().sorted { left, right in
      if left.element.name.elementsEqual(right.element.name) { return left.offset < right.offset }
      return left.element.name.lexicographicallyPrecedes(right.element.name)
    }
    set(sorted.map(\.element))
  }

  /// Drops session ids from the query, from path parameters and from ASP.NET's "(S(…))" segment.
  mutating func dropSession() {
    dropParameters(URLParameter.isSession)
    let segments = path.split(separator: 0x2F, omittingEmptySubsequences: false)
    let kept = segments.filter { !Self.isSessionSegment($0) }.map { segment in
      segment.split(separator: 0x3B, omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset == 0 || !URLParameter.isSession(URLParameter(bytes: $0.element)) }
        .map(\.element).joined(separator: [0x3B])
    }
    path = Array(kept.joined(separator: [0x2F]))
    if path.isEmpty { path = [0x2F] }
  }

  /// "(S(lit3py55t21z5v55vlm25s55))", with "X(1)" or others before it.
  private static func isSessionSegment(_ segment: ArraySlice<UInt8>) -> Bool {
    guard segment.first == 0x28, segment.suffix(2).elementsEqual("))".utf8) else { return false }
    let text = String(decoding: segment, as: UTF8.self)
    return segment.count >= 20 && text.contains("S(")
  }
}
