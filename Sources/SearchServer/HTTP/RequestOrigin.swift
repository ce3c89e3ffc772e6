/// Scheme, host and port under which people reach this server.
package struct RequestOrigin: Sendable, Equatable {
  /// The origin as text, such as "http://127.0.0.1:8080".
  package let text: String

  /// The origin that the Host field of a request names; nil unless it is a plain host with an optional port, so that
  /// nothing a client sends can leave the place where the origin is written.
  package init?(host: String) {
    guard (1...255).contains(host.utf8.count), host.utf8.allSatisfy(Self.isHostByte) else {
      return nil
    }
    text = "http://\(host)"
  }

  /// The origin written in a configuration: "https://search.example.gov.cn", with or without a slash at the end.
  package init?(configured: String) {
    let bare = configured.hasSuffix("/") ? configured.dropLast() : configured[...]
    for scheme in ["https://", "http://"] where bare.hasPrefix(scheme) {
      guard Self(host: String(bare.dropFirst(scheme.count))) != nil else { return nil }
      text = String(bare)
      return
    }
    return nil
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 45, 46, 58, 91, 93: true
    default: false
    }
  }
}
