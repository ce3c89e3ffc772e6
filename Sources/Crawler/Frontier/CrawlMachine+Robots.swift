import Documents

extension CrawlMachine {
  /// The most sitemaps that are read of one host in one run.
  static let maximumSitemaps = 500
  /// Sitemap indexes that may lead to one another; sitemaps.org allows one.
  static let maximumSitemapLevel = 3

  /// Puts the request for an origin's robots.txt before everything else.
  mutating func askForRobots(_ origin: String, _ target: CrawlTarget, _ host: Int) {
    hosts[host].robots[origin] = .asked
    guard let url = links.read("\(origin)/robots.txt") else { return }
    hosts[host].queue.pushFront(
      CrawlTarget(
        id: 0, url: url, site: target.site, purpose: .robots(origin: origin), depth: 0))
  }

  /// Takes the answer to a request for robots.txt.
  mutating func robotsAnswered(
    _ token: Int, _ flight: Flight, _ origin: String, _ answer: FetchAnswer
  ) {
    let target = flight.target
    actions.append(.discard(token: token))
    if answer.status < 500, answer.status != 429 {
      hosts[flight.host].breaker.succeeded()
      hosts[flight.host].pace.answered(after: answer.times.response)
    }
    let isRedirect = [301, 302, 303, 307, 308].contains(answer.status)
    if isRedirect, target.chain.count < RobotsAnswer.maximumRedirects,
      let next = answer.header("Location").flatMap({ links.read($0, base: target.url.href) })
    {
      var hop = target
      hop.chain.append(CrawlTarget.Hop(id: 0, hash: target.url.hash))
      hop.url = next
      let host = hostNumber(next.authority)
      hosts[host].queue.pushFront(hop)
      release(token)
      return nudge(host)
    }
    let redirects = target.chain.count + (isRedirect ? 1 : 0)
    release(token)
    keepRobots(
      origin, target,
      .response(
        status: answer.status, contentType: answer.header("Content-Type"), body: answer.robotsBody,
        redirects: redirects), answer)
  }

  /// Takes that robots.txt couldn't be fetched.
  mutating func robotsFailed(_ origin: String, _ target: CrawlTarget) {
    keepRobots(origin, target, .networkError, nil)
  }

  private mutating func keepRobots(
    _ origin: String, _ target: CrawlTarget, _ robots: RobotsAnswer, _ answer: FetchAnswer?
  ) {
    let host = hostNumber(CrawlURL(href: "\(origin)/", hash: 0).authority)
    let earlier = robotsFailures[origin] ?? 0
    let policy = robots.policy(
      for: sites[target.site].site.robotsToken,
      maximumAge: answer?.header("Cache-Control").flatMap(Self.maximumAge),
      retryAfter: answer?.header("Retry-After").flatMap { RetryAfter.parse($0, now: now) },
      failures: earlier)
    let isFailure = if case .nothing = policy.access { true } else { false }
    let kept = KeptRobots(
      policy: policy, expires: now.adding(policy.validFor), failures: isFailure ? earlier + 1 : 0)
    robotsFailures[origin] = kept.failures
    hosts[host].robots[origin] = .kept(kept)
    apply(policy, to: host)
    noteDelay(policy, target.site, hosts[host])
    changes.append(
      .robots(
        RobotsRow(
          origin: origin, fetchedAt: now, status: answer?.status ?? 0,
          contentType: answer?.header("Content-Type"), body: answer?.robotsBody ?? [],
          redirects: target.chain.count, expires: kept.expires, failures: kept.failures,
          reason: policy.reason.description)))
    nudge(host)
  }

  /// The seconds of `max-age` in a `Cache-Control` field; `no-cache` and `no-store` count as 0.
  static func maximumAge(_ value: String) -> Duration? {
    for part in value.lowercased().split(separator: ",") {
      let words = part.split(separator: "=", maxSplits: 1).map {
        String($0.drop { $0 == " " || $0 == "\"" }.prefix { $0 != " " && $0 != "\"" })
      }
      if words.first == "no-cache" || words.first == "no-store" { return .zero }
      if words.count == 2, words[0] == "max-age", let seconds = Int(words[1]), seconds >= 0 {
        return .seconds(min(seconds, 31_536_000))
      }
    }
    return nil
  }

