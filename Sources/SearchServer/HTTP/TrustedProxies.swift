import Documents

/// The proxies whose word is taken for whom they forward.
package struct TrustedProxies: Sendable, Equatable {
  private let blocks: [AddressBlock]

  /// More hops than this are not followed.
  private static let maximumHops = 16

  /// The proxies in these blocks, and those on this machine.
  package init(_ blocks: [AddressBlock] = []) { self.blocks = AddressBlock.loopback + blocks }

  /// Who is at the far end of a connection: the last address of `X-Forwarded-For`, read from the right, that is no trusted
  /// proxy's. What stands left of it anybody can have written.
  package func client(peer: ClientAddress, forwardedFor: String?) -> ClientAddress {
    var client = peer
    guard let forwardedFor, trusts(client) else { return client }
    for hop in forwardedFor.split(separator: ",").reversed().prefix(Self.maximumHops) {
      guard let address = ClientAddress(hop.trimmingBlanks()) else { break }
      client = address
      guard trusts(client) else { break }
    }
    return client
  }

  private func trusts(_ address: ClientAddress) -> Bool {
    blocks.contains { $0.contains(address) }
  }
}
