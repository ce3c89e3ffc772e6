/// What a layout needs to know to draw one page.
struct PageView {
  /// A link of a menu, list or breadcrumb.
  struct Link {
    /// The address as it is written into the page.
    var reference: String
    /// The link's text.
    var text: String
    /// The date beside it in a list.
    var date = ""
  }

  /// The label table and the line under an article's title.
  struct ArticleHead {
    /// The title.
    var title: String
    /// 来源.
    var source: String
    /// 发布日期; only real documents lack one.
    var published: CityDate?
    /// Labels and values of the table; empty where the site has none.
    var labels: [(String, String)]
    /// Files with their link texts.
    var files: [Link]
  }

  /// A titled list of links.
  struct Section {
    /// Its heading.
    var title: String
    /// Where the heading leads, or empty.
    var more: String
    /// Its entries.
    var links: [Link]
  }

  /// The site.
  var host: CityHost
  /// The document's `<title>`.
  var documentTitle: String
  /// Names and contents of meta tags.
  var meta: [(name: String, content: String)]
  /// Extra elements of the head, such as a canonical link.
  var headExtra = ""
  /// The menu.
  var menu: [Link]
  /// The way from the home page here.
  var crumbs: [Link]
  /// Head of the article, on article pages.
  var article: ArticleHead?
  /// Text of the article.
  var blocks: [Block] = []
  /// Lists: the columns of a home page, the entries of a list page, what is related to an article.
  var sections: [Section] = []
  /// The links to other list pages.
  var paging = ""
  /// Free markup of the main part, such as of 关于我们.
  var free = ""
  /// Links of the footer to other sites.
  var friends: [Link] = []
  /// Number of visits, for the footer.
  var visits: Int
}

/// Draws pages in one style.
protocol PageLayout {
  /// Everything from `<!DOCTYPE` to the start of the main part; `head` is the content of `<head>`.
  func top(_ view: PageView, head: String) -> String
  /// The article.
  func article(_ view: PageView, _ article: PageView.ArticleHead) -> String
  /// The lists.
  func lists(_ view: PageView) -> String
  /// Everything behind the main part.
  func bottom(_ view: PageView) -> String
}

extension CityHost.Layout {
  /// What draws pages of this layout.
  var drawing: any PageLayout {
    switch self {
    case .tables: TableLayout()
    case .divisions: DivisionLayout(pasted: false)
    case .pasted: DivisionLayout(pasted: true)
    case .semantic: SemanticLayout(widgets: false)
    case .cards: SemanticLayout(widgets: true)
    }
  }
}
