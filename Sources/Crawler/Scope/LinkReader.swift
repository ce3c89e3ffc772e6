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
    var index = url.pathStart
    while index < bytes.count {
      let byte = bytes[index]
      let marks = byte < 64 ? Self.lowMarks : byte < 128 ? Self.highMarks : 0
      if marks &>> UInt64(byte & 63) & 1 == 1 {
        guard byte == UInt8(ascii: "/"), name != index || index == url.pathStart else {
          return false
        }
        name = index &+ 1
      }
      index &+= 1
    }
    guard name < bytes.count else { return true }
    return switch bytes[name] | 0x20 {
    case UInt8(ascii: "i"): !bytes.hasPrefix("index.", in: name..<bytes.count)
    case UInt8(ascii: "d"): !bytes.hasPrefix("default.", in: name..<bytes.count)
    default: true
    }
  }

  /// The bits of `%`, `/`, `;` and `?`: what ends a name or may be against a rule.
  private static var lowMarks: UInt64 { 0x8800_8020_0000_0000 }
  /// The bits, less 64, of brackets, backslash, caret, grave accent, braces and bar.
  private static var highMarks: UInt64 { 0x3800_0001_7800_0000 }
}
