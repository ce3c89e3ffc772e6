/// Which other web sites' scripts may read the interfaces (CORS, WHATWG Fetch §3.2).
package struct CrossOrigin: Sendable, Equatable {
  /// Nobody's.
  package static let nobody = CrossOrigin(origins: [], isOpen: false)
  /// Everybody's: what the interfaces tell is public, and no cookie or login comes with a request.
  package static let everybody = CrossOrigin(origins: [], isOpen: true)

  private let origins: Set<String>
  private let isOpen: Bool

  private init(origins: Set<String>, isOpen: Bool) {
    (self.origins, self.isOpen) = (origins, isOpen)
  }

  /// Those of these origins.
  package init(_ origins: [RequestOrigin]) {
    self.init(origins: Set(origins.map(\.text)), isOpen: false)
  }

  /// The header fields that an answer gets for a request from `origin`; empty where scripts may not read it.
  package func headers(for origin: String?, path: String) -> [(name: String, value: String)] {
    guard path.hasPrefix("/api/"), isOpen || !origins.isEmpty else { return [] }
    if isOpen { return [("Access-Control-Allow-Origin", "*")] + Self.preflight }
    guard let origin, origins.contains(origin) else { return [("Vary", "Accept-Encoding, Origin")] }
    return [("Access-Control-Allow-Origin", origin), ("Vary", "Accept-Encoding, Origin")]
      + Self.preflight
  }

  private static let preflight = [
    ("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"), ("Access-Control-Max-Age", "86400"),
    ("Access-Control-Expose-Headers", "ETag, Retry-After"),
  ]
}
