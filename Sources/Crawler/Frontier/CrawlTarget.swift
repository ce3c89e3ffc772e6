/// A URL in the crawl's own normal spelling, with its hash.
package struct CrawlURL: Hashable, Sendable {
  /// The URL: `http://` or `https://`, no user name, no fragment.
  package let href: String
  /// The hash of `href` under the crawl state's key.
  package let hash: UInt64

  /// A URL that a normaliser has seen.
  package init(href: String, hash: UInt64) {
    self.href = href
    self.hash = hash
  }

  /// The scheme, host and port as they stand before the path: `https://www.chengdu.gov.cn`.
  package var origin: String {
    guard let slash = pathStart else { return href }
    return String(href[..<index(slash)])
  }

  /// The host and its port where that isn't the scheme's own; what politeness counts by.
  ///
  /// http and https of one name are one host.
  package var authority: String {
    guard let slash = pathStart, let host = hostStart else { return href }
    return String(href[index(host)..<index(slash)])
  }

  /// Path and query.
  package var target: Substring {
    guard let slash = pathStart else { return "/" }
    return href[index(slash)...]
  }

  /// Whether the scheme is https.
  package var isSecure: Bool { href.utf8.starts(with: "https:".utf8) }

  /// Where the host begins, in bytes.
  private var hostStart: Int? {
    let bytes = href.utf8.span
    guard let colon = bytes.offset(of: UInt8(ascii: ":"), in: 0..<bytes.count) else { return nil }
    return colon + 3 <= bytes.count ? colon + 3 : nil
  }

  /// Where the path begins, in bytes.
  private var pathStart: Int? {
    guard var place = hostStart else { return nil }
    let bytes = href.utf8.span
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "/") || bytes[place] == UInt8(ascii: "?") { return place }
      place += 1
    }
    return nil
  }

  private func index(_ offset: Int) -> String.Index {
    href.utf8.index(href.startIndex, offsetBy: offset)
  }
}

/// Something to fetch, with all that the frontier knows of it.
package struct CrawlTarget: Sendable, Equatable {
  /// What a fetch is for.
  package enum Purpose: Sendable, Equatable {
    /// A page or file that may be stored.
    case page
    /// The robots.txt of an origin; redirects may have led elsewhere.
    case robots(origin: String)
    /// A sitemap; `level` 0 was named by robots.txt or sites.conf, deeper ones by an index.
    case sitemap(level: Int, isGuess: Bool)
  }

  /// Its number in the crawl state; 0 for what isn't kept there.
  package var id: Int64
  /// What is fetched.
  package var url: CrawlURL
  /// The number of its site among the crawl's sites.
  package var site: Int
  /// What for.
  package var purpose: Purpose
  /// Links away from an entry URL.
  package var depth: Int
  /// Network errors and 5xx that this target met in this run.
  package var attempts = 0
  /// 429 and 503 answers that it met in this run.
  package var postponements = 0
  /// The URLs that redirected to it, the first one first.
  package var chain: [Hop] = []
  /// Whether an answer on the way here set a cookie, so that asking a URL again makes sense once.
  package var cookieWasSet = false
  /// Whether it is being asked again because of a cookie.
  package var isCookieRetry = false
  /// What the crawl state knows from the last fetch; nil for a URL never fetched.
  package var known: KnownPage?

  /// A URL that redirected.
  package struct Hop: Sendable, Equatable {
    /// Its number in the crawl state.
    package var id: Int64
    /// The hash of the URL.
    package var hash: UInt64
  }

  /// A target that hasn't been tried.
  package init(
    id: Int64, url: CrawlURL, site: Int, purpose: Purpose, depth: Int, known: KnownPage? = nil
  ) {
    self.id = id
    self.url = url
    self.site = site
    self.purpose = purpose
    self.depth = depth
    self.known = known
  }

  /// Whether it is a sitemap that no one has named, so that its absence is no failure.
  package var isGuess: Bool { purpose == .sitemap(level: 0, isGuess: true) }

  /// Whether it is a page (and so counts towards budgets).
  package var isPage: Bool { purpose == .page }
}

/// What is known of a page from its last fetch.
package struct KnownPage: Sendable, Equatable {
  /// Its `ETag`, as sent.
  package var etag: String?
  /// Its `Last-Modified`, as sent.
  package var lastModified: String?
  /// The hash of its body; nil when none is stored.
  package var contentHash: UInt64?
  /// Whether the page store holds it.
  package var isStored: Bool
  /// The present interval between two looks.
  package var interval: Duration
  /// 404 and 410 answers in a row.
  package var goneCount: Int
  /// Other failures in a row.
  package var failureCount: Int

  /// What a row of the state says.
  package init(
    etag: String? = nil, lastModified: String? = nil, contentHash: UInt64? = nil,
    isStored: Bool = false, interval: Duration = .zero, goneCount: Int = 0, failureCount: Int = 0
  ) {
    self.etag = etag
    self.lastModified = lastModified
    self.contentHash = contentHash
    self.isStored = isStored
    self.interval = interval
    self.goneCount = goneCount
    self.failureCount = failureCount
  }
}
