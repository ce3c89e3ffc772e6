import Testing

@testable import SampleCity

/// Walks the city as a crawler would, without sockets.
@Suite struct CrawlTests {
  @Test func `Every page of the manifest answers 200 with its title, in its true charset`() {
    for site in CityFixture.manifest.sites {
      for page in site.pages {
        let content = CityFixture.get(page.url)
        let text = CityFixture.text(content, charset: site.charset)

        #expect(content.status == 200, "\(page.url)")
        #expect(content.fault == nil, "\(page.url)")
        #expect(text.contains(Markup.escape(page.title)), "\(page.url) lacks \(page.title)")
        #expect(!text.contains("\u{FFFD}"), "\(page.url)")
        #expect(!text.contains("{") || page.kind != "article" || !text.contains("{项目}"))
      }
    }
  }

  @Test func `Links lead to every page but those that only a sitemap names`() {
    for site in CityFixture.manifest.sites where !["bio", "credit", "xfj"].contains(site.id) {
      let reached = Self.walks[site.id] ?? []
      let scripted = site.id == "zwfw"
      for page in site.pages where page.onlyInSitemap != true {
        guard !(scripted && page.kind == "article") else { continue }
        let isReached = reached.contains(page.url)
        #expect(isReached, "\(page.url) is not linked")
      }
    }
  }

  @Test func `Pages link to nothing that the manifest does not know`() {
    for site in CityFixture.manifest.sites {
      var known = Set(site.pages.map(\.url) + site.attachments.map(\.url) + site.disallowed)
      known.formUnion(site.failing + site.missing + site.redirects.map(\.url))
      for url in Self.walks[site.id] ?? [] {
        let isTrap = site.traps.contains { url.hasPrefix($0) }
        let isClosed = RobotsText.closedAreas.contains { Self.path(url).hasPrefix($0) }
        let isKnown = known.contains(url) || isTrap || isClosed || url.contains("/r/long/")
        #expect(isKnown, "\(url)")
      }
    }
  }

  @Test func `Sitemaps name every article of their site`() {
    for plan in CityFixture.city.sites
    where ![.none, .truncated, .compressed, .compressedIndex].contains(plan.host.sitemap) {
      let origin = "http://\(plan.host.domain)"
      let names = ["/sitemap.xml", "/sitemap-1.xml", "/sitemap-2.xml", "/sitemap.txt"]
      let text = names.compactMap {
        SitemapText.content(plan, path: $0, origin: origin).map {
          String(decoding: $0.body, as: UTF8.self)
        }
      }.joined()
      for article in plan.articles {
        #expect(text.contains(Markup.escape(origin + article.path)), "\(plan.host.id)")
      }
    }
  }

  /// What a walk from each site's start page reaches.
  private static let walks = Dictionary(
    uniqueKeysWithValues: CityFixture.manifest.sites.map { ($0.id, walk($0)) })

  /// All addresses of the site that links, frames and refreshes lead to, from the start page on.
  private static func walk(_ site: CityManifest.Site) -> Set<String> {
    var seen: Set<String> = [site.start]
    var queue = [site.start]
    let origin = String(site.start.dropLast())
    while let url = queue.popLast() {
      if site.traps.contains(where: { url.hasPrefix($0) }) { continue }
      let content = CityFixture.get(url)
      if let location = content.header("Location"),
        let target = resolve(location, origin: origin, charset: site.charset),
        seen.insert(target).inserted
      {
        queue.append(target)
      }
      guard content.status == 200, content.header("Content-Type")?.hasPrefix("text/html") == true
      else { continue }
      let text = CityFixture.text(content, charset: site.charset)
      for reference in references(in: text) {
        guard let target = resolve(reference, origin: origin, charset: site.charset) else {
          continue
        }
        if seen.insert(target).inserted { queue.append(target) }
      }
    }
    return seen
  }

  private static func path(_ url: String) -> String {
    "/" + url.split(separator: "/", maxSplits: 2).dropFirst(2).joined()
  }

  /// Values of href and frame sources, in any letter case.
  private static func references(in text: String) -> [String] {
    ["href=\"", "HREF=\"", "FRAME SRC=\"", "url="].flatMap { marker in
      text.split(separator: marker, omittingEmptySubsequences: false).dropFirst().map { rest in
        String(rest.prefix { $0 != "\"" && $0 != " " }).replacing("&amp;", with: "&")
      }
    }
  }

  private static func resolve(_ reference: String, origin: String, charset: String) -> String? {
    let skipped = ["javascript:", "#", "/css", "/static", "/images", "/js", "&quot;"]
    guard !reference.isEmpty, !skipped.contains(where: { reference.hasPrefix($0) }) else {
      return nil
    }
    if reference.hasPrefix("http") { return reference.hasPrefix(origin + "/") ? reference : nil }
    let isChain = reference == "chain3"
    let path = reference.hasPrefix("/") ? reference : (isChain ? "/r/" : "/") + reference
    let plain = path.split(separator: ";jsessionid=", maxSplits: 1)
    let clean =
      plain.count == 2
      ? String(plain[0]) + (plain[1].firstIndex(of: "?").map { String(plain[1][$0...]) } ?? "")
      : path
    return origin + encode(clean, charset: charset)
  }

  /// Percent-encodes what is not ASCII: paths in UTF-8, query strings in the page's charset.
  private static func encode(_ path: String, charset: String) -> String {
    guard path.utf8.contains(where: { $0 >= 0x80 }) else { return path }
    let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
    let query = parts.count > 1 ? "?" + encodeQuery(parts[1], charset: charset) : ""
    return PercentEncoding.encode(Array(parts[0].utf8)) + query
  }

  private static func encodeQuery(_ query: String, charset: String) -> String {
    query.unicodeScalars.map { scalar in
      if scalar.isASCII { return String(scalar) }
      let text = String(scalar)
      return charset == "gb18030"
        ? GBEncoding.percentEncode(text) : PercentEncoding.encode(Array(text.utf8))
    }.joined()
  }
}
