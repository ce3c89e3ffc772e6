/// How many requests one address may make.
package struct RateLimit: Sendable, Equatable {
  /// Requests a second on average, more than 0.
  package let perSecond: Double
  /// Requests that may come at once after a rest, at least 1.
  package let burst: Int
  /// Whether this machine's own addresses are held to it too.
  package let coversLoopback: Bool

  /// What people behind one address of an office need many times over; nothing for programs on this machine.
  package static let standard = RateLimit(perSecond: 50, coversLoopback: false)

  /// Seconds of requests that may come at once.
  private static let burstSeconds = 4.0

  /// So many requests a second, and `burst` at once, for every address.
  init(perSecond: Double, burst: Int) {
    (self.perSecond, self.burst, coversLoopback) = (perSecond, burst, true)
  }

  /// So many requests a second, and four seconds' worth at once.
  package init(perSecond: Double, coversLoopback: Bool = true) {
    self.perSecond = perSecond
    burst = max(Int((perSecond * Self.burstSeconds).rounded()), 1)
    self.coversLoopback = coversLoopback
  }
}
