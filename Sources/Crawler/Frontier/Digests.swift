package import Documents

/// What examining a page's body found; made off the fetch thread.
package struct PageDigest: Sendable {
  /// What the body is good for.
  package enum Use: Sendable, Equatable {
    /// A page or file that may hold text.
    case keep
    /// Not something that kuasou reads: an image, a script.
    case drop(reason: String)
  }

  /// Whether to keep the body.
  package var use: Use
  /// The hash of the body.
  package var contentHash: UInt64
  /// The hash of the body without digits, by which calendars and endless identical pages give themselves away.
  package var shapeHash: UInt64
  /// The links worth following, each once.
  package var links: [CrawlURL] = []
  /// The URL that the page calls its own, where it differs in spelling only.
  package var canonical: CrawlURL?
  /// The page asks not to be shown.
  package var noIndex = false
  /// The page asks that its links not be followed.
  package var noFollow = false

  /// A body with these hashes.
  package init(use: Use, contentHash: UInt64, shapeHash: UInt64) {
    self.use = use
    self.contentHash = contentHash
    self.shapeHash = shapeHash
  }
}

/// What reading a sitemap found; made off the fetch thread.
package struct SitemapDigest: Sendable {
  /// A page that a sitemap names.
  package struct Entry: Sendable, Equatable {
    /// The page.
    package var url: CrawlURL
    /// When it last changed, if the sitemap says so.
    package var changed: UnixTime?

    /// An entry for `url`.
    package init(url: CrawlURL, changed: UnixTime? = nil) {
      self.url = url
      self.changed = changed
    }
  }

  /// The pages named.
  package var entries: [Entry] = []
  /// The sitemaps named.
  package var children: [CrawlURL] = []

  /// A sitemap that names nothing.
  package init() {}
}
