import Documents

/// How far a crawl is.
package struct CrawlProgress: Sendable {
  /// Time since the crawl began.
  package var elapsed: Duration
  /// The sites that have or had something to do, in the order of sites.conf.
  package var sites: [SiteProgress]
  /// Pages answered with content or 304.
  package var fetched: Int
  /// URLs that wait.
  package var waiting: Int
  /// Bytes received.
  package var bytes: Int
  /// Hosts that are being asked at this moment.
  package var inFlight: Int
}

/// How far a crawl is with one site.
package struct SiteProgress: Sendable {
  /// The site's `id`.
  package var id: String
  /// Pages answered with content or 304.
  package var fetched: Int
  /// URLs that wait.
  package var waiting: Int
  /// Failures.
  package var failed: Int
  /// Pages a second since the last progress, smoothed.
  package var pagesPerSecond: Double
  /// The time from one request to the next at present, the longest of its hosts'.
  package var delay: Duration
  /// How long its hosts stay paused (Retry-After, breaker, crawl window), if all of them are.
  package var pausedFor: Duration?
  /// The newest thing that a person should know, if any.
  package var note: String?

  /// Time until the site is done at the present pace; nil when that can't be told.
  package var remaining: Duration? {
    guard pagesPerSecond > 0.01 else { return nil }
    return .seconds(Double(waiting) / pagesPerSecond)
  }
}

/// Measures the pace of a crawl between two progress reports.
struct ProgressMeter {
  private let sites: [Site]
  private var last: Duration = .seconds(-1)
  private var lastFetched: [Int]
  private var pace: [Double]
  /// Five a second are as many as a person can read and cost nothing.
  private static let interval: Duration = .milliseconds(200)

  init(sites: [Site]) {
    self.sites = sites
    lastFetched = sites.map { _ in 0 }
    pace = sites.map { _ in 0 }
  }

  /// Whether the next report is due.
  func isDue(_ elapsed: Duration) -> Bool { elapsed - last >= Self.interval }

  /// The progress at this moment.
  mutating func progress(of machine: CrawlMachine, at now: UnixTime, _ elapsed: Duration)
    -> CrawlProgress
  {
    let seconds = max((elapsed - last) / .seconds(1), 0.001)
    last = elapsed
    let views = machine.hostViews(at: now)
    let waiting = machine.waitingBySite
    var list: [SiteProgress] = []
    for (index, tally) in machine.tallies.enumerated() {
      let rate = Double(tally.fetched - lastFetched[index]) / seconds
      pace[index] = pace[index] * 0.9 + rate * 0.1
      lastFetched[index] = tally.fetched
      guard tally.requests > 0 || waiting[index] > 0 else { continue }
      let view = views[index]
      list.append(
        SiteProgress(
          id: sites[index].id, fetched: tally.fetched, waiting: waiting[index],
          failed: tally.failed.values.reduce(0, +), pagesPerSecond: pace[index],
          delay: view?.delay ?? sites[index].delay, pausedFor: view?.pausedFor,
          note: tally.notes.last))
    }
    return CrawlProgress(
      elapsed: elapsed, sites: list, fetched: machine.tallies.reduce(0) { $0 + $1.fetched },
      waiting: machine.waiting, bytes: machine.tallies.reduce(0) { $0 + $1.bytes },
      inFlight: machine.inFlight)
  }
}
