import Documents

/// A sitemap or feed: the addresses that a site itself names.
///
/// Reads sitemaps.org's urlset and sitemapindex, lists of lines, RSS (0.9x, 1.0, 2.0) and Atom,
/// gzipped or not, in any encoding they declare. Tolerant: a truncated or ill-formed file gives the
/// entries that are whole.
package struct SitemapFile: Sendable {
  /// What the file is.
  package enum Kind: String, Sendable {
    /// Pages (`<urlset>`).
    case urlset
    /// Further sitemaps (`<sitemapindex>`).
    case index
    /// An address a line.
    case text
    /// A feed of RSS.
    case rss
    /// A feed of Atom.
    case atom
    /// Nothing of the above, such as a page of HTML.
    case unknown
  }

  /// An address and when what it names was last changed.
  package struct Entry: Sendable, Equatable {
    /// The address as written, references resolved, without blanks around it and line breaks in it;
    /// may be relative.
    package let location: String
    /// The date as written (`lastmod`, `pubDate`, `updated`), if any.
    package let lastModified: String?

    /// The date, where it can be read.
    package var date: WebDate? { lastModified.flatMap { WebDate($0) } }
  }

  /// Bytes that are read, also after decompression: 50 MiB, sitemaps.org's limit for a file.
  package static let maximumBytes = 50 * 1024 * 1024
  /// Entries that are kept, sitemaps.org's limit for a file.
  package static let maximumEntries = 50_000
  /// Bytes of an address; longer ones are dropped (sitemaps.org has 2,048).
  package static let maximumLocationBytes = WebURL.crawlLengthLimit

  /// What the file is.
  package private(set) var kind: Kind
  /// The first `maximumEntries` entries, in order.
  package private(set) var entries: [Entry] = []
  /// Entries past that limit or with an address past `maximumLocationBytes`.
  package private(set) var omitted = 0
  /// Whether the file ends too early, was cut at `maximumBytes` or can't be decompressed to its
  /// end.
  package private(set) var isTruncated = false

  /// Reads a sitemap or feed of any content; never fails.
  ///
  /// - Complexity: O(n), with at most `maximumBytes` of memory beside the entries.
  package static func parse(_ bytes: [UInt8]) -> SitemapFile {
    var isTruncated = false
    let plain = SitemapBytes.decompressed(bytes, limit: maximumBytes, isTruncated: &isTruncated)
    let text = SitemapBytes.utf8(plain)
    var file = SitemapFile(kind: .unknown)
    file.isTruncated = isTruncated
    file.read(text.span)
    return file
  }

  private init(kind: Kind) { self.kind = kind }

  private mutating func read(_ bytes: Span<UInt8>) {
    var start = 0
    while start < bytes.count, bytes[start].isWhiteSpace { start += 1 }
    if Self.isAddress(bytes, start..<bytes.count) {
      kind = .text
      readLines(bytes, from: start)
    } else {
      var reader = SitemapReader(bytes)
      while let entry = reader.next() { add(entry.location, entry.lastModified) }
      kind = reader.kind
      isTruncated = isTruncated || !reader.isClean
    }
  }

  private mutating func readLines(_ bytes: Span<UInt8>, from start: Int) {
    var line = start
    while line < bytes.count {
      var end = line
      while end < bytes.count, bytes[end] != 10, bytes[end] != 13 { end += 1 }
      let content = bytes.trimmed(line..<end)
      if Self.isAddress(bytes, content) { add(content.map { bytes[$0] }, nil) }
      line = end + 1
    }
  }

  private mutating func add(_ location: [UInt8], _ lastModified: String?) {
    guard entries.count < Self.maximumEntries, location.count <= Self.maximumLocationBytes else {
      omitted += 1
      return
    }
    entries.append(
      Entry(location: String(decoding: location, as: UTF8.self), lastModified: lastModified))
  }

  /// Whether an absolute http or https address stands at the start of `range`.
  static func isAddress(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    bytes.hasPrefix("http://", in: range)
      || bytes.hasPrefix("https://", in: range)
  }
}
