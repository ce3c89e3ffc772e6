import Documents
import Foundation

/// The thread that drives a crawl: it owns libcurl and the machine, and only waits in one place.
///
/// Everything slow happens elsewhere and comes back as a message: names are looked up by `HostResolver`, bodies are examined by
/// tasks, and pages and state are written by `CrawlStorage`.
struct CrawlLoop: ~Copyable {
  /// What other threads tell the loop.
  enum Message: Sendable {
    case storage(CrawlStorage.Answer)
    case event(CrawlEvent)
    case stop
    /// Break off what is under way, too.
    case abort
  }

  /// What the loop needs from outside.
  struct Parts: Sendable {
    var configuration: CrawlConfiguration
    var sites: [CrawlSite]
    var state: CrawlState
    var storage: CrawlStorage
    var mailbox: Mailbox<Message>
    var progress: @Sendable (CrawlProgress) -> Void
  }

  /// How a crawl ended.
  struct Outcome: Sendable {
    var tallies: [SiteTally]
    var waiting: [Int]
    var early: CrawlMachine.EarlyEnd?
    var elapsed: Duration
    var error: CrawlError?
  }

  private static let longestPause = Duration.milliseconds(200)

  private let parts: Parts
  private let digester: PageDigester
  private var machine: CrawlMachine
  private var multi: CurlMulti
  private var bodies: [Int: (answer: FetchAnswer, body: [UInt8])] = [:]
  /// Bodies that are to be examined, which one task does for all of a turn: waking a thread costs as much as a small page.
  private var examinations: [Examination] = []
  private var error: CrawlError?
  private var isStorageClosed = false
  private let clock: CrawlClock
  private var meter: ProgressMeter

  /// A loop; nil when libcurl can't be set up.
  init?(_ parts: Parts) {
    let clock = CrawlClock()
    guard let multi = CurlMulti(limits: parts.configuration.fetchLimits, clock: clock) else {
      return nil
    }
    self.clock = clock
    let links = LinkReader(hash: parts.state.hash)
    self.parts = parts
    self.multi = multi
    digester = PageDigester(links: links)
    machine = CrawlMachine(
      sites: parts.sites, limits: parts.configuration.limits, links: links, now: clock.now)
    meter = ProgressMeter(sites: parts.sites.map(\.site))
  }

  private var now: UnixTime { clock.now }

  /// Crawls until nothing is left, the run is stopped or storing fails.
  mutating func run(_ backlog: CrawlBacklog) -> Outcome {
    perform(machine.handle(.started(backlog), at: now))
    while error == nil, !machine.isFinished { turn() }
    for end in multi.cancelAll() { take(end) }
    parts.storage.add(.close)
    while !isStorageClosed {
      for message in parts.mailbox.take(waiting: 1000) { take(message) }
    }
    report(isLast: true)
    return Outcome(
      tallies: machine.tallies, waiting: machine.waitingBySite, early: machine.early,
      elapsed: clock.elapsed, error: error)
  }

  private mutating func turn() {
    for message in parts.mailbox.take() { take(message) }
    for end in multi.perform() { take(end) }
    if let wake = machine.nextWake, wake <= now { handle(.tick) }
    examine()
    parts.storage.expect(machine.inFlight)
    report(isLast: false)
    guard error == nil, !machine.isFinished else { return }
    let pause = machine.nextWake.map { clock.time(until: $0) } ?? Self.longestPause
    multi.wait(min(pause, Self.longestPause), wake: parts.mailbox.descriptor)
  }

  private mutating func take(_ message: Message) {
    switch message {
    case .event(let event): handle(event)
    case .stop: handle(.stop)
    case .abort:
      handle(.stop)
      for end in multi.cancelAll() { take(end) }
    case .storage(.event(let event)): handle(event)
    case .storage(.failed(let problem)): error = error ?? problem
    case .storage(.closed): isStorageClosed = true
    }
  }

