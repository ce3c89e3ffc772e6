/// The sitemaps of each site (sitemaps.org protocol 0.9).
enum SitemapText {
  /// The line of robots.txt that names the sitemap, if there is one to name.
  static func announcement(_ host: CityHost, origin: String) -> String {
    switch host.sitemap {
    case .none, .unannounced: ""
    case .compressed: "Sitemap: \(origin)/sitemap.xml.gz\n"
    case .text: "Sitemap: \(origin)/sitemap.txt\n"
    case .plain, .index, .compressedIndex, .truncated: "Sitemap: \(origin)/sitemap.xml\n"
    }
  }

  /// What answers at a path that belongs to a sitemap; nil for other paths.
  static func content(_ site: SitePlan, path: String, origin: String) -> CityContent? {
    let xml = "application/xml"
    switch (site.host.sitemap, path) {
    case (.plain, "/sitemap.xml"), (.unannounced, "/sitemap.xml"):
      return .text(entries(site, origin: origin), type: xml)
    case (.truncated, "/sitemap.xml"):
      return .text(String(entries(site, origin: origin).dropLast(75)), type: xml)
    case (.index, "/sitemap.xml"):
      return .text(index(site, origin: origin, suffix: ".xml"), type: xml)
    case (.compressedIndex, "/sitemap.xml"):
      return .text(index(site, origin: origin, suffix: ".xml.gz"), type: xml)
    case (.index, "/sitemap-1.xml"), (.index, "/sitemap-2.xml"):
      return .text(entries(site, origin: origin, half: half(of: path)), type: xml)
    case (.compressedIndex, "/sitemap-1.xml.gz"), (.compressedIndex, "/sitemap-2.xml.gz"):
      return compressed(entries(site, origin: origin, half: half(of: path)))
    case (.compressed, "/sitemap.xml.gz"): return compressed(entries(site, origin: origin))
    case (.text, "/sitemap.txt"):
      let lines = addresses(site).map { origin + $0.path + "\n" }
      return .text(lines.joined())
    default: return nil
    }
  }

  private static func compressed(_ text: String) -> CityContent {
    CityContent(type: "application/x-gzip", body: Deflate.gzip(Array(text.utf8)))
  }

  private static func half(of path: String) -> Int { path.contains("-1") ? 0 : 1 }

  private static func addresses(_ site: SitePlan) -> [(path: String, date: CityDate)] {
    site.articles.map { ($0.path, $0.published) }
  }

  private static func index(_ site: SitePlan, origin: String, suffix: String) -> String {
    let entries = (1...2).map {
      "  <sitemap><loc>\(origin)/sitemap-\($0)\(suffix)</loc></sitemap>\n"
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      \(entries.joined())</sitemapindex>

      """
  }

  private static func entries(_ site: SitePlan, origin: String, half: Int? = nil) -> String {
    let all = addresses(site)
    let middle = all.count / 2
    let chosen = half == nil ? all[...] : half == 0 ? all[..<middle] : all[middle...]
    let entries = chosen.map { entry in
      "  <url><loc>\(Markup.escape(origin + entry.path))</loc><lastmod>\(entry.date.iso)</lastmod></url>\n"
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      \(entries.joined())</urlset>

      """
  }
}
