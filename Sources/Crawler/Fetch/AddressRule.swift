/// Which network addresses a crawler may connect to: those of the public internet (the guard against SSRF).
///
/// Source: the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and its updates). Addresses that embed an IPv4
/// address (mapped, compatible, NAT64, 6to4, Teredo) are judged by it or refused.
package enum AddressRule {
  /// Whether the address may be connected to by a site without `allow_private_addresses`.
  package static func isPublic(ipv4 bytes: (UInt8, UInt8, UInt8, UInt8)) -> Bool {
    switch bytes {
    case (0, _, _, _), (10, _, _, _), (127, _, _, _): false
    case (100, 64...127, _, _): false  // CGNAT
    case (169, 254, _, _): false  // link-local, cloud metadata
    case (172, 16...31, _, _), (192, 168, _, _): false
    case (192, 0, 0, _), (192, 0, 2, _), (192, 88, 99, _): false
    case (198, 18...19, _, _), (198, 51, 100, _), (203, 0, 113, _): false
    case (224..., _, _, _): false  // multicast, reserved, broadcast
    default: true
    }
  }

  /// Whether the address, 16 bytes in network order, may be connected to.
  package static func isPublic(ipv6 bytes: [UInt8]) -> Bool {
    guard bytes.count == 16 else { return false }
    let embedded = (bytes[12], bytes[13], bytes[14], bytes[15])
    if bytes[..<10].allSatisfy({ $0 == 0 }) {
      // ::ffff:a.b.c.d is that IPv4 address; :: and ::1 and the rest of ::/80 go nowhere public.
      return bytes[10] == 0xff && bytes[11] == 0xff && isPublic(ipv4: embedded)
    }
    if bytes.starts(with: [0x00, 0x64, 0xff, 0x9b]) {
      // 64:ff9b::/96 translates to IPv4 (RFC 6052); 64:ff9b:1::/48 is for local use.
      return bytes[4..<12].allSatisfy { $0 == 0 } && isPublic(ipv4: embedded)
    }
    // Only 2000::/3 is given out for the public internet.
    guard bytes[0] & 0xe0 == 0x20 else { return false }
    if bytes.starts(with: [0x20, 0x02]) {
      return isPublic(ipv4: (bytes[2], bytes[3], bytes[4], bytes[5]))  // 6to4
    }
    if bytes.starts(with: [0x20, 0x01]) {
      if bytes[2] < 0x02 { return false }  // 2001::/23: Teredo, ORCHID, benchmarking
      if bytes[2] == 0x0d, bytes[3] == 0xb8 { return false }  // documentation
    }
    // 3fff::/20 is for documentation, and nothing else of 3fff::/16 is given out.
    return !bytes.starts(with: [0x3f, 0xff])
  }

  /// Whether a written address is loopback: a server of our own, which needs no sparing by address.
  package static func isLoopback(_ address: String) -> Bool {
    address.hasPrefix("127.") || address == "::1"
  }
}
