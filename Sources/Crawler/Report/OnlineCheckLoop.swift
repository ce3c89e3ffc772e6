import Charset
import Documents

/// Drives the machine for `OnlineCheck`: entry URLs only, nothing stored.
struct OnlineCheckLoop: ~Copyable {
  private let sites: [Site]
  private let links: LinkReader
  private let line: @Sendable (SiteCheck) -> Void
  private var machine: CrawlMachine
  private var multi: CurlMulti
  private let mailbox: Mailbox<CrawlEvent>
  private var bodies: [Int: (answer: FetchAnswer, body: [UInt8])] = [:]
  private var targets: [Int: CrawlTarget] = [:]
  private var checks: [SiteCheck]
  /// Which start URL of its site a number of a target stands for.
  private var starts: [Int64: (site: Int, page: Int)] = [:]
  private var left: [Int]

  /// A loop; nil when libcurl can't be set up.
  init?(
    sites: [Site], politeness: Politeness, slots: Int, line: @escaping @Sendable (SiteCheck) -> Void
  ) {
    guard let multi = CurlMulti(limits: FetchLimits(), clock: CrawlClock()),
      let mailbox = Mailbox<CrawlEvent>()
    else {
      return nil
    }
    var limits = CrawlMachine.Limits()
    limits.slots = slots
    limits.patience = .zero
    limits.politeness = politeness
    links = LinkReader(hash: .content)
    // Entry URLs only: seeds and sitemaps belong to a crawl.
    self.sites = sites.map { site in
      var site = site
      site.seedURLs = []
      site.sitemaps = []
      return site
    }
    machine = CrawlMachine(
      sites: self.sites.map { CrawlSite($0) }, limits: limits, links: links, now: .now)
    machine.asksForSitemaps = false
    self.multi = multi
    self.mailbox = mailbox
    self.line = line
    checks = sites.map { SiteCheck(id: $0.id) }
    for (index, site) in sites.enumerated() {
      checks[index].pages = site.start.map { SiteCheck.PageCheck(url: $0, problem: "not answered") }
    }
    left = sites.map(\.start.count)
  }

  /// Asks until every start URL is answered or given up.
  mutating func run() -> [SiteCheck] {
    perform(machine.handle(.started(CrawlBacklog()), at: .now))
    while !machine.isFinished {
      for event in mailbox.take() { handle(event) }
      for end in multi.perform() {
        if case .answer(let answer) = end.outcome { bodies[end.token] = (answer, end.body) }
        if case .failure(let failure, _) = end.outcome {
          note(end.token, failure.explanation, end.detail)
        }
        handle(.fetched(token: end.token, end.outcome))
      }
      if let wake = machine.nextWake, wake <= .now { handle(.tick) }
      let pause = machine.nextWake.map { $0.milliseconds - UnixTime.now.milliseconds } ?? 200
      multi.wait(.milliseconds(min(max(pause, 0), 200)), wake: mailbox.descriptor)
    }
    for index in checks.indices where left[index] > 0 { finish(index) }
    return checks
  }

  private mutating func handle(_ event: CrawlEvent) { perform(machine.handle(event, at: .now)) }

  private mutating func perform(_ actions: [CrawlAction]) {
    for action in actions {
      switch action {
      case .resolve(let token, let name, let site):
        let mailbox = mailbox
        HostResolver.resolve(name, allowsPrivate: sites[site].allowPrivateAddresses) {
          mailbox.post(.resolved(token: token, $0))
        }
      case .fetch(let token, let order):
        targets[token] = order.target
        _ = multi.start(
          FetchRequest(token: token, order: order, site: sites[order.target.site]))
      case .digest(let token, let target): digest(token, target)
      case .discard(let token): bodies[token] = nil
      case .persist(let token, _, let changes):
        take(changes)
        mailbox.post(.persisted(token: token))
      case .record(let changes): take(changes)
      case .refill: break
      }
    }
  }

