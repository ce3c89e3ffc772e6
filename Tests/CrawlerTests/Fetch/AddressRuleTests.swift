import Crawler
import Testing

/// The guard against requests into private networks (SSRF); IANA special-purpose registries.
struct AddressRuleTests {
  @Test(arguments: [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254",
    "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.9", "224.0.0.1",
    "240.0.0.1", "255.255.255.255",
  ]) func `refuses special IPv4 addresses`(text: String) {
    let parts = text.split(separator: ".").compactMap { UInt8($0) }

    #expect(!AddressRule.isPublic(ipv4: (parts[0], parts[1], parts[2], parts[3])))
    for embedded in Self.embeddings(parts) {
      #expect(!AddressRule.isPublic(ipv6: embedded), "\(embedded)")
    }
  }

  /// The IPv4 address as IPv6 has it: mapped, compatible, NAT64, 6to4.
  private static func embeddings(_ address: [UInt8]) -> [[UInt8]] {
    let zeros = [UInt8](repeating: 0, count: 10)
    let mapped: [UInt8] = zeros + [0xff, 0xff] + address
    let compatible: [UInt8] = zeros + [0, 0] + address
    let translated: [UInt8] = [0, 0x64, 0xff, 0x9b] + zeros.prefix(8) + address
    let tunnelled: [UInt8] = [0x20, 0x02] + address + zeros
    return [mapped, compatible, translated, tunnelled]
  }

  @Test(arguments: [
    "1.1.1.1", "61.139.2.69", "100.63.255.255", "172.15.0.1", "172.32.0.1", "192.167.1.1",
    "223.255.255.255",
  ])
  func `allows public IPv4 addresses`(text: String) {
    let parts = text.split(separator: ".").compactMap { UInt8($0) }

    #expect(AddressRule.isPublic(ipv4: (parts[0], parts[1], parts[2], parts[3])))
  }

  @Test(arguments: [
    [0xfe, 0x80], [0xfc, 0x00], [0xfd, 0x12], [0xff, 0x02], [0x20, 0x01, 0x00, 0x00],
    [0x20, 0x01, 0x0d, 0xb8], [0x3f, 0xff],
    [0x01, 0x00],
  ]) func `refuses special IPv6 addresses`(prefix: [UInt8]) {
    #expect(!AddressRule.isPublic(ipv6: prefix + Array(repeating: 1, count: 16 - prefix.count)))
  }

  @Test func `refuses unspecified and loopback, allows global IPv6`() {
    #expect(!AddressRule.isPublic(ipv6: Array(repeating: 0, count: 16)))
    #expect(!AddressRule.isPublic(ipv6: Array(repeating: 0, count: 15) + [1]))
    #expect(AddressRule.isPublic(ipv6: [0x24, 0x08, 0x87, 0x56] + Array(repeating: 9, count: 12)))
    #expect(!AddressRule.isPublic(ipv6: [1, 2, 3]))
  }
}
