import Synchronization

/// A token bucket for each address, kept as the one time at which it would be full again (the generic cell rate algorithm,
/// ITU-T I.371 annex A): 24 bytes an address, no timer.
package final class TokenBuckets: Sendable {
  private let limit: RateLimit
  private let capacity: Int
  private let table = Mutex(Table())

  private struct Table {
    /// When the bucket of an address is full again; one that is full already says nothing.
    var fullAt: [ClientAddress: ContinuousClock.Instant] = [:]
    var sweptAt: ContinuousClock.Instant?
  }

  /// Buckets for up to `capacity` addresses at once; further ones go unlimited until others have rested, since a limit by
  /// address stops nobody who has so many.
  package init(_ limit: RateLimit, capacity: Int = 65_536) {
    self.limit = limit
    self.capacity = capacity
  }

  /// Takes a token for a request; nil when there was one, else how long until there is.
  ///
  /// O(1); once a second at most O(addresses).
  package func take(
    _ client: ClientAddress, at now: ContinuousClock.Instant = .now
  ) -> Duration? {
    guard limit.coversLoopback || !client.isLoopback else { return nil }
    let spacing = Duration.seconds(1 / limit.perSecond)
    let depth = spacing * limit.burst
    return table.withLock { table in
      let key = client.subscriber
      let full = max(table.fullAt[key] ?? now, now) + spacing
      let wait = full - depth - now
      guard wait <= .zero else { return wait }
      if table.fullAt[key] != nil || makeRoom(&table, now) { table.fullAt[key] = full }
      return nil
    }
  }

  /// How many addresses are kept now.
  package var count: Int { table.withLock { $0.fullAt.count } }

  /// Forgets the buckets that are full again when there is no room for another; whether there is room then.
  private func makeRoom(_ table: inout Table, _ now: ContinuousClock.Instant) -> Bool {
    guard table.fullAt.count >= capacity else { return true }
    if let swept = table.sweptAt, now - swept < .seconds(1) { return false }
    table.sweptAt = now
    table.fullAt = table.fullAt.filter { $0.value > now }
    return table.fullAt.count < capacity
  }
}
