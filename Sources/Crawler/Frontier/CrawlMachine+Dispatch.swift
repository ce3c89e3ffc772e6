import Documents

extension CrawlMachine {
  /// What stands between a target and its request.
  private enum Gate {
    /// Nothing: send it to these addresses.
    case go([String])
    /// Its turn is over, for this reason.
    case skip(EndedURL.Verdict, String)
    /// It stays in the state for another run.
    case leave
    /// Not before that moment; `paused` when that isn't the host's ordinary pace.
    case wait(UnixTime, paused: Bool)
    /// Not before something under way has ended.
    case hold
    /// Something else comes first and is in front of the queue now.
    case first
    /// Something else comes first and is under way.
    case underWay
  }

  /// Sends the next request to a host if its time has come.
  mutating func attempt(_ host: Int) -> Step {
    guard hosts[host].busy == nil else { return .done }
    if let pause = pause(of: host) {
      schedule(host, at: pause.until, paused: pause.isLong)
      return .done
    }
    hosts[host].promoteDelayed(now)
    refill(host)
    for _ in 0..<256 {
      guard let target = hosts[host].queue.peek() else { return idle(host) }
      switch gate(target, host) {
      case .go(let addresses):
        _ = hosts[host].queue.pop()
        send(target, host, addresses)
        return .done
      case .skip(let verdict, let reason):
        _ = hosts[host].queue.pop()
        end(target, verdict, reason)
      case .leave:
        _ = hosts[host].queue.pop()
        tallies[target.site].left += target.id == 0 ? 0 : 1
      case .wait(let until, let paused):
        schedule(host, at: until, paused: paused)
        return .done
      case .hold: return .hold
      case .first: break
      case .underWay: return .done
      }
      refill(host)
    }
    return .again
  }

  private func pause(of host: Int) -> (until: UnixTime, isLong: Bool)? {
    let state = hosts[host]
    if let until = state.breaker.openUntil, until > now { return (until, true) }
    if state.pausedUntil > now { return (state.pausedUntil, true) }
    return state.nextRequest > now ? (state.nextRequest, false) : nil
  }

  private mutating func idle(_ host: Int) -> Step {
    if let first = hosts[host].delayed.first { schedule(host, at: first.until, paused: true) }
    return .done
  }

  /// Has more of what waits in the state loaded while something is left to do.
  private mutating func refill(_ host: Int) {
    guard let (lane, after) = hosts[host].queue.startRefill() else { return }
    flushChanges()
    refills += 1
    actions.append(.refill(host: host, lane: lane, after: after))
  }

  private mutating func gate(_ target: CrawlTarget, _ host: Int) -> Gate {
    if let gate = budgetGate(target) { return gate }
    let site = sites[target.site]
    if let window = site.site.crawlWindow {
      let wait = window.wait(at: now)
      if wait > .zero {
        tallies[target.site].note("outside its crawl window \(window)")
        return .wait(now.adding(wait), paused: true)
      }
    }
    if target.isPage, site.verdict(on: target.url)?.isInside != true {
      return .skip(.skipped, "scope")
    }
    if target.isPage, target.known?.isStored != true, let rule = traps.closure(of: target.url) {
      return .skip(.skipped, rule.rawValue)
    }
    if let gate = robotsGate(target, host) { return gate }
    return addressGate(target, host)
  }

  private mutating func budgetGate(_ target: CrawlTarget) -> Gate? {
    guard closed[target.site] == nil else { return .leave }
    // No copy is made of the site and its tally, which would cost more than all that is asked of them.
    let elapsed = tallies[target.site].began.map { now.since($0) } ?? .zero
    if tallies[target.site].bytes >= sites[target.site].site.maxBytes {
      return close(target.site, "its max_bytes are fetched")
    } else if elapsed >= sites[target.site].site.maxTime {
      return close(target.site, "its max_time is over")
    }
    // A page that is stored already may still be looked at again.
    guard target.known?.isStored != true else { return nil }
    let stored = tallies[target.site].stored
    let maxPages = sites[target.site].site.maxPages
    if stored >= maxPages {
      tallies[target.site].note("left early: its max_pages are stored")
      return .leave
    }
    return target.isPage && stored + pagesUnderWay[target.site] >= maxPages ? .hold : nil
  }

  private mutating func close(_ site: Int, _ reason: String) -> Gate {
    tallies[site].note("left early: \(reason)")
    closed[site] = reason
    return .leave
  }

