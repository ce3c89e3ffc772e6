/// The parameters of a query string, decoded as application/x-www-form-urlencoded (URL Standard §5.1).
///
/// Bytes that are no UTF-8 become U+FFFD; of a name that comes twice the first value counts.
package struct QueryParameters: Sendable, Equatable {
  private var values: [String: String] = [:]

  /// The most parameters that are looked at; what follows is ignored.
  package static let maximumCount = 64

  /// The parameters of the part after the `?`, which may be empty.
  package init(_ query: Substring) {
    let pairs = query.utf8.split(separator: UInt8(ascii: "&"), maxSplits: Self.maximumCount)
    for pair in pairs.prefix(Self.maximumCount) {
      let parts = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let name = Self.text(parts[0])
      if values[name] == nil { values[name] = parts.count == 2 ? Self.text(parts[1]) : "" }
    }
  }

  /// The value of that name; nil when it was not given.
  package subscript(name: String) -> String? { values[name] }

  private static func text(_ encoded: Substring.UTF8View) -> String {
    String(decoding: PercentCoding.decode(encoded.span, plusIsBlank: true), as: UTF8.self)
  }
}
