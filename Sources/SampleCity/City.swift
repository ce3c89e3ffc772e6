/// The sample city: 64 web sites of the invented 锦澜市, the same for the same seed on every machine.
///
/// Making one only draws titles, dates and addresses (a few milliseconds); the text of a page is
/// written when `CityResponder` is asked for it.
package struct City: Sendable {
  /// What all choices depend on.
  package let seed: UInt64
  /// The sites, in the order of `CityHost.all`.
  package private(set) var sites: [SitePlan]
  /// Index into `sites` by host name.
  package private(set) var siteIndexes: [String: Int]

  /// Draws the city.
  package init(seed: UInt64 = 2009) {
    self.seed = seed
    sites = CityHost.all.map { host in
      var planner = SitePlanner(seed: seed, host: host)
      return planner.plan()
    }
    siteIndexes = [:]
    addReprints()
    for (index, site) in sites.enumerated() { siteIndexes[site.host.domain] = index }
  }

  /// The site of a host name without a port, in any letter case.
  package func site(named domain: String) -> SitePlan? {
    siteIndexes[domain.lowercased()].map { sites[$0] }
  }

  /// Sites that reprint, each from the portal or 市经济和信息化局.
  private static let reprinting = [
    "sme", "yuntang", "qinglu", "jinnan", "gaoxin", "jingkai", "rongtang", "zwfw",
  ]

  /// Lets some news and notices of districts and platforms repeat documents of the city's offices.
  private mutating func addReprints() {
    let sources = sites.indices.filter { ["www", "jxw"].contains(sites[$0].host.id) }
    for (turn, id) in Self.reprinting.enumerated() {
      guard let target = sites.firstIndex(where: { $0.host.id == id }) else { continue }
      let source = sources[turn % sources.count]
      let originals = sites[source].articles.indices.filter {
        sites[source].articles[$0].genre == .call || sites[source].articles[$0].genre == .background
      }
      var articles = sites[target].articles
      let places = articles.indices.filter { articles[$0].column == 5 }.suffix(2)
      for (place, original) in zip(places, originals.dropFirst(turn % 3)) {
        reprint(ArticleID(site: source, article: original), as: &articles[place], on: target)
      }
      sites[target] = SitePlan(
        host: sites[target].host, columns: sites[target].columns, articles: articles)
    }
  }

  private func reprint(_ id: ArticleID, as article: inout Article, on target: Int) {
    let original = sites[id.site].articles[id.article]
    let host = sites[target].host
    article.genre = original.genre
    article.topic = original.topic
    article.title = original.title
    article.published = min(CityDate.today, original.published.adding(days: 1 + article.number % 4))
    article.signed = original.signed
    article.documentNumber = original.documentNumber
    article.attachments = []
    article.origin = id
    article.path = host.articlePath(
      column: sites[target].columns[article.column], number: article.number,
      published: article.published)
  }

  /// The blocks of an article; a reprint has those of its original.
  func blocks(of article: Article, on host: CityHost) -> [Block] {
    if let id = article.origin {
      let original = sites[id.site]
      return blocks(of: original.articles[id.article], on: original.host)
    }
    var composer = Composer(seed: seed, host: host, article: article)
    return composer.blocks()
  }

  /// Where an article says it comes from.
  func source(of article: Article, on host: CityHost) -> String {
    article.origin.map { sites[$0.site].host.name } ?? host.name
  }
}