  private mutating func robotsGate(_ target: CrawlTarget, _ host: Int) -> Gate? {
    if case .robots = target.purpose { return nil }
    let site = sites[target.site].site
    let origin = target.url.origin
    guard !site.ignoreRobots else {
      tallies[target.site].note("robots.txt is disregarded, as sites.conf says")
      return nil
    }
    switch hosts[host].robots[origin] {
    case .asked: return .underWay
    case .kept(let kept) where kept.expires > now:
      if case .nothing = kept.policy.access {
        tallies[target.site].note(kept.policy.reason.description)
        return .wait(kept.expires, paused: true)
      }
      if askForSitemaps(kept.policy, target, host) { return .first }
      return kept.policy.verdict(href: target.url.href).allowed ? nil : .skip(.skipped, "robots")
    default:
      askForRobots(origin, target, host)
      return .first
    }
  }

  private mutating func addressGate(_ target: CrawlTarget, _ host: Int) -> Gate {
    guard sites[target.site].site.proxy == nil else { return .go([]) }
    guard let known = hosts[host].addresses, now.since(known.at) < limits.addressLife else {
      let token = take(target, host)
      actions.append(
        .resolve(token: token, name: hosts[host].name, site: target.site))
      return .underWay
    }
    guard let address = known.list.first else {
      return .skip(.failed, FetchFailure.refusedAddress.rawValue)
    }
    guard !AddressRule.isLoopback(address), let state = addresses[address] else {
      return .go(known.list)
    }
    if state.inFlight >= limits.politeness.hostsPerAddress { return .hold }
    return state.nextRequest > now ? .wait(state.nextRequest, paused: false) : .go(known.list)
  }

  /// Makes the host busy with a target.
  private mutating func take(_ target: CrawlTarget, _ host: Int, address: String? = nil) -> Int {
    let token = nextToken
    nextToken += 1
    flights[token] = Flight(host: host, target: target, address: address)
    hosts[host].busy = token
    return token
  }

  private mutating func send(_ target: CrawlTarget, _ host: Int, _ list: [String]) {
    let address = list.first.flatMap { AddressRule.isLoopback($0) ? nil : $0 }
    let token = take(target, host, address: address)
    let delay = delay(of: host, target.site)
    hosts[host].nextRequest = now.adding(delay)
    if let address {
      addresses[address, default: AddressState()].inFlight += 1
      addresses[address]?.nextRequest = now.adding(delay / limits.politeness.hostsPerAddress)
    }
    if target.isPage {
      pagesUnderWay[target.site] += 1
      flights[token]?.isCounted = true
    }
    tallies[target.site].requests += 1
    if tallies[target.site].began == nil { tallies[target.site].began = now }
    actions.append(.fetch(token: token, FetchOrder(target: target, addresses: list)))
  }

  /// The time from one request to the next on this host.
  func delay(of host: Int, _ site: Int) -> Duration {
    hosts[host].pace.delay(site: sites[site].site.delay, limits.politeness)
  }

  /// Takes what looking up a host's name gave.
  mutating func resolved(_ token: Int, _ result: ResolvedHost) {
    guard let flight = flights.removeValue(forKey: token) else { return }
    hosts[flight.host].busy = nil
    switch result {
    case .addresses(let list): hosts[flight.host].addresses = (list, now)
    case .refused(let address):
      hosts[flight.host].addresses = ([], now)
      tallies[flight.target.site].note(
        "\(hosts[flight.host].name) has the address \(address), which is not allowed (allow_private_addresses)"
      )
    case .failed:
      // The target is still in front of the queue: a look-up doesn't take it out.
      guard let target = hosts[flight.host].queue.pop() else { break }
      failed(target, flight.host, .dns)
    }
    makeReady(flight.host)
  }

  /// Takes what was loaded from the state.
  mutating func refilled(_ host: Int, _ lane: HostQueue.Lane, _ targets: [CrawlTarget]) {
    refills -= 1
    hosts[host].queue.finishRefill(lane, targets)
    hosts[host].site = targets.last?.site ?? hosts[host].site
    nudge(host)
  }

  /// Takes pages that a sitemap says have changed.
  mutating func becameDue(_ targets: [CrawlTarget]) {
    for target in targets {
      let host = hostNumber(target.url.authority)
      hosts[host].queue.pushDue(target)
      nudge(host)
    }
  }
}
