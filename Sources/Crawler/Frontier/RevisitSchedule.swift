/// When a page is looked at again: the interval grows while nothing changes and shrinks when something does.
package enum RevisitSchedule {
  /// No page is looked at more often or more rarely than this.
  package static let limits: ClosedRange<Duration> = .seconds(3600) ... .seconds(30 * 86_400)

  /// The interval after the first fetch: entry pages and what they link to change daily, articles hardly ever.
  package static func first(depth: Int) -> Duration {
    switch depth {
    case 0: .seconds(6 * 3600)
    case 1: .seconds(86_400)
    default: .seconds(7 * 86_400)
    }
  }

  /// The interval after a look that found the page changed (× 0.8) or not (× 1.4).
  package static func next(after interval: Duration, changed: Bool) -> Duration {
    clamp(changed ? interval * 4 / 5 : interval * 7 / 5)
  }

  /// The wait after a failure that says nothing about the page, such as a 5xx: it doubles with each failure in a row.
  package static func afterFailure(count: Int) -> Duration {
    clamp(.seconds(3600) * (1 << min(max(count - 1, 0), 10)))
  }

  private static func clamp(_ interval: Duration) -> Duration {
    min(max(interval, limits.lowerBound), limits.upperBound)
  }
}
