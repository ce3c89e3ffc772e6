package import Documents
package import NIOCore

/// The address that a request comes from: 128 bits, an IPv4 address as ::ffff:0:0/96 (RFC 4291 §2.5.5.2).
package struct ClientAddress: Hashable, Sendable {
  /// The address, first byte highest.
  package let bits: UInt128

  /// The 96 bits that every mapped IPv4 address begins with.
  private static let mapped: UInt128 = 0xFFFF << 32

  /// The address of these bits.
  init(bits: UInt128) { self.bits = bits }

  /// An IPv4 address.
  package init(_ address: IPv4Address) { bits = Self.mapped | UInt128(address.value) }

  /// An IPv6 address.
  package init(_ address: IPv6Address) {
    bits = address.pieces.reduce(0) { $0 << 16 | UInt128($1) }
  }

  /// An address as a proxy writes it: "192.0.2.1", "2001:db8::1", either with a port ("192.0.2.1:80", "[2001:db8::1]:80");
  /// nil for anything else, names and the lax spellings of browsers included.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count <= 64 else { return nil }
    if bytes.first == UInt8(ascii: "[") {
      guard let end = bytes.firstIndex(of: UInt8(ascii: "]")),
        let address = IPv6Address(bytes[1..<end])
      else { return nil }
      self.init(address)
    } else if bytes.count(where: { $0 == UInt8(ascii: ":") }) > 1 {
      guard let address = IPv6Address(bytes[...]) else { return nil }
      self.init(address)
    } else {
      let host = bytes.prefix { $0 != UInt8(ascii: ":") }
      guard let address = IPv4Address(host), Array("\(address)".utf8) == Array(host) else {
        return nil
      }
      self.init(address)
    }
  }

  /// The other end of a connection; nil for what is no internet address.
  package init?(_ address: SocketAddress?) {
    guard let text = address?.ipAddress else { return nil }
    self.init(text.prefix { $0 != "%" })
  }

  /// Whether it is an IPv4 address.
  package var isIPv4: Bool { bits >> 32 == Self.mapped >> 32 }

  /// Whether it is this machine's own.
  package var isLoopback: Bool {
    bits == 1 || isIPv4 && UInt32(truncatingIfNeeded: bits) >> 24 == 127
  }

  /// Whoever is behind the address: an IPv4 address itself, the /64 network of an IPv6 one, which one customer has at the
  /// least (RFC 6177 §2).
  package var subscriber: ClientAddress {
    isIPv4 ? self : ClientAddress(bits: bits & (~0 << 64))
  }
}
