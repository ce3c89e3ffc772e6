package import Charset

/// Gives every spelling of a document's URL one form, the identity under which it is crawled and indexed.
///
/// Each change is a named rule, so that `kuasou explain` can tell why two links are one page. The result is fetched as
/// it is, so a rule only makes changes that servers are known not to notice.
package struct URLNormalizer: Sendable {
  /// The rules in force.
  package let rules: Set<URLRule>

  /// A normaliser with these rules.
  package init(rules: Set<URLRule> = URLRule.standard) { self.rules = rules }

  /// Parses a reference and normalises it; nil when it is no URL.
  ///
  /// `standardForm` is among the rules if parsing alone already changed an absolute `text`.
  package func normalize(
    _ text: String, base: WebURL? = nil, encoding: Encoding = .utf8
  ) -> (url: WebURL, applied: [URLRule])? {
    guard let parsed = WebURL(text, base: base, encoding: encoding) else { return nil }
    let (url, applied) = normalize(parsed)
    let rewritten = parsed.href != text && WebURL(text) == parsed
    return (url, rewritten ? [.standardForm] + applied : applied)
  }

  /// The one form of `url`, and the rules that changed it, in the order in which they first did.
  ///
  /// Idempotent. URLs other than http and https are left alone.
  /// - Complexity: O(n log n) in the number of parameters.
  package func normalize(_ url: WebURL) -> (url: WebURL, applied: [URLRule]) {
    guard url.isHTTP else { return (url, []) }
    var current = url
    var applied: [URLRule] = []
    // One rule may uncover work for another: an escape undone, a name that now is a session's. Each pass but the
    // last shortens, sorts or escapes, so few are needed; the bound is for input made to need many.
    for _ in 0..<Self.passLimit {
      var draft = Draft(current, rules)
      draft.applyAll()
      guard !draft.applied.isEmpty, let next = WebURL(draft.text), next != current else { break }
      applied += draft.applied.filter { !applied.contains($0) }
      current = next
    }
    return (current, applied)
  }

  private static let passLimit = 32

  /// A URL being rewritten: its parts as bytes.
  struct Draft {
    let rules: Set<URLRule>
    let start: String
    var host: String
    let port: String
    var path: [UInt8]
    var query: [UInt8]?
    var fragment: String?
    private(set) var applied: [URLRule] = []

    init(_ url: WebURL, _ rules: Set<URLRule>) {
      self.rules = rules
      let credentials = url.part(url.layout.schemeEnd + 3, url.layout.hostStart)
      start = "\(url.scheme)://\(credentials)"
      host = url.host ?? ""
      port = url.port.map { ":\($0)" } ?? ""
      path = Array(url.path.utf8)
      query = url.query.map { Array($0.utf8) }
      fragment = url.fragment
    }

    /// The draft as text, to be parsed again.
    var text: String {
      let query = query.map { "?" + String(decoding: $0, as: UTF8.self) } ?? ""
      let fragment = fragment.map { "#\($0)" } ?? ""
      return start + host + port + String(decoding: path, as: UTF8.self) + query + fragment
    }

    /// Runs every rule once, in an order in which most need one pass.
    mutating func applyAll() {
      apply(.fragment) { $0.fragment = nil }
      apply(.trailingDot) { $0.dropTrailingDot() }
      apply(.ampersandEntity) { $0.query = $0.query.map(Self.withoutEntities) }
      apply(.doubleEscape) { $0.mapEscapes(Self.escapedOnce) }
      apply(.strayPercent) { $0.mapEscapes(Self.withoutStrayPercents) }
      apply(.needlessEscape) { $0.mapEscapes(Self.withoutNeedlessEscapes) }
      apply(.escapeCase) { $0.mapEscapes(Self.withUpperCaseEscapes) }
      apply(.missingEscape) { $0.mapEscapes(Self.withMissingEscapes) }
      apply(.sessionID) { $0.dropSession() }
      apply(.repeatedSlashes) { $0.joinSlashes() }
      apply(.directoryIndex) { $0.dropIndex() }
      apply(.trackingParameter) { $0.dropParameters(URLParameter.isTracking) }
      apply(.cacheBuster) { $0.dropParameters(URLParameter.isCacheBuster) }
      apply(.emptyParameter) { $0.dropEmptyParameters() }
      apply(.parameterOrder) { $0.sortParameters() }
    }

    private mutating func apply(_ rule: URLRule, _ change: (inout Draft) -> Void) {
      guard rules.contains(rule) else { return }
      let before = (host, path, query, fragment)
      change(&self)
      if before != (host, path, query, fragment) { applied.append(rule) }
    }

    private mutating func dropTrailingDot() {
      if host.count > 1, host.hasSuffix(".") { host.removeLast() }
    }

    /// Joins slashes but those after a colon, which belong to an address within the path.
    private mutating func joinSlashes() {
      var output: [UInt8] = []
      for byte in path {
        let colon = output.count >= 2 && output[output.count - 2] == 0x3A
        if byte == 0x2F, output.last == 0x2F, !colon { continue }
        output.append(byte)
      }
      path = output
    }

    private mutating func dropIndex() {
      guard query == nil, let slash = path.lastIndex(of: 0x2F) else { return }
      let name = String(decoding: path[(slash + 1)...], as: UTF8.self).lowercased()
      let stems = ["index.", "default."]
      let types = ["html", "htm", "shtml", "jsp", "php", "asp", "aspx"]
      if stems.contains(where: { stem in types.contains { name == stem + $0 } }) {
        path.removeLast(path.count - slash - 1)
      }
    }
  }
}
