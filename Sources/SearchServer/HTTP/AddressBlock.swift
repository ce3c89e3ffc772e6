/// A block of addresses that begin with the same bits, written "10.0.0.0/8" or "fd00::/8"; an address alone is a block of one
/// (RFC 4632 §3.1, RFC 4291 §2.3).
package struct AddressBlock: Sendable, Equatable {
  private let first: UInt128
  private let mask: UInt128

  /// This machine's own addresses.
  package static let loopback = ["127.0.0.0/8", "::1"].compactMap { AddressBlock($0) }

  /// The block of that spelling; nil when it is none, or has bits beyond its length.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = parts.first.flatMap({ ClientAddress($0) }) else { return nil }
    let width = address.isIPv4 ? 32 : 128
    var length = width
    if parts.count == 2 {
      guard (1...3).contains(parts[1].utf8.count), let number = UInt8(parts[1]), number <= width
      else { return nil }
      length = Int(number)
    }
    mask = length == 0 && width == 128 ? 0 : ~0 << UInt128(width - length)
    first = address.bits
    guard first & ~mask == 0 else { return nil }
  }

  /// Whether an address is in it.
  package func contains(_ address: ClientAddress) -> Bool { address.bits & mask == first }
}
