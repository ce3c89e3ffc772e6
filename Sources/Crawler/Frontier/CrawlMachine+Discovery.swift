import Documents

extension CrawlMachine {
  /// Begins a run: what waits in the state, then the entry URLs of sites.conf that aren't known yet.
  mutating func start(_ backlog: CrawlBacklog) {
    seen = backlog.seen
    nextID = backlog.nextID
    for (site, stored) in backlog.storedPages.enumerated() where site < tallies.count {
      tallies[site].stored = stored
    }
    for known in backlog.hosts {
      hostNumbers[known.authority] = hosts.count
      hosts.append(
        HostState(
          authority: known.authority, queue: HostQueue(fresh: known.fresh, revisits: known.revisits)
        ))
    }
    for (origin, kept) in backlog.robots {
      let host = hostNumber(CrawlURL(href: "\(origin)/", hash: 0).authority)
      hosts[host].robots[origin] = .kept(kept)
      robotsFailures[origin] = kept.failures
      apply(kept.policy, to: host)
    }
    for site in sites.indices where sites[site].isActive { discoverEntries(of: site) }
    for host in hosts.indices where hosts[host].remaining > 0 { nudge(host) }
  }

  private mutating func discoverEntries(of site: Int) {
    for text in sites[site].site.start {
      if let url = links.read(text) { _ = discover(url, site, depth: 0, .start) }
    }
    for text in sites[site].site.seedURLs {
      if let url = links.read(text) { _ = discover(url, site, depth: 0, .seeds) }
    }
    for text in sites[site].site.sitemaps {
      guard let url = links.read(text) else { continue }
      pushSitemap(url, site, level: 0, isGuess: false)
    }
  }

  /// The number of a host, which it gets now if it is new.
  mutating func hostNumber(_ authority: String) -> Int {
    if let number = hostNumbers[authority] { return number }
    hostNumbers[authority] = hosts.count
    hosts.append(HostState(authority: authority))
    changes.append(.newHost(authority: authority))
    return hosts.count - 1
  }

  /// The site that a URL belongs to, `hint` first; nil when it belongs to none of this run's.
  private func site(of url: CrawlURL, _ hint: Int) -> Int? {
    switch sites[hint].verdict(on: url) {
    case .inside: return hint
    case .outside(.excluded), .outside(.refused), nil: return nil
    case .outside(.noPattern): break
    }
    return sites.indices.first { site in
      site != hint && sites[site].isActive && sites[site].mayContain(url.authority)
        && sites[site].verdict(on: url)?.isInside == true
    }
  }

  /// Takes a URL that was found, if it is new and belongs to the crawl.
  ///
  /// - Returns: the target, which waits in its host's queue unless `queue` is false; nil when it is not to be fetched.
  @discardableResult
  mutating func discover(
    _ url: CrawlURL, _ hint: Int, depth: Int, _ source: FoundURL.Source, queue: Bool = true
  ) -> CrawlTarget? {
    guard seen.insert(url.hash) else { return nil }
    guard let site = site(of: url, hint) else {
      tallies[hint].skip("scope")
      return nil
    }
    // A link to another site enters that site like a seed.
    let depth = site == hint ? depth : min(depth, 1)
    guard depth <= sites[site].site.maxDepth else {
      tallies[site].skip("depth")
      return nil
    }
    if let rule = traps.refusal(of: url) {
      tallies[site].skip(rule.rawValue)
      return nil
    }
    let host = hostNumber(url.authority)
    hosts[host].site = site
    let target = CrawlTarget(id: nextID, url: url, site: site, purpose: .page, depth: depth)
    nextID += 1
    changes.append(
      .found(
        FoundURL(id: target.id, url: url, site: site, host: host, depth: depth, source: source)))
    guard queue else { return target }
    hosts[host].queue.push(target)
    nudge(host)
    return target
  }

