import Documents

extension CrawlMachine {
  /// Takes the end of a fetch.
  mutating func fetched(_ token: Int, _ outcome: FetchOutcome) {
    guard let flight = flights[token] else { return }
    if let address = flight.address { addresses[address]?.inFlight -= 1 }
    tallies[flight.target.site].ended = now
    switch outcome {
    case .failure(let failure, let times):
      pace(flight, times)
      actions.append(.discard(token: token))
      release(token)
      guard failure != .stopped else { return putBack(flight) }
      failed(flight.target, flight.host, failure, times)
    case .answer(let answer):
      pace(flight, answer.times)
      flights[token]?.answer = answer
      tallies[flight.target.site].bytes += answer.bytes
      tallies[flight.target.site].took(answer.times.response, flight.target.url.href)
      if answer.isUnverified {
        tallies[flight.target.site].note(
          "\(flight.target.url.authority): its certificate can't be verified")
      }
      answered(token, flight, answer)
    }
  }

  /// Sets when the host may be asked again: the delay counts from request to request.
  ///
  /// A server handles a request at some time before its answer's first byte, so that the delay counts from that byte; only what the host
  /// usually takes is counted back. An answer that was held up on the way, followed by one that wasn't, must not look like haste. (With
  /// all but 20 ms of each answer's time counted back, 1.4 % of 20,000 gaps measured at an nginx on a stalling disk were below 90 ms of
  /// 100.)
  private mutating func pace(_ flight: Flight, _ times: FetchTimes) {
    let delay = delay(of: flight.host, flight.target.site)
    let usual = min(times.response, hosts[flight.host].pace.response ?? .zero)
    let counted = max(.zero, usual - .milliseconds(20))
    hosts[flight.host].nextRequest = times.answered.adding(max(.zero, delay - counted))
  }

  private mutating func answered(_ token: Int, _ flight: Flight, _ answer: FetchAnswer) {
    if case .robots(let origin) = flight.target.purpose {
      return robotsAnswered(token, flight, origin, answer)
    }
    switch answer.status {
    case 429, 503: return overloaded(token, flight, answer)
    case 500...: return serverFailed(token, flight, answer)
    default: break
    }
    hosts[flight.host].overloads = 0
    hosts[flight.host].breaker.succeeded()
    hosts[flight.host].pace.answered(after: answer.times.response)
    switch answer.status {
    case 200..<300:
      actions.append(.digest(token: token, flight.target))
    case 301, 302, 303, 307, 308: redirected(token, flight, answer)
    case 304: notModified(token, flight, answer)
    case 404, 410: missing(token, flight, answer)
    default: refused(token, flight, answer)
    }
  }

  /// Makes a host free again.
  mutating func release(_ token: Int) {
    guard let flight = flights.removeValue(forKey: token) else { return }
    hosts[flight.host].busy = nil
    if flight.isCounted { pagesUnderWay[flight.target.site] -= 1 }
    nudge(flight.host)
  }

  /// Takes that a token's changes are durable.
  mutating func finish(_ token: Int) { release(token) }

  /// Leaves a target whose fetch was broken off for the next run.
  private mutating func putBack(_ flight: Flight) {
    hosts[flight.host].queue.pushFront(flight.target)
  }

  /// 429 and 503: the whole host is left alone as long as it asks for.
  private mutating func overloaded(_ token: Int, _ flight: Flight, _ answer: FetchAnswer) {
    let host = flight.host
    let pause =
      answer.header("Retry-After").flatMap { RetryAfter.parse($0, now: now) }
      ?? min(
        limits.politeness.defaultPause * (1 << min(hosts[host].overloads, 8)),
        RetryAfter.limits.upperBound)
    hosts[host].overloads += 1
    // Times are whole milliseconds, rounded down: one more keeps the pause from ending a fraction early.
    hosts[host].pausedUntil = now.adding(pause + .milliseconds(1))
    hosts[host].pace.overloaded(delay: delay(of: host, flight.target.site), limits.politeness)
    tallies[flight.target.site].note(
      "\(hosts[host].authority) answered \(answer.status) and was left alone")
    actions.append(.discard(token: token))
    var target = flight.target
    target.postponements += 1
    if target.postponements <= limits.politeness.postponements {
      hosts[host].queue.pushFront(target)
      release(token)
    } else {
      endFailed(token, flight, "\(answer.status)", answer)
    }
  }

