/// Tells a page of links (a column, a home page) from an article.
enum ListPage {
  /// Fewer links than this make no list.
  private static let fewestLinks = 8
  /// Prose of this weight (half characters) with some sentences is an article, however many links stand around it.
  private static let articleWeight = 240

  /// Whether a page holds little prose once menus, teasers and link blocks are left out, yet many links.
  static func isList(_ statistics: PageStatistics, _ content: MainContent) -> Bool {
    guard Int(statistics.links[0]) >= fewestLinks else { return false }
    let linked = Int(statistics.linkWeight[0])
    if content.root == 0 || content.keptWeight < 60 { return linked > content.keptWeight * 2 }
    if content.keptWeight >= articleWeight, content.keptPunctuation >= 4 { return false }
    return linked > content.keptWeight * 4 && content.keptPunctuation < 4
  }
}