  private mutating func take(_ end: FetchEnd) {
    if case .answer(let answer) = end.outcome { bodies[end.token] = (answer, end.body) }
    handle(.fetched(token: end.token, end.outcome))
  }

  private mutating func handle(_ event: CrawlEvent) { perform(machine.handle(event, at: now)) }

  private mutating func perform(_ actions: [CrawlAction]) {
    for action in actions {
      switch action {
      case .resolve(let token, let name, let site): resolve(token, name, site)
      case .fetch(let token, let order): fetch(token, order)
      case .digest(let token, let target): digest(token, target)
      case .discard(let token): bodies[token] = nil
      case .persist(let token, let page, let changes): persist(token, page, changes)
      case .record(let changes): parts.storage.add(.record(changes))
      case .refill(let host, let lane, let after):
        parts.storage.add(.refill(host: host, lane: lane, after: after))
      }
    }
  }

  private func resolve(_ token: Int, _ name: String, _ site: Int) {
    let mailbox = parts.mailbox
    HostResolver.resolve(name, allowsPrivate: parts.sites[site].site.allowPrivateAddresses) {
      result in
      mailbox.post(.event(.resolved(token: token, result)))
    }
  }

  private mutating func fetch(_ token: Int, _ order: FetchOrder) {
    let request = FetchRequest(
      token: token, order: order, site: parts.sites[order.target.site].site)
    guard !multi.start(request) else { return }
    let times = FetchTimes(answered: now, response: .zero, total: .zero)
    parts.mailbox.post(.event(.fetched(token: token, .failure(.protocolError, at: times))))
  }

  private mutating func digest(_ token: Int, _ target: CrawlTarget) {
    guard let (answer, body) = bodies[token] else { return }
    examinations.append(
      Examination(
        token: token, target: target, headers: answer.headers, body: body,
        agent: parts.sites[target.site].site.robotsToken))
  }

  /// Has what came in this turn examined, a few bodies a task.
  private mutating func examine() {
    let (digester, mailbox) = (digester, parts.mailbox)
    while !examinations.isEmpty {
      let batch = Array(examinations.prefix(Examination.batch))
      examinations.removeFirst(batch.count)
      Task.detached(priority: .utility) {
        mailbox.post(batch.map { .event($0.event(by: digester)) })
      }
    }
  }

  private mutating func persist(_ token: Int, _ page: StoredPage?, _ changes: [StateChange]) {
    let kept = bodies.removeValue(forKey: token)
    let record: PageRecord? =
      switch page {
      case nil: nil
      case .unchanged(let revisit): .revisit(revisit)
      case .gone(let removal): .gone(removal)
      case .body(let url, let site):
        kept.map { kept in
          .response(
            Page(
              url: url, siteID: parts.sites[site].site.id, fetchedAt: now,
              status: kept.answer.status,
              headers: kept.answer.headers, body: kept.body))
        }
      }
    let url: Int64 = if case .ended(let ended)? = changes.last { ended.id } else { 0 }
    parts.storage.add(.persist(token: token, record, url: url, changes))
  }

  private mutating func report(isLast: Bool) {
    let elapsed = clock.elapsed
    guard meter.isDue(elapsed) || isLast else { return }
    parts.progress(meter.progress(of: machine, at: now, elapsed))
  }
}

/// A body that is to be examined.
private struct Examination: Sendable {
  /// Bodies that one task examines in turn.
  static let batch = 8

  let token: Int
  let target: CrawlTarget
  let headers: [HTTPHeader]
  let body: [UInt8]
  let agent: String

  /// What the examination finds.
  func event(by digester: PageDigester) -> CrawlEvent {
    switch target.purpose {
    case .sitemap: .sitemapRead(token: token, digester.sitemap(body, url: target.url))
    case .page, .robots:
      .digested(
        token: token, digester.digest(body, headers: headers, url: target.url, agent: agent))
    }
  }
}
