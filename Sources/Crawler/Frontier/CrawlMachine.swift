package import Documents

/// Decides what a crawl does next: events in, actions out, no clock, no network, no files.
///
/// Every host has one request under way at most; among hosts that may be asked now, the one with most left to do goes first, so
/// that the longest host sets the end of the crawl and not the order of discovery. The same events at the same times give the
/// same actions.
package struct CrawlMachine: Sendable {
  /// Limits of one run.
  package struct Limits: Sendable {
    /// Requests under way at once over all hosts.
    package var slots = 128
    /// Pages fetched, all sites together; nil for no limit.
    package var pages: Int?
    /// How long the run lasts.
    package var time: Duration?
    /// How long the run waits for hosts that are paused when nothing else is left.
    package var patience: Duration = .seconds(30)
    /// How long a looked-up address is used.
    package var addressLife: Duration = .seconds(600)
    /// How the servers are spared.
    package var politeness = Politeness.normal

    /// The limits of an ordinary run.
    package init() {}
  }

  /// A request or what follows from it.
  struct Flight: Sendable {
    var host: Int
    var target: CrawlTarget
    /// The address that is counted, which loopback is not.
    var address: String?
    /// Whether it counts among the pages under way.
    var isCounted = false
    var answer: FetchAnswer?
  }

  /// What becomes of a host that was looked at.
  enum Step { case done, hold, again }

  let sites: [CrawlSite]
  let limits: Limits
  let links: LinkReader
  /// The moment of the present event.
  var now: UnixTime
  let began: UnixTime
  var hosts: [HostState] = []
  var hostNumbers: [String: Int] = [:]
  var addresses: [String: AddressState] = [:]
  var flights: [Int: Flight] = [:]
  var nextToken = 1
  var nextID: Int64 = 1
  var seen = SeenSet()
  var traps = TrapGuard()
  /// Origins whose sitemaps have been asked for in this run.
  var sitemapOrigins: Set<String> = []
  /// Sitemaps that have been asked for, by the hash of their URL.
  var sitemapsSeen = SeenSet()
  /// Failures in a row to read an origin's robots.txt.
  var robotsFailures: [String: Int] = [:]
  /// Whether sitemaps are read; not when only entry URLs are looked at.
  var asksForSitemaps = true
  var heap = WakeHeap()
  var ready: [Int] = []
  var refills = 0
  var actions: [CrawlAction] = []
  var changes: [StateChange] = []
  /// Why a site is left for this run.
  var closed: [String?]
  /// What has been done, by site.
  package internal(set) var tallies: [SiteTally]
  /// Pages under way, by site.
  var pagesUnderWay: [Int]
  /// Whether no further request is sent.
  package private(set) var isStopping = false
  /// Why the run ends early, if it does.
  package private(set) var early: EarlyEnd?

  /// Why a run ends before all is done.
  package enum EarlyEnd: String, Sendable, Codable {
    /// It was stopped.
    case stopped
    /// Its time is over.
    case timeLimit
    /// Its pages are fetched.
    case pageLimit
  }

  /// A machine for these sites.
  package init(sites: [CrawlSite], limits: Limits, links: LinkReader, now: UnixTime) {
    self.sites = sites
    self.limits = limits
    self.links = links
    self.now = now
    began = now
    closed = Array(repeating: nil, count: sites.count)
    tallies = Array(repeating: SiteTally(), count: sites.count)
    pagesUnderWay = Array(repeating: 0, count: sites.count)
  }

  /// Takes an event at a moment and says what is to be done, in order.
  package mutating func handle(_ event: CrawlEvent, at moment: UnixTime) -> [CrawlAction] {
    now = max(now, moment)
    apply(event)
    checkLimits()
    pump()
    flushChanges()
    defer { actions = [] }
    return actions
  }

  /// When the machine wants a `.tick` at the latest; nil when only an event can bring it further.
  package var nextWake: UnixTime? {
    guard !isStopping else { return nil }
    let limit = limits.time.map { began.adding($0) }
    guard let host = heap.first?.time else { return limit }
    return limit.map { min($0, host) } ?? host
  }

  /// Whether nothing is under way and nothing is left that this run should wait for.
  package var isFinished: Bool {
    guard flights.isEmpty, refills == 0 else { return false }
    if isStopping { return true }
    guard ready.isEmpty else { return false }
    let waiting = hosts.filter { $0.wake != nil && $0.remaining > 0 }
    if waiting.contains(where: { !$0.isPaused }) { return false }
    guard let first = waiting.compactMap(\.wake).min() else { return true }
    return first > now.adding(limits.patience)
  }

  /// URLs that wait, those in the state included.
  package var waiting: Int { hosts.reduce(0) { $0 + $1.remaining } }

  /// Fetches under way.
  package var inFlight: Int { flights.count }

  private mutating func apply(_ event: CrawlEvent) {
    switch event {
    case .started(let backlog): start(backlog)
    case .resolved(let token, let result): resolved(token, result)
    case .fetched(let token, let outcome): fetched(token, outcome)
    case .digested(let token, let digest): digested(token, digest)
    case .sitemapRead(let token, let digest): sitemapRead(token, digest)
    case .persisted(let token): finish(token)
    case .refilled(let host, let lane, let targets): refilled(host, lane, targets)
    case .becameDue(let targets): becameDue(targets)
    case .tick: break
    case .stop: stop(.stopped)
    }
  }

  private mutating func checkLimits() {
    if let time = limits.time, now >= began.adding(time) { stop(.timeLimit) }
    if let pages = limits.pages, tallies.reduce(0, { $0 + $1.fetched }) >= pages {
      stop(.pageLimit)
    }
  }

  private mutating func stop(_ reason: EarlyEnd) {
    guard !isStopping else { return }
    isStopping = true
    early = reason
  }

  /// Whether pages under way might already fill the run's page limit.
  private var isPageLimitTaken: Bool {
    guard let pages = limits.pages else { return false }
    return tallies.reduce(0) { $0 + $1.fetched } + pagesUnderWay.reduce(0, +) >= pages
  }

  private mutating func pump() {
    while let first = heap.first, first.time <= now {
      _ = heap.removeFirst()
      guard hosts[first.host].wake == first.time else { continue }
      hosts[first.host].wake = nil
      makeReady(first.host)
    }
    guard !isStopping, !ready.isEmpty else { return }
    let batch = ready.sorted {
      let (left, right) = (hosts[$0].remaining, hosts[$1].remaining)
      return left != right ? left > right : $0 < $1
    }
    ready = []
    for (index, host) in batch.enumerated() {
      guard flights.count < limits.slots, !isPageLimitTaken else {
        ready += batch[index...]
        return
      }
      hosts[host].isReady = false
      switch attempt(host) {
      case .done: break
      case .hold: makeReady(host)
      case .again: schedule(host, at: now, paused: false)
      }
    }
  }

  /// Puts the host among those that may be asked.
  mutating func makeReady(_ host: Int) {
    guard !hosts[host].isReady, hosts[host].busy == nil else { return }
    hosts[host].isReady = true
    hosts[host].wake = nil
    ready.append(host)
  }

  /// Has the host looked at again at that moment.
  mutating func schedule(_ host: Int, at time: UnixTime, paused: Bool) {
    guard !hosts[host].isReady else { return }
    hosts[host].wake = time
    hosts[host].isPaused = paused
    heap.insert(time, host: host)
  }

  /// Has an idle host looked at because there is something new for it.
  mutating func nudge(_ host: Int) {
    guard hosts[host].busy == nil, hosts[host].wake == nil, !hosts[host].isReady else { return }
    schedule(host, at: max(now, hosts[host].nextRequest), paused: false)
  }

  /// Hands over what is to be kept in the state before anything that depends on it.
  mutating func flushChanges() {
    guard !changes.isEmpty else { return }
    actions.append(.record(changes))
    changes = []
  }
}
