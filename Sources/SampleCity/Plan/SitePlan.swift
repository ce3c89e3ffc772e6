/// What one site consists of, without the text of its pages: small, and made at start.
package struct SitePlan: Sendable {
  /// The site.
  package let host: CityHost
  /// Its columns in the order of its menu.
  package let columns: [Column]
  /// Its articles, column by column, newest first in each.
  package internal(set) var articles: [Article]
  /// What answers to which path and query.
  package private(set) var routes: [String: Route]

  /// What answers at an address.
  package enum Route: Sendable, Hashable {
    case home
    case about
    /// A list page: index of the column, page from 0.
    case list(column: Int, page: Int)
    /// Index into `articles`.
    case article(Int)
    /// Index of the article, index among its attachments.
    case attachment(article: Int, index: Int)
  }

  /// A site with its columns, articles and addresses.
  init(host: CityHost, columns: [Column], articles: [Article]) {
    self.host = host
    self.columns = columns
    self.articles = articles
    routes = [:]
    routes = makeRoutes()
  }

  /// Indexes of the articles that a column lists.
  package func listed(column: Int) -> [Int] {
    articles.indices.filter { articles[$0].column == column && !articles[$0].isOrphan }
  }

  /// How many list pages a column has; at least one.
  package func listPageCount(column: Int) -> Int {
    max(1, (listed(column: column).count + host.articlesPerListPage - 1) / host.articlesPerListPage)
  }

  /// The addresses of every HTML page, in a fixed order.
  package var pagePaths: [(path: String, route: Route)] {
    var paths: [(path: String, route: Route)] = [(host.homePath, .home), ("/about.html", .about)]
    for column in columns.indices {
      for page in 0..<listPageCount(column: column) {
        paths.append(
          (host.listPath(column: columns[column], page: page), .list(column: column, page: page)))
      }
    }
    paths += articles.indices.map { (articles[$0].path, .article($0)) }
    return paths
  }

  private func makeRoutes() -> [String: Route] {
    var routes: [String: Route] = [:]
    for (path, route) in pagePaths { routes[path] = route }
    for (number, article) in articles.enumerated() {
      for (index, attachment) in article.attachments.enumerated() {
        routes[attachment.path] = .attachment(article: number, index: index)
      }
    }
    return routes
  }
}
