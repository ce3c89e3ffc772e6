package import Documents

/// How much a crawl spares the servers.
package struct Politeness: Sendable, Equatable {
  /// Replaces every host's delay, and robots.txt's; only for measuring against servers of one's own.
  package var fixedDelay: Duration?
  /// How many hosts on one server address are served at the full pace of a single one.
  ///
  /// The address as a whole waits this fraction of a host's delay between two requests and answers at most this many at once.
  /// Government sites share platforms, so that one pace for a whole address would let 60 sites take two months; loopback
  /// addresses are exempt.
  package var hostsPerAddress = 4
  /// No delay made up of response times and 429/503 answers is longer; what robots.txt asks for may be.
  package var longestOwnDelay: Duration = .seconds(60)
  /// Failures in a row after which a host is left alone.
  package var breakerFailures = 5
  /// How long it is left alone.
  package var breakerPause: Duration = .seconds(1800)
  /// How often a target is tried again after a network error or 5xx; once after no answer in time, which has cost most.
  package var retries = 2
  /// The wait before the first retry; it doubles.
  package var retryDelay: Duration = .seconds(2)
  /// How often a target is put off by 429 or 503 before it counts as failed.
  package var postponements = 4
  /// The pause after a 429 or 503 without `Retry-After`; it doubles with each in a row.
  package var defaultPause: Duration = .seconds(10)

  /// The politeness for the public internet.
  package static let normal = Politeness()

  /// A politeness with one delay for all hosts.
  package static func fixed(_ delay: Duration) -> Politeness {
    var politeness = Politeness()
    politeness.fixedDelay = delay
    return politeness
  }
}

/// The pace of requests to one host.
package struct HostPace: Sendable {
  /// The smoothed response time, a weight of a quarter for the newest; nil before the first answer.
  package private(set) var response: Duration?
  /// What 429 and 503 answers have added to the delay: doubled by each, taken back by tenths (AIMD).
  package private(set) var congestion: Duration = .zero
  /// What robots.txt asks for.
  package var crawlDelay: Duration = .zero

  /// A host of which nothing is known.
  package init() {}

  /// The time from one request to the next.
  package func delay(site: Duration, _ politeness: Politeness) -> Duration {
    if let fixed = politeness.fixedDelay { return fixed }
    let own = max(site, (response ?? .zero) * 2) + congestion
    return max(min(own, max(politeness.longestOwnDelay, site)), crawlDelay)
  }

  /// Takes note of an answer that came after `time`.
  package mutating func answered(after time: Duration) {
    response = response.map { $0 * 3 / 4 + time / 4 } ?? time
    congestion = congestion < .milliseconds(10) ? .zero : congestion * 9 / 10
  }

  /// Takes note of a 429 or 503.
  package mutating func overloaded(delay: Duration, _ politeness: Politeness) {
    congestion = min(
      max(congestion * 2, max(delay, .milliseconds(500))), politeness.longestOwnDelay)
  }
}

/// Leaves a host alone that fails again and again, then tries it once before trusting it again.
package struct Breaker: Sendable {
  /// Failures in a row.
  package private(set) var failures = 0
  /// Until when the host is left alone.
  package private(set) var openUntil: UnixTime?

  /// A host that hasn't failed.
  package init() {}

  /// The host answered: it is trusted again.
  package mutating func succeeded() {
    failures = 0
    openUntil = nil
  }

  /// The host failed; true when this opens the breaker (a failed trial after a pause opens it at once).
  package mutating func failed(at now: UnixTime, _ politeness: Politeness) -> Bool {
    failures += 1
    guard failures >= politeness.breakerFailures else { return false }
    openUntil = now.adding(politeness.breakerPause)
    return true
  }
}
