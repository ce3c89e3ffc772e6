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
  private var starts: [Int64: Int] = [:]
  private var left: [Int]

  /// A loop; nil when libcurl can't be set up.
  init?(
    sites: [Site], politeness: Politeness, slots: Int, line: @escaping @Sendable (SiteCheck) -> Void
  ) {
    guard let multi = CurlMulti(limits: FetchLimits()), let mailbox = Mailbox<CrawlEvent>() else { return nil }
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
      for end in multi.perform(at: .now) {
        if case .answer(let answer) = end.outcome { bodies[end.token] = (answer, end.body) }
        if case .failure(let failure, _) = end.outcome { note(end.token, failure.explanation, end.detail) }
        handle(.fetched(token: end.token, end.outcome))
      }
      if let wake = machine.nextWake, wake <= .now { handle(.tick) }
      let pause = machine.nextWake.map { $0.milliseconds - UnixTime.now.milliseconds } ?? 1000
      multi.wait(milliseconds: Int(min(max(pause, 0), 200)), wake: mailbox.descriptor)
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
        _ = multi.start(FetchRequest(token: token, order: order, site: sites[order.target.site]), at: .now)
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
    let whole = PageDigester(links: links).digest(body, headers: answer.headers, url: target.url, agent: agent)
    if let start = starts[target.id] {
      let site = CrawlSite(sites[target.site])
      let own = whole.links.count { site.verdict(on: $0)?.isInside == true }
      checks[target.site].pages[start].links = own
      checks[target.site].pages[start].title = PageTitle.of(body, header: answer.header("Content-Type"))
      fill(&checks[target.site].pages[start], answer, body.count)
    }
    var bare = PageDigest(use: whole.use, contentHash: whole.contentHash, shapeHash: whole.shapeHash)
    bare.noIndex = whole.noIndex
    mailbox.post(.digested(token: token, bare))
  }

  private func fill(_ page: inout SiteCheck.PageCheck, _ answer: FetchAnswer, _ bytes: Int) {
    page.status = answer.status
    page.bytes = bytes
    page.address = answer.address
    page.milliseconds = Int(answer.times.response / .milliseconds(1))
  }

  private mutating func note(_ token: Int, _ problem: String, _ detail: String) {
    guard let target = targets[token] else { return }
    let text = detail.isEmpty ? problem : "\(problem) (\(detail))"
    if let start = starts[target.id] {
      checks[target.site].pages[start].problem = text
    } else if case .robots = target.purpose {
      checks[target.site].robots = "robots.txt: \(text)"
      for index in checks[target.site].pages.indices where checks[target.site].pages[index].problem == "not answered" {
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
    case .start: starts[url.id] = checks[url.site].pages.firstIndex { links.read($0.url) == url.url }
    case .redirect(let from):
      if let start = starts[from] { starts[url.id] = start }
    default: break
    }
  }

  private mutating func take(_ row: RobotsRow) {
    guard let site = sites.indices.first(where: { CrawlSite(sites[$0]).mayContain(CrawlURL(href: row.origin + "/", hash: 0).authority) })
    else { return }
    if !checks[site].robots.hasPrefix("robots.txt: ") { checks[site].robots = row.reason }
    let robots = RobotsFile.parse(row.body)
    checks[site].crawlDelay = robots.rules.delaySeconds(agent: sites[site].robotsToken)
  }

  private mutating func take(_ ended: EndedURL) {
    guard let start = starts[ended.id],
      let site = checks.indices.first(where: { index in owns(index, ended.id, start) })
    else { return }
    if ended.status > 0 { checks[site].pages[start].status = ended.status }
    switch ended.verdict {
    case .stored, .unchanged: checks[site].pages[start].problem = nil
    case .moved:
      checks[site].pages[start].redirects.append(ended.movedTo ?? "")
      checks[site].pages[start].problem = "the redirect leads out of the site's scope"
      return
    case .skipped, .failed, .gone:
      if checks[site].pages[start].problem == "not answered" || ended.status > 0 || ended.reason == "robots" {
        checks[site].pages[start].problem = ended.reason
      }
    }
    left[site] -= 1
    if left[site] == 0 { finish(site) }
  }

  private func owns(_ site: Int, _ id: Int64, _ start: Int) -> Bool { siteOf[id] == site }

  private var siteOf: [Int64: Int] {
    Dictionary(targets.values.map { ($0.id, $0.site) }) { first, _ in first }
  }

  private mutating func finish(_ site: Int) {
    left[site] = 0
    line(checks[site])
  }
}

/// The words between `<title>` and `</title>`, for people.
enum PageTitle {
  /// The title of a page; empty when there is none in its first 64 KiB.
  static func of(_ body: [UInt8], header: String?) -> String {
    let head = Array(body.prefix(64 << 10))
    let charset = CharsetDecision.decide(body: head, httpLabel: header.flatMap(PageDigester.charset))
    let text = charset.encoding.decode(head).text
    guard let open = text.range(of: "<title", caseInsensitive: true),
      let start = text[open.upperBound...].firstIndex(of: ">"),
      let end = text[start...].range(of: "</title", caseInsensitive: true)
    else { return "" }
    let title = text[text.index(after: start)..<end.lowerBound]
    return String(title.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(80))
  }
}

extension StringProtocol {
  /// The first place of an ASCII text, in any letter case.
  fileprivate func range(of text: String, caseInsensitive: Bool) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if let end = index(start, offsetBy: text.count, limitedBy: endIndex), self[start..<end].lowercased() == text {
        return start..<end
      }
      formIndex(after: &start)
    }
    return nil
  }
}
