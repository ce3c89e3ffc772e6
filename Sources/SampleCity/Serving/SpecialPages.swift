/// Pages that exist to test a crawler: moves, loops, traps, framesets, errors.
enum SpecialPages {
  /// Links on the home page to what is special about a site.
  static func homeLinks(_ host: CityHost, portSuffix: String) -> String {
    var links: [(String, String)] = []
    if host.traits.contains(.redirects) {
      links += [
        ("/old/index.html", "旧版网站"), ("/r/chain1", "专题专栏"), ("/r/loop-a", "在线访谈"),
        ("/r/offsite", "市政府门户网站"), ("/r/self", "民意征集"), ("/r/nowhere", "意见箱"),
        ("/r/long/1", "历史资料"), ("/zhuanti", "营商环境专题"),
        ("http://\(host.domain)\(portSuffix)/r/absolute", "数据开放"),
      ]
    }
    if host.traits.contains(.softErrors) {
      links += [("/huodong/2019.html", "赛事活动"), ("/xiazai/biaoge.html", "表格下载")]
    }
    if host.traits.contains(.calendar) { links.append(("/calendar?month=2024-01", "活动日历")) }
    if host.layout == .divisions { links.append(("/print/index.html", "打印版")) }
    return links.map { Markup.link($0.0, $0.1) + "\n" }.joined()
  }

  /// Pages that count as such besides the site's plan, with their titles.
  static func extraPages(_ host: CityHost) -> [(path: String, title: String)] {
    var pages: [(path: String, title: String)] = []
    if host.traits.contains(.redirects) { pages.append(("/zhuanti/", "营商环境专题")) }
    if host.homePath != "/" { pages.append(("/", host.name)) }
    if host.traits.contains(.frameset) { pages.append(("/top.asp", "")) }
    return pages
  }

  /// Linked paths that do not exist.
  static func missingPaths(_ host: CityHost) -> [String] {
    host.traits.contains(.softErrors) ? ["/huodong/2019.html", "/xiazai/biaoge.html"] : []
  }

  /// Linked paths that redirect, without the links of the long chain.
  static func redirectPaths(_ host: CityHost) -> [String] {
    guard host.traits.contains(.redirects) else { return [] }
    return [
      "/old/index.html", "/r/chain1", "/r/chain2", "/r/chain3", "/r/loop-a", "/r/loop-b",
      "/r/offsite", "/r/self", "/r/nowhere", "/r/long/1", "/r/absolute", "/zhuanti",
    ]
  }

  /// What answers at a special path; nil for ordinary ones.
  static func content(_ writer: PageWriter, path: String) -> CityContent? {
    let host = writer.site.host
    if host.traits.contains(.redirects), let moved = redirect(writer, path: path) { return moved }
    if path == "/", host.traits.contains(.metaRefresh) {
      return page(
        host,
        "<html><head><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0; url=/index/\"><title>\(host.name)</title></head><body></body></html>"
      )
    }
    if host.traits.contains(.frameset), path == "/" || path == "/top.asp" {
      return page(
        host, path == "/" ? frameset(host) : "<html><body bgcolor=red>\(host.name)</body></html>")
    }
    if host.traits.contains(.calendar), path.hasPrefix("/calendar?month=") {
      return calendar(writer, month: String(path.dropFirst(16)))
    }
    if path == "/robots_main.txt", host.robots == .moved {
      return .text(RobotsText.text(host, origin: writer.origin), type: "text/plain")
    }
    if RobotsText.closedAreas.contains(where: { path.hasPrefix($0) }) {
      return closedArea(writer)
    }
    return nil
  }

  /// A page of HTML in the site's encoding, labelled as the site does.
  static func page(_ host: CityHost, _ html: String, status: Int = 200) -> CityContent {
    let label = host.charset.headerLabel.map { "; charset=\($0)" } ?? ""
    return CityContent(status: status, type: "text/html\(label)", body: host.charset.encode(html))
  }

  /// The page for what does not exist: 404, or on some sites 200 with the same text.
  static func missing(_ writer: PageWriter) -> CityContent {
    let soft = writer.site.host.traits.contains(.softErrors)
    let html = writer.html(
      title: "页面不存在", paragraphs: ["您访问的页面不存在或者已被删除，请返回首页。", "错误代码：404"])
    return page(writer.site.host, html, status: soft ? 200 : 404)
  }

  private static func closedArea(_ writer: PageWriter) -> CityContent {
    page(
      writer.site.host,
      writer.html(title: "内部页面", paragraphs: ["本页面不对搜索引擎开放，收录本页说明抓取程序没有遵守robots协议。"]))
  }

  private static func redirect(_ writer: PageWriter, path: String) -> CityContent? {
    let first = writer.site.articles.first?.path ?? "/"
    switch path {
    case "/old/index.html": return .redirect(301, "/")
    case "/r/chain1": return .redirect(302, "/r/chain2")
    case "/r/chain2": return .redirect(301, "chain3")
    case "/r/chain3": return .redirect(302, first)
    case "/r/loop-a": return .redirect(302, "/r/loop-b")
    case "/r/loop-b": return .redirect(302, "/r/loop-a")
    case "/r/self": return .redirect(301, "/r/self")
    case "/r/nowhere": return .redirect(302, "")
    case "/r/offsite":
      return .redirect(302, "http://www.gov.localhost\(writer.portSuffix)/about.html")
    case "/r/absolute": return .redirect(308, "\(writer.origin)/about.html")
    case "/zhuanti": return .redirect(301, "/zhuanti/")
    case "/zhuanti/":
      return page(
        writer.site.host,
        writer.html(title: "营商环境专题", paragraphs: ["优化营商环境专题汇集营业执照办理、扶持资金申报等服务。"]))
    default: return longChain(path)
    }
  }

  /// Thirty redirects one after the other: more than a crawler should follow.
  private static func longChain(_ path: String) -> CityContent? {
    guard path.hasPrefix("/r/long/"), let step = Int(path.dropFirst(8)), step >= 1 else {
      return nil
    }
    guard step < 30 else { return .text("the end of a long chain") }
    return .redirect(302, "/r/long/\(step + 1)")
  }

  private static func frameset(_ host: CityHost) -> String {
    """
    <HTML><HEAD><TITLE>\(host.name)</TITLE></HEAD>
    <FRAMESET ROWS="80,*" BORDER=0><FRAME SRC="/top.asp" NAME=top><FRAME SRC="main.asp" NAME=main>
    <NOFRAMES><BODY>您的浏览器不支持框架</BODY></NOFRAMES></FRAMESET></HTML>
    """
  }

  /// A month with a link to the next one, for ever.
  private static func calendar(_ writer: PageWriter, month: String) -> CityContent {
    let parts = month.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 2, (1...12).contains(parts[1]), (1...9999).contains(parts[0]) else {
      return missing(writer)
    }
    let next = parts[1] == 12 ? (parts[0] + 1, 1) : (parts[0], parts[1] + 1)
    let before = parts[1] == 1 ? (parts[0] - 1, 12) : (parts[0], parts[1] - 1)
    let links = [("上月", before), ("下月", next)].map {
      Markup.link("/calendar?month=\($0.1.0)-\(twoDigits($0.1.1))", $0.0)
    }
    return page(
      writer.site.host,
      "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>活动日历</title></head><body><h1>\(parts[0])年\(parts[1])月活动日历</h1><p>本月暂无活动安排。</p>\(links.joined())</body></html>"
    )
  }
}
