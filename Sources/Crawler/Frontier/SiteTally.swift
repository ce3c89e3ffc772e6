package import Documents

/// What one run has done for one site so far.
package struct SiteTally: Sendable, Equatable {
  /// Pages that were answered with content or with 304.
  package var fetched = 0
  /// Of those, stored for the first time.
  package var new = 0
  /// Of those, stored again because they had changed.
  package var changed = 0
  /// Of those, found unchanged.
  package var unchanged = 0
  /// Pages that were found to be gone for good.
  package var gone = 0
  /// URLs that lead to another.
  package var moved = 0
  /// Failures by reason.
  package var failed: [String: Int] = [:]
  /// URLs not fetched or not kept, by reason.
  package var skipped: [String: Int] = [:]
  /// Bytes received.
  package var bytes = 0
  /// Requests sent, those for robots.txt and sitemaps included.
  package var requests = 0
  /// Pages that the store holds for the site.
  package var stored = 0
  /// URLs that stay in the state for another run because a budget is used up.
  package var left = 0
  /// When its first request was sent.
  package var began: UnixTime?
  /// When its last answer came.
  package var ended: UnixTime?
  /// The slowest answers, the slowest first.
  package var slowest: [Slow] = []
  /// What a person should know: why the site was left early, what its robots.txt asks for.
  package var notes: [String] = []

  /// An answer that took long.
  package struct Slow: Sendable, Equatable {
    /// What was fetched.
    package var url: String
    /// How long it took.
    package var took: Duration
  }

  /// Nothing done yet, with that many pages in the store.
  package init(stored: Int = 0) { self.stored = stored }

  mutating func skip(_ reason: String, _ count: Int = 1) { skipped[reason, default: 0] += count }
  mutating func fail(_ reason: String) { failed[reason, default: 0] += 1 }

  mutating func note(_ text: String) {
    if notes.count < 20, !notes.contains(text) { notes.append(text) }
  }

  mutating func took(_ time: Duration, _ url: String) {
    guard slowest.count < 3 || time > slowest[slowest.count - 1].took else { return }
    slowest.append(Slow(url: url, took: time))
    slowest.sort { $0.took > $1.took }
    if slowest.count > 3 { slowest.removeLast() }
  }
}
