import Charset
package import Documents

/// Examines what was fetched, off the fetch thread: type, hashes, links.
package struct PageDigester: Sendable {
  /// Makes the crawl's URLs of links.
  package let links: LinkReader

  /// A digester that makes URLs by `links`.
  package init(links: LinkReader) { self.links = links }

  /// Examines a page.
  ///
  /// - Parameter agent: our product token, for `X-Robots-Tag` and meta robots.
  /// - Complexity: O(n).
  package func digest(
    _ body: [UInt8], headers: [HTTPHeader], url: CrawlURL, agent: String
  ) -> PageDigest {
    let header = headers.first { $0.isNamed("content-type") }?.value
    let hashes = Self.hashes(body.span)
    var digest = PageDigest(use: .keep, contentHash: hashes.content, shapeHash: hashes.shape)
    addDirectives(headers, agent, &digest)
    switch BodyKind.of(body.span, header: header) {
    case .html: scan(body, header, url, agent, &digest)
    case .feed: readFeed(body, url, &digest)
    case .file: break
    case .empty: digest.use = .drop(reason: "empty")
    case .other: digest.use = .drop(reason: "file type")
    }
    return digest
  }

  private func addDirectives(_ headers: [HTTPHeader], _ agent: String, _ digest: inout PageDigest) {
    var robots = RobotsDirectives()
    for field in headers where field.isNamed("x-robots-tag") {
      robots.add(header: field.value, agent: agent)
    }
    add(robots, &digest)
  }

  private func add(_ robots: RobotsDirectives, _ digest: inout PageDigest) {
    digest.noIndex = digest.noIndex || !robots.allowsIndexing(at: .now)
    digest.noFollow = digest.noFollow || robots.noFollow
  }

  private func scan(
    _ body: [UInt8], _ header: String?, _ url: CrawlURL, _ agent: String, _ digest: inout PageDigest
  ) {
    guard let page = WebURL(plain: url.href.utf8.span, encoding: .utf8) ?? WebURL(url.href) else {
      return
    }
    let scan = scan(body, header, page, agent)
    add(scan.robots, &digest)
    var known = PlaceTable(room: scan.links.count + 2)
    _ = known.insert(unique: url.hash)
    digest.links.reserveCapacity(scan.links.count)
    for link in scan.links where !link.noFollow && link.kind != .canonical {
      guard let found = links.url(link.url), known.insert(unique: found.hash) else { continue }
      digest.links.append(found)
    }
    if let canonical = scan.canonical.flatMap({ links.url($0) }), canonical.hash != url.hash {
      if Self.isSpelling(canonical, of: url) {
        digest.canonical = canonical
      } else if known.insert(unique: canonical.hash) {
        digest.links.append(canonical)
      }
    }
  }

  private func scan(
    _ body: [UInt8], _ header: String?, _ page: WebURL, _ agent: String
  ) -> LinkScan {
    let decide = {
      CharsetDecision.decide(body: body, httpLabel: header.flatMap(Self.charset)).encoding
    }
    return PageEncoding.isSurelyASCIIKept(body.span)
      ? LinkScanner.scan(
        html: body, encoding: PageEncoding(decide: decide), pageURL: page, agent: agent)
      : LinkScanner.scan(html: body, encoding: decide(), pageURL: page, agent: agent)
  }

  /// Whether the canonical URL is another spelling of this one: another scheme, slash or index name at the end, or fewer parameters.
  ///
  /// A `rel=canonical` that leads elsewhere, or that drops the whole query, is more often a template's mistake (the home page or
  /// `show.jsp` on every page) than the truth, so it is followed as a link but doesn't replace the page.
  static func isSpelling(_ canonical: CrawlURL, of url: CrawlURL) -> Bool {
    guard canonical.authority == url.authority, path(canonical) == path(url) else { return false }
    let (kept, all) = (parameters(canonical), parameters(url))
    return kept.isEmpty == all.isEmpty && kept.isSubset(of: all)
  }

  private static func parameters(_ url: CrawlURL) -> Set<Substring> {
    guard let mark = url.target.firstIndex(of: "?") else { return [] }
    return Set(url.target[mark...].dropFirst().split(separator: "&"))
  }

  private static func path(_ url: CrawlURL) -> String {
    var path = String(url.target.prefix { $0 != "?" }).lowercased()
    for name in [
      "index.html", "index.htm", "index.shtml", "index.jsp", "index.php", "default.aspx",
    ]
    where path.hasSuffix("/\(name)") {
      path.removeLast(name.utf8.count)
    }
    while path.hasSuffix("/") { path.removeLast() }
    return path
  }

  private func readFeed(_ body: [UInt8], _ url: CrawlURL, _ digest: inout PageDigest) {
    let sitemap = sitemap(body, url: url)
    digest.links = sitemap.entries.map(\.url) + sitemap.children
    digest.use = .drop(reason: "feed")
  }

  /// Reads a sitemap or feed.
  ///
  /// - Complexity: O(n).
  package func sitemap(_ body: [UInt8], url: CrawlURL) -> SitemapDigest {
    let file = SitemapFile.parse(body)
    let base = WebURL(url.href)
    var digest = SitemapDigest()
    for entry in file.entries {
      guard let url = Self.url(entry.location, base), let found = links.url(url) else { continue }
      if file.kind == .index {
        digest.children.append(found)
      } else {
        digest.entries.append(SitemapDigest.Entry(url: found, changed: entry.date?.start))
      }
    }
    return digest
  }

  /// The address of a sitemap's entry, most often on the sitemap's own host.
  private static func url(_ location: String, _ base: WebURL?) -> WebURL? {
    base.flatMap { WebURL(plain: location.utf8.span, base: $0, encoding: .utf8) }
      ?? WebURL(location, base: base)
  }

  /// The charset parameter of a `Content-Type`.
  static func charset(_ header: String) -> String? {
    for part in header.split(separator: ";").dropFirst() {
      let words = part.split(separator: "=", maxSplits: 1)
      guard words.count == 2, words[0].filter({ $0 != " " }).lowercased() == "charset" else {
        continue
      }
      return String(words[1].filter { !" \"'".contains($0) })
    }
    return nil
  }

  /// The hash of the body, and that of its text: without tags, blanks and digits.
  ///
  /// Two pages with one shape differ in numbers and addresses only: the days of a calendar, a clock, a counter, a session's number in
  /// every link. A page with next to no text has a shape of its own.
  static func hashes(_ body: Span<UInt8>) -> (content: UInt64, shape: UInt64) {
    // What lies behind the first 256 KiB of a page doesn't change its kind.
    let head = body.extracting(first: min(body.count, 256 << 10))
    var text = StableHash.Stream(.content)
    var index = 0
    while index < head.count {
      index = text.append(lettersOf: head, from: index)
      guard index < head.count else { break }
      let byte = head[index]
      if byte == UInt8(ascii: "<") {
        index = head.offset(of: UInt8(ascii: ">"), in: index..<head.count) ?? head.count
      } else if byte > 32 && byte &- 48 > 9 {
        text.append(byte)
      }
      index &+= 1
    }
    let content = StableHash.content(body)
    return (content, text.count < 16 ? content : text.finish())
  }
}
