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

  private static let normalizer = URLNormalizer()

  private static func normalised(_ url: WebURL) -> String {
    let bare = url.withoutFragment
    return isNormal(bare) ? bare.href : normalizer.normalize(bare).url.href
  }

  /// Whether no rule of the normaliser can apply, which is so for most links and costs a tenth of asking it.
  static func isNormal(_ url: WebURL) -> Bool {
    let bytes = url.href.utf8.span
    let end = url.hostEnd
    guard end > 0, end <= url.pathStart, bytes[end - 1] != UInt8(ascii: ".") else { return false }
    var name = url.pathStart
    for index in url.pathStart..<bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "/"):
        if name == index, index > url.pathStart { return false }
        name = index + 1
      case UInt8(ascii: "%"), UInt8(ascii: ";"), UInt8(ascii: "?"), UInt8(ascii: "["),
        UInt8(ascii: "]"), UInt8(ascii: "{"),
        UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
        UInt8(ascii: "`"):
        return false
      default: break
      }
    }
    return !bytes.hasPrefix("index.", in: name..<bytes.count)
      && !bytes.hasPrefix("default.", in: name..<bytes.count)
  }
}
