/// Writes the HTML of one site's pages.
struct PageWriter {
  /// The city, for links between sites and for reprints.
  let city: City
  /// The site.
  let site: SitePlan
  /// What follows a host name in an absolute address: `:8790`, or nothing for port 80.
  let portSuffix: String

  private var host: CityHost { site.host }

  /// The page of a route; attachments are not pages and give an empty one.
  func html(_ route: SitePlan.Route) -> String {
    switch route {
    case .home: render(homeView())
    case .about: render(aboutView())
    case .list(let column, let page): render(listView(column: column, page: page))
    case .article(let index): render(articleView(index))
    case .attachment: ""
    }
  }

  /// A page with a text of ours in it, such as an error page that looks like the site.
  func html(title: String, paragraphs: [String]) -> String {
    var view = self.view(title: title, crumbs: [])
    view.free = paragraphs.map { "<p>\(Markup.escape($0))</p>\n" }.joined()
    return render(view)
  }

  /// The site's absolute address without a path.
  var origin: String { "http://\(host.domain)\(portSuffix)" }

  private func render(_ view: PageView) -> String {
    let layout = host.layout.drawing
    let main = view.article.map { layout.article(view, $0) } ?? layout.lists(view)
    return layout.top(view, head: HTMLHead.text(view)) + main + layout.bottom(view)
  }

  private func view(title: String, crumbs: [PageView.Link]) -> PageView {
    let menu = site.columns.map {
      PageView.Link(reference: host.listReference(column: $0, page: 0), text: $0.name)
    }
    var random = CityRandom(seed: city.seed, host.id, title)
    let meta = [
      ("SiteName", host.name), ("SiteDomain", host.domain),
      ("SiteIDCode", String(5_190_000_000 + random.below(99_999))),
    ]
    let home = PageView.Link(reference: "/", text: "首页")
    return PageView(
      host: host, documentTitle: title, meta: meta, menu: menu, crumbs: [home] + crumbs,
      friends: friends(&random), visits: 10_000 + random.below(900_000))
  }

  private func friends(_ random: inout CityRandom) -> [PageView.Link] {
    random.pick(5, of: city.sites.map(\.host)).filter { $0.id != host.id }.map {
      PageView.Link(reference: "http://\($0.domain)\(portSuffix)/", text: $0.name)
    }
  }

  // MARK: Home and lists

  private func homeView() -> PageView {
    var view = view(title: host.name, crumbs: [])
    view.meta += [("Keywords", "\(host.name),政务公开,办事服务"), ("Description", "\(host.name)官方网站")]
    view.sections = site.columns.indices.map { column in
      PageView.Section(
        title: site.columns[column].name,
        more: host.listReference(column: site.columns[column], page: 0),
        links: site.listed(column: column).prefix(3).map { link(to: $0, from: "home") })
    }
    view.free = SpecialPages.homeLinks(host, portSuffix: portSuffix)
    return view
  }

  private func aboutView() -> PageView {
    var view = view(
      title: "关于我们-\(host.name)", crumbs: [PageView.Link(reference: "/about.html", text: "关于我们")])
    let random = CityRandom(seed: city.seed, host.id, "about")
    var prose = Prose(random: random, slots: ["名": host.name, "机关": host.issuer])
    let sentences = [
      prose.text("{名}由{机关}主办，<2001年|2003年|2008年|2015年>开通，是发布信息、提供服务、与公众互动的<平台|窗口>。"),
      prose.text("办公地址：{地址}；办公时间：工作日9:00—12:00，13:00—17:00；联系电话：{电话}。"),
      prose.text("本站内容均为演示而虚构，锦澜市及其各机构并不存在。"),
    ]
    view.free = sentences.map { "<p>\($0)</p>\n" }.joined()
    return view
  }

  private func listView(column: Int, page: Int) -> PageView {
    let plan = site.columns[column]
    let crumb = PageView.Link(reference: host.listReference(column: plan, page: 0), text: plan.name)
    var view = view(title: "\(plan.name)-\(host.name)", crumbs: [crumb])
    view.meta += [("ColumnName", plan.name), ("ColumnType", plan.name)]
    let size = host.articlesPerListPage
    let entries = site.listed(column: column).dropFirst(page * size).prefix(size)
    view.sections = [
      PageView.Section(
        title: plan.name, more: "", links: entries.map { link(to: $0, from: "list\(page)") })
    ]
    view.paging = paging(column: column, page: page)
    return view
  }

