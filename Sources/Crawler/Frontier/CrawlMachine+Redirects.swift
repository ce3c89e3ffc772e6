import Documents

extension CrawlMachine {
  /// Redirects that are followed to a page; robots.txt allows `RobotsAnswer.maximumRedirects`.
  static let maximumRedirects = 10

  /// A redirect: the identity moves to the next URL, which passes all gates like any other.
  mutating func redirected(_ token: Int, _ flight: Flight, _ answer: FetchAnswer) {
    let target = flight.target
    guard let next = answer.header("Location").flatMap({ links.read($0, base: target.url.href) })
    else {
      actions.append(.discard(token: token))
      return endFailed(token, flight, "location", answer)
    }
    guard target.isPage else { return sitemapRedirected(token, flight, next) }
    let chain = target.chain + [CrawlTarget.Hop(id: target.id, hash: target.url.hash)]
    let hasCookie = target.cookieWasSet || answer.header("Set-Cookie") != nil
    if let hop = chain.first(where: { $0.hash == next.hash }) {
      return looped(token, flight, answer, next, hop, hasCookie)
    }
    guard chain.count <= Self.maximumRedirects else {
      actions.append(.discard(token: token))
      return endFailed(token, flight, "redirects", answer)
    }
    if let found = discover(
      next, target.site, depth: target.depth, .redirect(from: target.id), queue: false)
    {
      var hop = found
      hop.chain = chain
      hop.cookieWasSet = hasCookie
      hop.isCookieRetry = target.isCookieRetry
      push(hop)
    }
    moved(token, flight, answer, to: next.href, "\(answer.status)")
  }

  /// A redirect back to where it began: once worth following when a cookie was set on the way.
  private mutating func looped(
    _ token: Int, _ flight: Flight, _ answer: FetchAnswer, _ next: CrawlURL,
    _ hop: CrawlTarget.Hop, _ hasCookie: Bool
  ) {
    guard hasCookie, !flight.target.isCookieRetry else {
      actions.append(.discard(token: token))
      return endFailed(token, flight, "redirects", answer)
    }
    var again = CrawlTarget(
      id: hop.id, url: next, site: flight.target.site, purpose: .page, depth: flight.target.depth)
    again.isCookieRetry = true
    push(again)
    guard hop.id != flight.target.id else {
      // The URL itself is asked again: its turn isn't over.
      actions.append(.discard(token: token))
      return release(token)
    }
    moved(token, flight, answer, to: next.href, "\(answer.status)")
  }

  /// Puts a target that can't wait into its host's queue.
  mutating func push(_ target: CrawlTarget) {
    let host = hostNumber(target.url.authority)
    hosts[host].queue.pushUrgent(target)
    nudge(host)
  }

  private mutating func sitemapRedirected(_ token: Int, _ flight: Flight, _ next: CrawlURL) {
    actions.append(.discard(token: token))
    var hop = flight.target
    hop.chain.append(CrawlTarget.Hop(id: 0, hash: hop.url.hash))
    hop.url = next
    let isAllowed = sites[hop.site].verdict(on: next)?.isInside == true
    if hop.chain.count <= RobotsAnswer.maximumRedirects, isAllowed { push(hop) }
    release(token)
  }
}
