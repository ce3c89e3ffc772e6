import FoundationEssentials

/// Draws up the manifest of a city.
package struct ManifestWriter: Sendable {
  private let city: City
  private let corpora: [CorpusSite]
  private let portSuffix: String

  /// A writer for a city that is served on `port`.
  package init(city: City, corpora: [CorpusSite] = [], port: Int) {
    self.city = city
    self.corpora = corpora
    portSuffix = ":\(port)"
  }

  /// The manifest.
  package func manifest() -> CityManifest {
    CityManifest(
      seed: city.seed,
      sites: city.sites.map { self.site($0) } + corpora.map { $0.manifest(portSuffix: portSuffix) })
  }

  /// The manifest as JSON with sorted keys, so that equal cities give equal text.
  ///
  /// - Throws: what `JSONEncoder` throws, which for these types is nothing.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(manifest()), as: UTF8.self) + "\n"
  }

  private func site(_ plan: SitePlan) -> CityManifest.Site {
    let host = plan.host
    var site = CityManifest.Site(
      id: host.id, name: host.name, start: address(host, "/"), charset: host.charset.trueName)
    let responder = CityResponder(city: city)
    for (path, route) in plan.pagePaths {
      let url = address(host, path)
      if !RobotsText.allows(host, path) {
        site.disallowed.append(url)
      } else if responder.fails(path, route, on: host) {
        site.failing.append(url)
      } else {
        site.pages.append(page(url, route, plan))
      }
    }
    for article in plan.articles { addFiles(of: article, host, to: &site) }
    addSpecials(plan, to: &site)
    return site
  }

  private func address(_ host: CityHost, _ path: String) -> String {
    "http://\(host.domain)\(portSuffix)\(path)"
  }

  private func page(_ url: String, _ route: SitePlan.Route, _ plan: SitePlan) -> CityManifest.Page {
    switch route {
    case .home: return CityManifest.Page(url: url, title: plan.host.name, kind: "home")
    case .about: return CityManifest.Page(url: url, title: "关于我们-\(plan.host.name)", kind: "about")
    case .list(let column, _):
      let name = plan.columns[column].name
      return CityManifest.Page(
        url: url, title: "\(name)-\(plan.host.name)", kind: "list", column: name)
    case .article(let index): return article(url, plan.articles[index], plan)
    case .attachment: return CityManifest.Page(url: url, title: "", kind: "special")
    }
  }

  private func article(_ url: String, _ article: Article, _ plan: SitePlan) -> CityManifest.Page {
    var page = CityManifest.Page(url: url, title: article.title, kind: "article")
    page.date = article.published.iso
    page.source = city.source(of: article, on: plan.host)
    page.column = plan.columns[article.column].name
    page.onlyInSitemap = article.isOrphan ? true : nil
    page.reprintOf = article.origin.map { id in
      let original = city.sites[id.site]
      return address(original.host, original.articles[id.article].path)
    }
    if PageWriter.showsLabels(article, on: plan.host) {
      page.signed = article.signed.iso
      page.documentNumber = article.documentNumber
    }
    return page
  }

  private func addFiles(of article: Article, _ host: CityHost, to site: inout CityManifest.Site) {
    let page = address(host, article.path)
    for attachment in article.attachments {
      let url = address(host, attachment.path)
      if !RobotsText.allows(host, attachment.path) {
        site.disallowed.append(url)
      } else if host.traits.contains(.failing) {
        site.failing.append(url)
      } else {
        site.attachments.append(
          CityManifest.File(
            url: url, type: attachment.kind.fileExtension, title: attachment.title,
            linkText: attachment.fileName, page: page))
      }
    }
  }

  private func addSpecials(_ plan: SitePlan, to site: inout CityManifest.Site) {
    let host = plan.host
    guard !host.traits.contains(.failing) else { return }
    if RobotsText.allows(host, "/") {
      for path in SpecialPages.extraPages(host) {
        site.pages.append(
          CityManifest.Page(url: address(host, path.path), title: path.title, kind: "special"))
      }
      site.missing += SpecialPages.missingPaths(host).map { address(host, $0) }
      site.missing += plan.articles.indices.compactMap {
        PageWriter(city: city, site: plan, portSuffix: portSuffix).brokenLink(of: $0)
      }.map { address(host, $0) }
    }
    let writer = PageWriter(city: city, site: plan, portSuffix: portSuffix)
    for path in SpecialPages.redirectPaths(host) {
      guard let answer = SpecialPages.content(writer, path: path) else { continue }
      site.redirects.append(
        CityManifest.Move(
          url: address(host, path), status: answer.status,
          location: answer.header("Location") ?? ""))
    }
    if host.traits.contains(.calendar) { site.traps.append(address(host, "/calendar?month=")) }
  }
}
