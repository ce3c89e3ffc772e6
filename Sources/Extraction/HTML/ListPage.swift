/// Tells a page of links (a column, a home page) from an article.
enum ListPage {
  /// Whether the page's text is mostly links and no part of it reads like prose.
  ///
  /// - Parameter chosen: plain text of the chosen main part in half characters.
  static func isList(_ tree: HTMLTree, _ statistics: PageStatistics, _ content: MainContent) -> Bool {
    let links = Int(statistics.links[0])
    guard links >= 8 else { return false }
    let sentences = content.root == 0 ? 0 : Int(statistics.punctuation[content.root])
    let prose = content.chosenWeight
    if content.root == 0 || prose < 60 { return true }
    let linked = Int(statistics.linkWeight[0])
    if sentences >= 6, prose > 600 { return false }
    return prose < 240 && linked > prose * 4 && sentences < 4
  }
}