  /// Has a host go by the delay that its robots.txt asks for.
  mutating func apply(_ policy: RobotsPolicy, to host: Int) {
    // A day is more than any file that is meant seriously asks for.
    let seconds = min(max(policy.delaySeconds ?? 0, 0), 86_400)
    hosts[host].pace.crawlDelay = .milliseconds(Int64((seconds * 1000).rounded(.up)))
  }

  private mutating func noteDelay(_ policy: RobotsPolicy, _ site: Int, _ host: HostState) {
    guard let seconds = policy.delaySeconds, seconds > 30, limits.politeness.fixedDelay == nil
    else { return }
    let days = seconds * Double(sites[site].site.maxPages) / 86_400
    let text = (days * 10).rounded() / 10
    tallies[site].note(
      "\(host.authority) asks for \(seconds) s between requests: \(sites[site].site.maxPages) pages take \(text) days"
    )
  }

  /// Puts an origin's sitemaps before its pages, once a run; true when there are any.
  mutating func askForSitemaps(_ policy: RobotsPolicy, _ target: CrawlTarget, _ host: Int) -> Bool {
    let origin = target.url.origin
    guard asksForSitemaps, sitemapOrigins.insert(origin).inserted else { return false }
    let before = hosts[host].queue.count
    let named = policy.sitemaps.compactMap { links.read($0, base: "\(origin)/robots.txt") }
    for url in named { pushSitemap(url, target.site, level: 0, isGuess: false) }
    if named.isEmpty { guessSitemap(origin, target.site, after: nil) }
    return hosts[host].queue.count > before
  }

  /// Where sites put a sitemap that their robots.txt doesn't name; each is asked for only when the one before wasn't there.
  private static let sitemapGuesses = ["/sitemap.xml", "/sitemap_index.xml", "/sitemap.txt"]

  /// Asks for the first sitemap of an origin that a crawler can guess, or for the next after one that wasn't there.
  mutating func guessSitemap(_ origin: String, _ site: Int, after last: Substring?) {
    let place = last.flatMap { Self.sitemapGuesses.firstIndex(of: String($0)) } ?? -1
    guard place + 1 < Self.sitemapGuesses.count,
      let guess = links.read("\(origin)\(Self.sitemapGuesses[place + 1])")
    else { return }
    pushSitemap(guess, site, level: 0, isGuess: true)
  }

  /// Has a sitemap read unless it was already asked for, or isn't the site's or the named host's.
  mutating func pushSitemap(_ url: CrawlURL, _ site: Int, level: Int, isGuess: Bool) {
    guard sitemapsSeen.insert(url.hash) else { return }
    guard sites[site].mayContain(url.authority) || sites[site].verdict(on: url)?.isInside == true
    else {
      return tallies[site].skip("sitemap scope")
    }
    let host = hostNumber(url.authority)
    guard hosts[host].sitemapsAsked < Self.maximumSitemaps else {
      return tallies[site].skip("sitemaps")
    }
    hosts[host].sitemapsAsked += 1
    push(
      CrawlTarget(
        id: 0, url: url, site: site, purpose: .sitemap(level: level, isGuess: isGuess), depth: 0))
  }

  /// Takes what a sitemap names.
  mutating func sitemapRead(_ token: Int, _ digest: SitemapDigest) {
    guard let flight = flights[token], case .sitemap(let level, _) = flight.target.purpose else {
      return
    }
    let site = flight.target.site
    for entry in digest.entries {
      let isNew = discover(entry.url, site, depth: 1, .sitemap) != nil
      if !isNew, let changed = entry.changed, changed <= now {
        changes.append(.sitemapDate(hash: entry.url.hash, changed: changed))
      }
    }
    if level < Self.maximumSitemapLevel {
      for child in digest.children { pushSitemap(child, site, level: level + 1, isGuess: false) }
    }
    if flight.target.isGuess, digest.entries.isEmpty, digest.children.isEmpty {
      guessSitemap(flight.target.url.origin, site, after: flight.target.url.target)
    }
    actions.append(.discard(token: token))
    release(token)
  }
}