  private mutating func serverFailed(_ token: Int, _ flight: Flight, _ answer: FetchAnswer) {
    noteFailure(of: flight.host, flight.target)
    actions.append(.discard(token: token))
    if retryLater(flight.target, flight.host, atMost: limits.politeness.retries) {
      return release(token)
    }
    endFailed(token, flight, "\(answer.status)", answer)
  }

  /// A fetch that brought no answer; the host is free already.
  mutating func failed(
    _ target: CrawlTarget, _ host: Int, _ failure: FetchFailure, _ times: FetchTimes? = nil
  ) {
    if failure.blamesHost { noteFailure(of: host, target) }
    let retries = failure.retries(of: limits.politeness.retries)
    if retryLater(target, host, atMost: retries) { return nudge(host) }
    if case .robots(let origin) = target.purpose {
      tallies[target.site].note("\(target.url.href): \(failure.explanation)")
      return robotsFailed(origin, target)
    }
    tallies[target.site].fail(failure.rawValue)
    guard target.id != 0 else { return }
    var ended = EndedURL(id: target.id, at: now, verdict: .failed, reason: failure.rawValue)
    keepKnown(target, &ended)
    ended.took = times?.total ?? .zero
    changes.append(.ended(ended))
  }

  /// Counts a failure against the host; a target's retries don't count again, so that one bad page isn't taken for a bad host.
  private mutating func noteFailure(of host: Int, _ target: CrawlTarget) {
    guard target.attempts == 0 || hosts[host].breaker.openUntil != nil else { return }
    if hosts[host].breaker.failed(at: now, limits.politeness) {
      tallies[target.site].note(
        "\(hosts[host].authority) failed \(hosts[host].breaker.failures) times in a row and was left alone"
      )
    }
  }

  private mutating func retryLater(_ target: CrawlTarget, _ host: Int, atMost retries: Int) -> Bool
  {
    guard target.attempts < retries else { return false }
    var again = target
    again.attempts += 1
    let wait = limits.politeness.retryDelay * (1 << target.attempts)
    hosts[host].delay(again, until: now.adding(wait))
    return true
  }

  /// Any other 4xx and 3xx: not ours to read.
  private mutating func refused(_ token: Int, _ flight: Flight, _ answer: FetchAnswer) {
    actions.append(.discard(token: token))
    endFailed(token, flight, "\(answer.status)", answer)
  }

  /// Ends a fetch as failed; what is stored of the page stays.
  mutating func endFailed(_ token: Int, _ flight: Flight, _ reason: String, _ answer: FetchAnswer) {
    if !flight.target.isGuess { tallies[flight.target.site].fail(reason) }
    var ended = ended(flight.target, .failed, reason, answer)
    keepKnown(flight.target, &ended)
    persist(token, nil, ended)
  }

  private func keepKnown(_ target: CrawlTarget, _ ended: inout EndedURL) {
    var known = target.known ?? KnownPage(interval: RevisitSchedule.first(depth: target.depth))
    known.failureCount += 1
    ended.known = known
    ended.due = now.adding(RevisitSchedule.afterFailure(count: known.failureCount))
  }

