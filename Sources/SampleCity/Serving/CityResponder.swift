/// Answers requests to the city: a pure function of the request, without clock or network. Only the
/// files of a corpus are read, and through `readFile`.
package struct CityResponder: Sendable {
  /// The city.
  package let city: City
  private let corpora: [String: CorpusSite]
  private let readFile: @Sendable (String) -> [UInt8]?

  /// Answers for a city and the sites of real documents beside it.
  ///
  /// - Parameter readFile: the bytes of a file of a corpus by its path, nil when it can't be read.
  package init(
    city: City, corpora: [CorpusSite] = [],
    readFile: @escaping @Sendable (String) -> [UInt8]? = CorpusFolder.read
  ) {
    self.city = city
    self.corpora = Dictionary(corpora.map { ($0.domain, $0) }) { first, _ in first }
    self.readFile = readFile
  }

  /// What answers a request, before conditions, HEAD and compression.
  package func content(for request: CityRequest) -> CityContent {
    guard let site = city.site(named: request.domain) else {
      guard let corpus = corpora[request.domain] else { return stranger(request) }
      let pages = CorpusPages(site: corpus, portSuffix: request.portSuffix)
      return pages.content(at: PercentEncoding.normalize(request.target), readFile: readFile)
    }
    let writer = PageWriter(city: city, site: site, portSuffix: request.portSuffix)
    let target = canonical(request.target, on: site.host)
    var content = content(writer, target: target)
    if site.host.traits.contains(.slow) {
      var hash = StableHash(seed: 3)
      hash.combine(target)
      content.delayMilliseconds = 300 + Int(hash.value % 1201)
    }
    return content
  }

  private func content(_ writer: PageWriter, target: String) -> CityContent {
    let host = writer.site.host
    if target == "/robots.txt" { return RobotsText.content(host, origin: writer.origin) }
    if host.traits.contains(.failing) { return failure(of: target) }
    if let special = SpecialPages.content(writer, path: target) { return special }
    if let sitemap = SitemapText.content(writer.site, path: target, origin: writer.origin) {
      return sitemap
    }
    guard let route = writer.site.routes[target] else { return asset(target, writer) }
    if fails(target, route, on: host) { return failure(of: target) }
    if case .attachment(let article, let index) = route {
      return file(writer.site, article: article, index: index)
    }
    var content = SpecialPages.page(host, writer.html(route))
    content.lastModified = lastModified(route, writer.site)
    return content
  }

  /// Whether a page of a failing or flaky site fails, at every attempt.
  func fails(_ target: String, _ route: SitePlan.Route, on host: CityHost) -> Bool {
    if host.traits.contains(.failing) { return true }
    guard case .article(let index) = route, host.traits.contains(.flaky) else { return false }
    return index % 4 == 1
  }

  /// The target with escapes in upper case and without a session id.
  private func canonical(_ target: String, on host: CityHost) -> String {
    let normal = PercentEncoding.normalize(target)
    guard host.traits.contains(.sessionIDs), let semicolon = normal.firstIndex(of: ";") else {
      return normal
    }
    let rest = normal[semicolon...].firstIndex(of: "?").map { normal[$0...] } ?? ""
    return String(normal[..<semicolon]) + rest
  }

  private func lastModified(_ route: SitePlan.Route, _ site: SitePlan) -> CityDate? {
    switch route {
    case .article(let index): site.articles[index].published
    case .list(let column, _): site.listed(column: column).map { site.articles[$0].published }.max()
    case .home: site.articles.map(\.published).max()
    case .about: CityDate(year: 2018, month: 6, day: 1)
    case .attachment: nil
    }
  }

  private func file(_ site: SitePlan, article index: Int, index file: Int) -> CityContent {
    let article = site.articles[index]
    let attachment = article.attachments[file]
    let bytes = AttachmentWriter(city: city, host: site.host, article: article).bytes(attachment)
    return CityContent(
      type: attachment.kind.mediaType, body: bytes, lastModified: article.published)
  }

  /// Style sheets are there, scripts are empty; everything else is missing.
  private func asset(_ target: String, _ writer: PageWriter) -> CityContent {
    let path = target.prefix { $0 != "?" }
    if path.hasSuffix(".css") {
      return .text(StyleSheet.text(at: path), type: "text/css; charset=utf-8")
    }
    if path.hasSuffix(".js") { return .text("// \n", type: "application/javascript") }
    return SpecialPages.missing(writer)
  }

  /// One of the ways in which a server fails, by the path.
  private func failure(of target: String) -> CityContent {
    var hash = StableHash(seed: 5)
    hash.combine(target)
    switch hash.value % 5 {
    case 0: return .text("500 Internal Server Error", status: 500)
    case 1: return .text("502 Bad Gateway", status: 502)
    case 2:
      var content = CityContent.text("503 Service Unavailable", status: 503)
      content.headers.append(CityContent.Header("Retry-After", "1"))
      return content
    case 3:
      var content = CityContent.text("")
      content.fault = .silence
      return content
    default:
      var content = CityContent.text(
        String(repeating: "<p>数据库连接失败</p>\n", count: 200), type: "text/html; charset=utf-8")
      content.fault = .cut(after: 700)
      return content
    }
  }

  /// The answer to names that are no site: for people a list of all sites, else 421.
  private func stranger(_ request: CityRequest) -> CityContent {
    guard ["127.0.0.1", "localhost", "gov.localhost"].contains(request.domain) else {
      return .text("421 Misdirected Request: no such site in the sample city", status: 421)
    }
    let sites =
      city.sites.map { ($0.host.domain, $0.host.name) }
      + corpora.values.map { ($0.domain, $0.name) }.sorted { $0.0 < $1.0 }
    let items = sites.map {
      "<li>\(Markup.link("http://\($0.0)\(request.portSuffix)/", $0.1))</li>\n"
    }
    return .text(
      "<!DOCTYPE html><meta charset=\"utf-8\"><title>锦澜市（虚构）</title><ul>\n\(items.joined())</ul>\n",
      type: "text/html; charset=utf-8")
  }
}
