package import Documents

/// Something that the crawl machine wants done.
package enum CrawlAction: Sendable {
  /// Look up the host; answer with `.resolved`.
  case resolve(token: Int, name: String, site: Int)
  /// Fetch; answer with `.fetched`.
  case fetch(token: Int, FetchOrder)
  /// Examine the body of the token's answer; answer with `.digested` or `.sitemapRead`.
  case digest(token: Int, CrawlTarget)
  /// Drop the body of the token's answer, if any.
  case discard(token: Int)
  /// Make it durable, the page first; answer with `.persisted`.
  case persist(token: Int, StoredPage?, [StateChange])
  /// Keep it in the state with the next batch.
  case record([StateChange])
  /// Load more of a host's waiting URLs behind `after`; answer with `.refilled`.
  case refill(host: Int, lane: HostQueue.Lane, after: Int64)
}

/// A request to be sent.
package struct FetchOrder: Sendable, Equatable {
  /// What to fetch.
  package var target: CrawlTarget
  /// The addresses to connect to; empty lets the proxy find them.
  package var addresses: [String]

  /// An order for `target` at these addresses.
  package init(target: CrawlTarget, addresses: [String]) {
    self.target = target
    self.addresses = addresses
  }
}

/// What goes into the page store for a token.
package enum StoredPage: Sendable, Equatable {
  /// The body that was digested.
  case body(url: String, site: Int)
  /// The page was looked at and is unchanged.
  case unchanged(PageRevisit)
  /// The page is gone.
  case gone(PageRemoval)
}

/// A change to the crawl state.
package enum StateChange: Sendable, Equatable {
  /// A host was met for the first time and got the next number.
  case newHost(authority: String)
  /// A URL was found for the first time and waits.
  case found(FoundURL)
  /// A URL's fetch, or the decision not to fetch it, is over.
  case ended(EndedURL)
  /// A robots.txt was read or couldn't be.
  case robots(RobotsRow)
  /// A sitemap says when a known URL last changed.
  case sitemapDate(hash: UInt64, changed: UnixTime)
}

/// A new row of the state's table of URLs.
package struct FoundURL: Sendable, Equatable {
  /// Its number.
  package var id: Int64
  /// The URL.
  package var url: CrawlURL
  /// The number of its site among the crawl's sites.
  package var site: Int
  /// The number of its host.
  package var host: Int
  /// Links away from an entry URL.
  package var depth: Int
  /// Where it was found.
  package var source: Source

  /// A URL that was found.
  package init(
    id: Int64, url: CrawlURL, site: Int, host: Int, depth: Int, source: Source
  ) {
    self.id = id
    self.url = url
    self.site = site
    self.host = host
    self.depth = depth
    self.source = source
  }

  /// Where a URL was found.
  package enum Source: Sendable, Equatable {
    /// `start` of sites.conf.
    case start
    /// The site's seeds file.
    case seeds
    /// A sitemap.
    case sitemap
    /// A link on the page of that number.
    case link(from: Int64)
    /// A redirect of the page of that number.
    case redirect(from: Int64)
    /// The `rel=canonical` of the page of that number.
    case canonical(from: Int64)
  }
}

/// What became of a URL.
package struct EndedURL: Sendable, Equatable {
  /// The number of the URL.
  package var id: Int64
  /// When.
  package var at: UnixTime
  /// What became of it.
  package var verdict: Verdict
  /// The HTTP status; 0 when there was none.
  package var status = 0
  /// One word that a report counts by: "ok", "robots", "404", "timeout".
  package var reason = ""
  /// Where it redirects or what stands for it.
  package var movedTo: String?
  /// What to remember of the page.
  package var known = KnownPage()
  /// When it is due again; nil for never.
  package var due: UnixTime?
  /// Bytes received.
  package var bytes = 0
  /// How long it took.
  package var took: Duration = .zero

  /// What can become of a URL.
  package enum Verdict: String, Sendable {
    /// Fetched and stored.
    case stored
    /// Fetched or asked; what is stored still holds.
    case unchanged
    /// It leads to another URL.
    case moved
    /// It was not fetched, or not kept, by a rule.
    case skipped
    /// It could not be fetched.
    case failed
    /// It doesn't exist (any more).
    case gone
  }

  /// The end of the URL's turn.
  package init(id: Int64, at: UnixTime, verdict: Verdict, reason: String) {
    self.id = id
    self.at = at
    self.verdict = verdict
    self.reason = reason
  }
}

/// A row of the state's table of robots.txt files.
package struct RobotsRow: Sendable, Equatable {
  /// Scheme, host and port.
  package var origin: String
  /// When it was asked for.
  package var fetchedAt: UnixTime
  /// The status of the last answer; 0 for none.
  package var status: Int
  /// The content type of the answer.
  package var contentType: String?
  /// The body, cut at 500 KiB.
  package var body: [UInt8]
  /// Redirects followed.
  package var redirects: Int
  /// When it must be asked for again.
  package var expires: UnixTime
  /// Failures in a row.
  package var failures: Int
  /// What it means, for people.
  package var reason: String
}