  /// 404 and 410: a page that is stored goes when that is seen twice in a row.
  private mutating func missing(_ token: Int, _ flight: Flight, _ answer: FetchAnswer) {
    actions.append(.discard(token: token))
    let target = flight.target
    if target.isGuess {
      guessSitemap(target.url.origin, target.site, after: target.url.target)
    } else {
      tallies[target.site].fail("\(answer.status)")
    }
    var known = target.known ?? KnownPage()
    known.goneCount += 1
    var ended = ended(target, .gone, "\(answer.status)", answer)
    var page: StoredPage?
    if known.isStored, known.goneCount >= 2 {
      page = removal(target, "\(answer.status) seen twice")
      known.isStored = false
      known.contentHash = nil
      tallies[target.site].gone += 1
    }
    known.interval =
      known.isStored ? RevisitSchedule.limits.lowerBound : RevisitSchedule.first(depth: 2)
    ended.due = known.goneCount < 2 ? now.adding(known.interval) : nil
    ended.known = known
    persist(token, page, ended)
  }

  /// 304: what is stored still holds.
  private mutating func notModified(_ token: Int, _ flight: Flight, _ answer: FetchAnswer) {
    actions.append(.discard(token: token))
    guard let known = flight.target.known, known.isStored else {
      // Nothing was asked conditionally, so the answer means nothing.
      return endFailed(token, flight, "304", answer)
    }
    unchanged(token, flight, answer, known, .notModified)
  }

  mutating func unchanged(
    _ token: Int, _ flight: Flight, _ answer: FetchAnswer, _ known: KnownPage,
    _ reason: PageRevisit.Reason
  ) {
    let target = flight.target
    tallies[target.site].fetched += 1
    tallies[target.site].unchanged += 1
    var ended = ended(target, .unchanged, reason == .notModified ? "304" : "same content", answer)
    ended.known = remember(known, answer, changed: false)
    ended.known.contentHash = known.contentHash
    ended.due = now.adding(ended.known.interval)
    let revisit = PageRevisit(
      url: target.url.href, siteID: sites[target.site].site.id, fetchedAt: now, reason: reason)
    persist(token, .unchanged(revisit), ended)
  }

  /// What to keep of a page after a look at it.
  func remember(_ known: KnownPage, _ answer: FetchAnswer, changed: Bool) -> KnownPage {
    // Validators longer than this are kept by no sane server and would swell the state.
    let limit = 512
    var next = known
    if let tag = answer.header("ETag"), tag.utf8.count <= limit { next.etag = tag }
    if let date = answer.header("Last-Modified"), date.utf8.count <= limit {
      next.lastModified = date
    }
    next.goneCount = 0
    next.failureCount = 0
    next.isStored = true
    next.interval = RevisitSchedule.next(after: known.interval, changed: changed)
    return next
  }

  func removal(_ target: CrawlTarget, _ reason: String) -> StoredPage {
    .gone(
      PageRemoval(
        url: target.url.href, siteID: sites[target.site].site.id, at: now, reason: reason))
  }

  /// The end of a target's turn by an answer.
  func ended(
    _ target: CrawlTarget, _ verdict: EndedURL.Verdict, _ reason: String, _ answer: FetchAnswer
  ) -> EndedURL {
    var ended = EndedURL(id: target.id, at: now, verdict: verdict, reason: reason)
    ended.status = answer.status
    ended.bytes = answer.bytes
    ended.took = answer.times.total
    return ended
  }

  /// The end of a target's turn by a rule, without a request.
  mutating func end(_ target: CrawlTarget, _ verdict: EndedURL.Verdict, _ reason: String) {
    if verdict == .failed {
      tallies[target.site].fail(reason)
    } else {
      tallies[target.site].skip(reason)
    }
    guard target.id != 0 else { return }
    var ended = EndedURL(id: target.id, at: now, verdict: verdict, reason: reason)
    ended.known = target.known ?? KnownPage()
    ended.due = now.adding(RevisitSchedule.limits.upperBound)
    changes.append(.ended(ended))
  }

  /// Has the end of a token made durable together with all that was found on the way.
  mutating func persist(_ token: Int, _ page: StoredPage?, _ ended: EndedURL) {
    guard ended.id != 0 else { return release(token) }
    let all = changes + [.ended(ended)]
    changes = []
    actions.append(.persist(token: token, page, all))
  }
}
