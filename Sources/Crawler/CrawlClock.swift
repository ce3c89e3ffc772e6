import Documents

/// The time of a crawl, which never goes backwards and doesn't jump with the machine's clock.
struct CrawlClock: Sendable {
  private let epoch = UnixTime.now
  private let started = ContinuousClock.now

  /// The present moment.
  var now: UnixTime { epoch.adding(elapsed) }

  /// Time since the crawl began.
  var elapsed: Duration { started.duration(to: .now) }

  /// How long it is to a moment, to the nanosecond: `now` is rounded down, and what waits by it comes up to a millisecond late. Negative when
  /// the moment has passed.
  func time(until moment: UnixTime) -> Duration { moment.since(epoch) - elapsed }

  /// The moment `duration` ago, rounded up to the next millisecond: nothing that is counted from it comes too early.
  func moment(ago duration: Duration) -> UnixTime {
    epoch.adding(elapsed - duration + .nanoseconds(999_999))
  }
}
