package import Documents

/// Makes the crawl's URLs of what pages, redirects and configuration say.
package struct LinkReader: Sendable {
  /// The hash by which URLs are known.
  package let hash: StableHash

  /// A reader with the crawl state's hash.
  package init(hash: StableHash) { self.hash = hash }

  /// The URL that `text` means beside `base`; nil when it can't be fetched.
  ///
  /// - Complexity: O(n); `base` is parsed anew, so use `url(_:)` for many links of one page.
  package func read(_ text: String, base: String? = nil) -> CrawlURL? {
    guard text.utf8.count <= WebURL.crawlLengthLimit else { return nil }
    let base = base.flatMap { WebURL($0) }
    return WebURL(text, base: base).flatMap { url($0) }
  }

  /// The crawl's URL for a parsed one: normalised, without fragment; nil for schemes and hosts that can't be fetched, for user
  /// names, and for what is longer than `WebURL.crawlLengthLimit`.
  package func url(_ url: WebURL) -> CrawlURL? {
    guard url.isHTTP, url.username.isEmpty, url.password.isEmpty,
      url.href.utf8.count <= WebURL.crawlLengthLimit
    else { return nil }
    let href = Self.normalised(url)
    return CrawlURL(href: href, hash: hash(href))
  }

  private static func normalised(_ url: WebURL) -> String { url.withoutFragment.href }
}