  private func paging(column: Int, page: Int) -> String {
    let count = site.listPageCount(column: column)
    let plan = site.columns[column]
    var links = (0..<count).map { number in
      number == page
        ? "<b>\(number + 1)</b>"
        : Markup.link(host.listReference(column: plan, page: number), "\(number + 1)")
    }
    if page + 1 < count {
      links.append(Markup.link(host.listReference(column: plan, page: page + 1), "下一页"))
    }
    return "共\(count)页　" + links.joined(separator: " ")
  }

  /// A list's entry; long titles are cut as lists do.
  private func link(to index: Int, from place: String) -> PageView.Link {
    let article = site.articles[index]
    let plain = host.articleReference(
      article, column: site.columns[article.column], from: place + host.id)
    let scripted = host.traits.contains(.scriptLinks) && place != "related"
    return PageView.Link(
      reference: scripted ? "javascript:window.location='\(plain)'" : plain,
      text: article.title.count > 38 ? article.title.prefix(36) + "…" : article.title,
      date: article.published.iso)
  }

  // MARK: Articles

  private func articleView(_ index: Int) -> PageView {
    let article = site.articles[index]
    let column = site.columns[article.column]
    let crumb = PageView.Link(
      reference: host.listReference(column: column, page: 0), text: column.name)
    var view = view(title: "\(article.title)-\(host.name)", crumbs: [crumb])
    let source = city.source(of: article, on: host)
    view.meta += articleMeta(article, source: source)
    view.blocks = city.blocks(of: article, on: host)
    view.article = PageView.ArticleHead(
      title: article.title, source: source, published: article.published,
      labels: labels(article),
      files: article.attachments.map {
        PageView.Link(reference: $0.path, text: $0.fileName)
      })
    view.sections = [related(to: index)]
    if host.traits.contains(.sessionIDs) {
      view.headExtra = "<link rel=\"canonical\" href=\"\(origin)\(Markup.escape(article.path))\">\n"
    }
    return view
  }

  private func articleMeta(_ article: Article, source: String) -> [(name: String, content: String)]
  {
    let topic = Topic.byID[article.topic]?.name ?? ""
    return [
      ("ArticleTitle", article.title),
      (
        "PubDate",
        "\(article.published.iso) \(twoDigits(9 + article.number % 8)):\(twoDigits(article.number % 60))"
      ),
      ("ContentSource", source),
      ("Keywords", "\(topic),\(article.genre.chineseName)"),
      ("Author", host.issuer),
      ("Description", article.title),
      ("Url", "\(origin)\(article.path)"),
    ]
  }

  /// Whether the page has a label table.
  static func showsLabels(_ article: Article, on host: CityHost) -> Bool {
    article.genre.hasDocumentNumber && host.kind != .industry && article.origin == nil
  }

  /// The path of a link to a deleted page among the related ones of an article, on some pages.
  func brokenLink(of index: Int) -> String? {
    let article = site.articles[index]
    var random = CityRandom(seed: city.seed, host.id, "broken\(article.number)")
    return random.chance(6) ? "/deleted/\(article.number).html" : nil
  }

  /// The label table of documents, with the blanks inside labels that sites are fond of.
  private func labels(_ article: Article) -> [(String, String)] {
    guard Self.showsLabels(article, on: host) else { return [] }
    let code = "\(510_000 + article.number)-\(article.published.year)-\(article.number)"
    var labels = [
      ("索 引 号", code),
      ("主题分类", Topic.byID[article.topic]?.name ?? ""),
      ("发文机关", host.issuer),
      ("成文日期", article.signed.chinese),
      ("标　　题", article.title),
    ]
    if let number = article.documentNumber { labels.append(("发文字号", number)) }
    labels.append(("发布日期", article.published.chinese))
    labels.append(("有 效 性", article.published.year < 2016 ? "失效" : "有效"))
    return labels
  }

  private func related(to index: Int) -> PageView.Section {
    let article = site.articles[index]
    let others = site.articles.indices.filter { other in
      other != index && !site.articles[other].isOrphan
        && (site.articles[other].topic == article.topic
          || site.articles[other].column == article.column)
    }
    var random = CityRandom(seed: city.seed, host.id, "related\(article.number)")
    var links = random.pick(4, of: others).map { link(to: $0, from: "related") }
    if let path = brokenLink(of: index) {
      links.append(PageView.Link(reference: path, text: "关于做好有关工作的通知（已归档）"))
    }
    for index in links.indices { links[index].date = "" }
    return PageView.Section(title: "相关阅读", more: "", links: links)
  }
}
