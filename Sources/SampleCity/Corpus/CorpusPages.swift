/// Answers for a site of real documents: list pages, files as they are, texts as government pages.
struct CorpusPages {
  /// The site.
  let site: CorpusSite
  /// What follows a host name in an absolute address.
  let portSuffix: String

  /// What answers at a path.
  func content(at path: String, readFile: (String) -> [UInt8]?) -> CityContent {
    if let document = site.document(at: path) { return content(of: document, readFile: readFile) }
    if let page = listPage(path) { return html(list(page)) }
    if path == "/about.html" { return html(about) }
    if path.hasSuffix(".css") { return .text(StyleSheet.text(at: path[...]), type: "text/css") }
    return .text("404 Not Found", status: 404)
  }

  /// The paths of the list pages.
  var listPaths: [String] { (0..<site.listPageCount).map(listPath) }

  private func listPath(_ page: Int) -> String { page == 0 ? "/" : "/list/\(page + 1).html" }

  private func listPage(_ path: String) -> Int? {
    (0..<site.listPageCount).first { listPath($0) == path }
  }

  private func content(of document: CorpusDocument, readFile: (String) -> [UInt8]?) -> CityContent {
    switch document.body {
    case .text(let text): return html(article(text))
    case .file(let path, let type):
      guard let bytes = readFile(path) else { return .text("404 Not Found", status: 404) }
      return CityContent(type: type, body: bytes, lastModified: CityDate.today)
    }
  }

  private func html(_ view: PageView) -> CityContent {
    let layout = host.layout.drawing
    let main = view.article.map { layout.article(view, $0) } ?? layout.lists(view)
    let text = layout.top(view, head: HTMLHead.text(view)) + main + layout.bottom(view)
    return CityContent(
      type: "text/html; charset=UTF-8", body: Array(text.utf8), lastModified: CityDate.today)
  }

  /// A host in the city's sense, so that the city's layouts can draw the pages.
  private var host: CityHost {
    CityHost.site(
      site.id, site.name, site.name, "", .department, "", 0, .utf8,
      site.documents.count % 2 == 0 ? .divisions : .semantic, .dated, .exact, .missing, .none)
  }

  private func view(title: String) -> PageView {
    let home = PageView.Link(reference: "/", text: "首页")
    return PageView(
      host: host, documentTitle: title, meta: [("SiteName", site.name)], menu: [home],
      crumbs: [home], visits: 10_000 + site.documents.count)
  }

  private var about: PageView {
    var view = view(title: "关于我们-\(site.name)")
    view.free = "<p>本站由示范城市程序从真实文件生成，共\(site.documents.count)份文件，仅供本机测试。</p>\n"
    return view
  }

  private func list(_ page: Int) -> PageView {
    var view = view(title: site.name)
    let first = page * CorpusSite.documentsPerPage
    let links = site.documents.dropFirst(first).prefix(CorpusSite.documentsPerPage).map {
      document in
      var link = PageView.Link(reference: document.path, text: document.title)
      if case .text(let text) = document.body { link.date = text.date }
      return link
    }
    view.sections = [PageView.Section(title: "全部文件", more: "", links: Array(links))]
    view.paging = listPaths.enumerated().map { number, path in
      number == page ? "<b>\(number + 1)</b>" : Markup.link(path, "\(number + 1)")
    }.joined(separator: " ")
    return view
  }

  private func article(_ text: CorpusText) -> PageView {
    var view = view(title: "\(text.title)-\(site.name)")
    view.meta.append(("ArticleTitle", text.title))
    if !text.date.isEmpty { view.meta.append(("PubDate", text.date)) }
    if !text.source.isEmpty { view.meta.append(("ContentSource", text.source)) }
    view.blocks = text.text.split(whereSeparator: \.isNewline).map { .paragraph(String($0)) }
    view.article = PageView.ArticleHead(
      title: text.title, source: text.source, published: CityDate(iso: text.date),
      labels: text.documentNumber.isEmpty ? [] : [("发文字号", text.documentNumber)], files: [])
    return view
  }
}

extension CorpusSite {
  /// What a perfect crawler finds on the site.
  func manifest(portSuffix: String) -> CityManifest.Site {
    let origin = "http://\(domain)\(portSuffix)"
    var site = CityManifest.Site(id: id, name: name, start: origin + "/", charset: "utf-8")
    site.pages = CorpusPages(site: self, portSuffix: portSuffix).listPaths.map {
      CityManifest.Page(url: origin + $0, title: name, kind: "list")
    }
    site.pages.append(
      CityManifest.Page(url: origin + "/about.html", title: "关于我们-\(name)", kind: "about"))
    for document in documents {
      switch document.body {
      case .text(let text):
        var page = CityManifest.Page(
          url: origin + document.path, title: text.title, kind: "article")
        page.date = CityDate(iso: text.date)?.iso
        page.documentNumber = text.documentNumber.isEmpty ? nil : text.documentNumber
        page.source = text.source
        page.corpusID = text.id
        site.pages.append(page)
      case .file(let path, let type):
        site.attachments.append(
          CityManifest.File(
            url: origin + document.path, type: type, title: document.title,
            linkText: document.title, page: path))
      }
    }
    return site
  }
}
