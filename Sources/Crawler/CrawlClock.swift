import Documents

/// The time of a crawl, which never goes backwards and doesn't jump with the machine's clock.
struct CrawlClock: Sendable {
  private let epoch = UnixTime.now
  private let started = ContinuousClock.now

  /// The present moment.
  var now: UnixTime { epoch.adding(elapsed) }

  /// Time since the crawl began.
  var elapsed: Duration { started.duration(to: .now) }

  /// The moment `duration` ago, rounded up to the next millisecond: nothing that is counted from it comes too early.
  func moment(ago duration: Duration) -> UnixTime {
    epoch.adding(elapsed - duration + .nanoseconds(999_999))
  }
}