  /// Takes the examination of a page.
  mutating func digested(_ token: Int, _ digest: PageDigest) {
    guard let flight = flights[token], let answer = flight.answer else { return }
    let target = flight.target
    let isStored = target.known?.isStored == true
    if !isStored, traps.isOverfamiliar(target.url, shape: digest.shapeHash) {
      return dropped(token, flight, answer, TrapGuard.Rule.sameText.rawValue)
    }
    let isTrap = traps.learn(target.url, follow(digest, of: target))
    if let canonical = digest.canonical, canonical.hash != target.url.hash {
      let found = discover(canonical, target.site, depth: target.depth, .canonical(from: target.id))
      if found != nil || seen.contains(canonical.hash) {
        return moved(token, flight, answer, to: canonical.href, "canonical")
      }
    }
    if case .drop(let reason) = digest.use { return dropped(token, flight, answer, reason) }
    if digest.noIndex { return dropped(token, flight, answer, "noindex") }
    if isTrap, !isStored {
      return dropped(token, flight, answer, TrapGuard.Rule.repetition.rawValue)
    }
    if let known = target.known, known.isStored, known.contentHash == digest.contentHash {
      return unchanged(token, flight, answer, known, .identicalPayload)
    }
    stored(token, flight, answer, digest)
  }

  /// Takes the links of a page.
  ///
  /// - Returns: what the page brought, for the trap guard.
  private mutating func follow(_ digest: PageDigest, of target: CrawlTarget) -> TrapGuard.Lesson {
    var lesson = TrapGuard.Lesson(content: digest.contentHash, shape: digest.shapeHash)
    guard !digest.noFollow else {
      if !digest.links.isEmpty { tallies[target.site].skip("nofollow", digest.links.count) }
      return lesson
    }
    let family = traps.family(of: target.url)
    for url in digest.links {
      let found = discover(url, target.site, depth: target.depth + 1, .link(from: target.id))
      guard let found else { continue }
      if traps.family(of: found.url) == family {
        lesson.ownLinks += 1
      } else {
        lesson.otherLinks += 1
      }
    }
    return lesson
  }

  private mutating func stored(
    _ token: Int, _ flight: Flight, _ answer: FetchAnswer, _ digest: PageDigest
  ) {
    let target = flight.target
    let isNew = target.known?.isStored != true
    tallies[target.site].fetched += 1
    tallies[target.site].new += isNew ? 1 : 0
    tallies[target.site].changed += isNew ? 0 : 1
    tallies[target.site].stored += isNew ? 1 : 0
    var ended = ended(target, .stored, "ok", answer)
    ended.known = remember(target.known ?? KnownPage(), answer, changed: true)
    if isNew { ended.known.interval = RevisitSchedule.first(depth: target.depth) }
    ended.known.etag = answer.header("ETag").flatMap { $0.utf8.count <= 512 ? $0 : nil }
    ended.known.lastModified = answer.header("Last-Modified").flatMap {
      $0.utf8.count <= 512 ? $0 : nil
    }
    ended.known.contentHash = digest.contentHash
    ended.due = now.adding(ended.known.interval)
    persist(token, .body(url: target.url.href, site: target.site), ended)
  }

  /// A page that was answered but isn't kept.
  private mutating func dropped(
    _ token: Int, _ flight: Flight, _ answer: FetchAnswer, _ reason: String
  ) {
    let target = flight.target
    actions.append(.discard(token: token))
    tallies[target.site].skip(reason)
    var ended = ended(target, .skipped, reason, answer)
    ended.known.interval = RevisitSchedule.limits.upperBound
    ended.due = now.adding(ended.known.interval)
    persist(token, forget(target, reason), ended)
  }

  /// A page whose content stands under another URL.
  mutating func moved(
    _ token: Int, _ flight: Flight, _ answer: FetchAnswer, to href: String, _ reason: String
  ) {
    actions.append(.discard(token: token))
    tallies[flight.target.site].moved += 1
    var ended = ended(flight.target, .moved, reason, answer)
    ended.movedTo = href
    ended.known.interval = RevisitSchedule.limits.upperBound
    ended.due = now.adding(ended.known.interval)
    persist(token, forget(flight.target, "moved to \(href)"), ended)
  }

  /// The removal of what is stored of a page under this URL, if anything is.
  private mutating func forget(_ target: CrawlTarget, _ reason: String) -> StoredPage? {
    guard target.known?.isStored == true else { return nil }
    tallies[target.site].gone += 1
    tallies[target.site].stored -= 1
    return removal(target, reason)
  }
}