  /// Looks at a page but hands the machine no links, so that the check goes no further.
  private mutating func digest(_ token: Int, _ target: CrawlTarget) {
    guard let (answer, body) = bodies[token] else { return }
    let agent = sites[target.site].robotsToken
    let whole = PageDigester(links: links).digest(
      body, headers: answer.headers, url: target.url, agent: agent)
    if let start = starts[target.id] {
      let site = CrawlSite(sites[target.site])
      var page = checks[start.site].pages[start.page]
      page.links = whole.links.count { site.verdict(on: $0)?.isInside == true }
      page.title = PageTitle.of(body, header: answer.header("Content-Type"))
      page.status = answer.status
      page.bytes = body.count
      page.address = answer.address
      page.milliseconds = Int(answer.times.response / .milliseconds(1))
      checks[start.site].pages[start.page] = page
    }
    var bare = PageDigest(
      use: whole.use, contentHash: whole.contentHash, shapeHash: whole.shapeHash)
    bare.noIndex = whole.noIndex
    mailbox.post(.digested(token: token, bare))
  }

  private mutating func note(_ token: Int, _ problem: String, _ detail: String) {
    guard let target = targets[token] else { return }
    let text = detail.isEmpty ? problem : "\(problem) (\(detail))"
    if let start = starts[target.id] {
      checks[start.site].pages[start.page].problem = text
    } else if case .robots = target.purpose {
      checks[target.site].robots = "robots.txt: \(text)"
      for index in checks[target.site].pages.indices
      where checks[target.site].pages[index].problem == "not answered" {
        checks[target.site].pages[index].problem = text
      }
    }
  }

  private mutating func take(_ changes: [StateChange]) {
    for change in changes {
      switch change {
      case .found(let url): take(url)
      case .ended(let ended): take(ended)
      case .robots(let row): take(row)
      case .newHost, .sitemapDate: break
      }
    }
  }

  private mutating func take(_ url: FoundURL) {
    switch url.source {
    case .start:
      let page = checks[url.site].pages.firstIndex { links.read($0.url) == url.url }
      if let page { starts[url.id] = (url.site, page) }
    case .redirect(let from): starts[url.id] = starts[from]
    default: break
    }
  }

  private mutating func take(_ row: RobotsRow) {
    guard
      let site = sites.indices.first(where: {
        CrawlSite(sites[$0]).mayContain(CrawlURL(href: row.origin + "/", hash: 0).authority)
      })
    else { return }
    if !checks[site].robots.hasPrefix("robots.txt: ") { checks[site].robots = row.reason }
    let robots = RobotsFile.parse(row.body)
    checks[site].crawlDelay = robots.rules.delaySeconds(agent: sites[site].robotsToken)
  }

  private mutating func take(_ ended: EndedURL) {
    guard let start = starts[ended.id] else { return }
    var page = checks[start.site].pages[start.page]
    if ended.status > 0 { page.status = ended.status }
    switch ended.verdict {
    case .stored, .unchanged: page.problem = nil
    case .moved:
      page.redirects.append(ended.movedTo ?? "")
      page.problem = "the redirect leads out of the site's scope"
    case .skipped, .failed, .gone:
      if page.problem == "not answered" || ended.status > 0 || ended.reason == "robots" {
        page.problem = ended.reason
      }
    }
    checks[start.site].pages[start.page] = page
    // A redirect is followed: what it leads to is the answer, and what it leads nowhere to is reported at the end.
    guard ended.verdict != .moved else { return }
    left[start.site] -= 1
    if left[start.site] == 0 { finish(start.site) }
  }

  private mutating func finish(_ site: Int) {
    left[site] = 0
    line(checks[site])
  }
}

/// The words between `<title>` and `</title>`, for people.
enum PageTitle {
  /// The title of a page, 80 characters at most; empty when there is none in its first 64 KiB.
  static func of(_ body: [UInt8], header: String?) -> String {
    let head = Array(body.prefix(64 << 10))
    let charset = CharsetDecision.decide(
      body: head, httpLabel: header.flatMap(PageDigester.charset))
    let text = charset.encoding.decode(head).utf8
    guard let open = place(of: "<title", in: text, from: 0),
      let start = text[open...].firstIndex(of: UInt8(ascii: ">")),
      let end = place(of: "</title", in: text, from: start)
    else { return "" }
    let title = String(decoding: text[(start + 1)..<end], as: UTF8.self)
    return String(title.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(80))
  }

  /// Where an ASCII text stands, in any letter case.
  private static func place(of mark: String, in text: [UInt8], from start: Int) -> Int? {
    let mark = Array(mark.utf8)
    guard text.count >= start + mark.count else { return nil }
    return (start...(text.count - mark.count)).first { at in
      mark.indices.allSatisfy { text[at + $0] | 0x20 == mark[$0] | 0x20 }
    }
  }
}
