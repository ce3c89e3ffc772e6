import Crawler
import Documents

/// A web and a clock for the crawl machine: answers by a table, time by jumping to the next thing that happens.
struct SimulatedWeb {
  /// What a URL answers.
  struct Answer {
    var status = 200
    var headers: [HTTPHeader] = []
    var body = "page"
    var links: [String] = []
    var took: Duration = .milliseconds(20)
    var failure: FetchFailure?
  }

  /// A request that was sent.
  struct Request: Equatable {
    var url: String
    var at: UnixTime
    var etag: String?
  }

  /// Answers by URL, one for each request in turn; the last one stays.
  var answers: [String: [Answer]] = [:]
  /// The address of each host; 192.0.2.1 counted up otherwise.
  var addresses: [String: ResolvedHost] = [:]
  private(set) var now = UnixTime(milliseconds: 1_260_000_000_000)
  private(set) var requests: [Request] = []
  private(set) var changes: [StateChange] = []
  private(set) var pages: [StoredPage] = []
  private(set) var mostInFlight = 0
  private var machine: CrawlMachine
  private var events: [(at: UnixTime, order: Int, event: CrawlEvent)] = []
  private var order = 0
  private let links = LinkReader(hash: .content)
  private var digests: [Int: Answer] = [:]

  init(_ sites: [Site], limits: CrawlMachine.Limits = .init(), inactive: Set<String> = []) {
    machine = CrawlMachine(
      sites: sites.map { CrawlSite($0, isActive: !inactive.contains($0.id)) }, limits: limits,
      links: LinkReader(hash: .content), now: now)
  }

  var tallies: [SiteTally] { machine.tallies }
  var early: CrawlMachine.EarlyEnd? { machine.early }
  var waiting: Int { machine.waiting }
  var urls: [String] { requests.map(\.url) }
  /// The pages asked for, without robots.txt and sitemaps.
  var pageURLs: [String] {
    let others = ["/robots.txt", "/sitemap.xml", "/sitemap_index.xml", "/sitemap.txt"]
    return urls.filter { url in !others.contains { url.hasSuffix($0) } }
  }

  mutating func set(_ url: String, _ answer: Answer...) { answers[url] = answer }
  mutating func set(_ url: String, links: [String]) { answers[url] = [Answer(links: links)] }

  /// What became of a URL at last.
  func verdict(_ url: String) -> EndedURL? {
    guard let id = id(url) else { return nil }
    return changes.compactMap { if case .ended(let end) = $0, end.id == id { end } else { nil } }
      .last
  }

  func id(_ url: String) -> Int64? {
    changes.compactMap {
      if case .found(let found) = $0, found.url.href == url { found.id } else { nil }
    }.first
  }

  /// Runs from a backlog to the end; at most `steps` events.
  mutating func run(_ backlog: CrawlBacklog = CrawlBacklog(), steps: Int = 200_000) {
    take(machine.handle(.started(backlog), at: now))
    for _ in 0..<steps {
      guard !machine.isFinished else { return }
      guard step() else { return }
    }
  }

  /// Sends the machine an event now.
  mutating func send(_ event: CrawlEvent) { take(machine.handle(event, at: now)) }

  private mutating func step() -> Bool {
    let next = events.min { ($0.at, $0.order) < ($1.at, $1.order) }
    let wake = machine.nextWake
    if let next, wake.map({ next.at <= $0 }) ?? true {
      events.removeAll { $0.order == next.order }
      now = max(now, next.at)
      take(machine.handle(next.event, at: now))
      return true
    }
    guard let wake else { return false }
    now = max(now, wake)
    take(machine.handle(.tick, at: now))
    return true
  }

  private mutating func later(_ duration: Duration, _ event: CrawlEvent) {
    order += 1
    events.append((now.adding(duration), order, event))
  }

  private mutating func take(_ actions: [CrawlAction]) {
    for action in actions {
      switch action {
      case .resolve(let token, let name, _):
        let address =
          addresses[name]
          ?? .addresses(["198.51.100.\(name.utf8.reduce(0) { ($0 + Int($1)) % 250 })"])
        later(.milliseconds(1), .resolved(token: token, address))
      case .fetch(let token, let order): fetch(token, order)
      case .digest(let token, let target): digest(token, target)
      case .discard: break
      case .persist(let token, let page, let list):
        changes += list
        if let page { pages.append(page) }
        later(.milliseconds(1), .persisted(token: token))
      case .record(let list): changes += list
      case .refill(let host, let lane, let after): refill(host, lane, after)
      }
    }
    mostInFlight = max(mostInFlight, machine.inFlight)
  }

  private mutating func fetch(_ token: Int, _ order: FetchOrder) {
    let url = order.target.url.href
    let known = order.target.known
    requests.append(Request(url: url, at: now, etag: known?.isStored == true ? known?.etag : nil))
    let answer = next(url)
    digests[token] = answer
    let times = FetchTimes(
      answered: now.adding(answer.took), response: answer.took, total: answer.took)
    guard answer.failure == nil else {
      return later(
        answer.took, .fetched(token: token, .failure(answer.failure ?? .broken, at: times)))
    }
    var result = FetchAnswer(
      status: answer.status, headers: answer.headers, bytes: answer.body.utf8.count, times: times,
      address: order.addresses.first ?? "")
    if case .robots = order.target.purpose { result.robotsBody = Array(answer.body.utf8) }
    later(answer.took, .fetched(token: token, .answer(result)))
  }

  private mutating func next(_ url: String) -> Answer {
    guard var list = answers[url], let first = list.first else { return Answer(status: 404) }
    if list.count > 1 { list.removeFirst() }
    answers[url] = list
    return first
  }

  private mutating func digest(_ token: Int, _ target: CrawlTarget) {
    let answer = digests[token] ?? Answer()
    let found = answer.links.compactMap { links.read($0, base: target.url.href) }
    if case .sitemap = target.purpose {
      var digest = SitemapDigest()
      digest.entries = found.filter { !$0.href.hasSuffix(".xml") }.map {
        SitemapDigest.Entry(url: $0)
      }
      digest.children = found.filter { $0.href.hasSuffix(".xml") }
      return later(.milliseconds(1), .sitemapRead(token: token, digest))
    }
    let hash = StableHash.content(answer.body + target.url.href)
    var digest = PageDigest(use: .keep, contentHash: hash, shapeHash: hash)
    digest.links = found
    later(.milliseconds(1), .digested(token: token, digest))
  }

  /// Loads what was found and has not ended yet, as the crawl state does.
  private mutating func refill(_ host: Int, _ lane: HostQueue.Lane, _ after: Int64) {
    var ended: Set<Int64> = []
    for case .ended(let end) in changes { ended.insert(end.id) }
    var targets: [CrawlTarget] = []
    for case .found(let url) in changes
    where url.host == host && url.id > after && !ended.contains(url.id) {
      targets.append(
        CrawlTarget(id: url.id, url: url.url, site: url.site, purpose: .page, depth: url.depth))
    }
    targets = Array(targets.sorted { $0.id < $1.id }.prefix(HostQueue.window))
    later(.milliseconds(1), .refilled(host: host, lane: lane, targets))
  }
}
