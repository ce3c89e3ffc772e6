/// Today's pages: `<article>`, `<nav>`, `<time>`; with widgets also scripts, data attributes, lazy images.
struct SemanticLayout: PageLayout {
  /// Whether widgets surround the main part.
  let widgets: Bool

  func top(_ view: PageView, head: String) -> String {
    let menu = view.menu.map { "<li>\(Markup.link($0.reference, $0.text))</li>" }.joined()
    let crumbs = view.crumbs.map { "<li>\(Markup.link($0.reference, $0.text))</li>" }.joined()
    let widget = """
      <div class="banner-swiper" data-autoplay="5000"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/img/b1.jpg" alt="优化营商环境"></div>
      <script type="application/json" id="__STATE__">{"site":"\(view.host.id)","theme":"red","hot":["营业执照","社会保险","公积金"]}</script>

      """
    return """
      <!DOCTYPE html>
      <html lang="zh-CN">
      <head>
      \(head)
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <link rel="stylesheet" href="/static/app.css">
      </head>
      <body>
      <header><a class="logo" href="/">\(view.host.name)</a><nav aria-label="主导航"><ul>\(menu)</ul></nav>
      <form role="search" action="/search"><input type="search" name="q" placeholder="搜索政策、办事、服务"></form></header>
      \(widgets ? widget : "")<main>
      <nav class="breadcrumb" aria-label="位置"><ol>\(crumbs)</ol></nav>

      """
  }

  func article(_ view: PageView, _ article: PageView.ArticleHead) -> String {
    var html = """
      <article itemscope itemtype="http://schema.org/Article">
      <h1 itemprop="headline">\(Markup.escape(article.title))</h1>
      <div class="meta">\(time(article)) <span class="source">来源：\(
        Markup.escape(article.source))</span> <button type="button" data-action="font">字号</button></div>
      \(labels(article.labels))<section class="article-body" itemprop="articleBody">

      """
    for block in view.blocks { html += markup(block) }
    html += "</section>\n"
    if !article.files.isEmpty {
      let items = article.files.map {
        "<li><a href=\"\(Markup.escape($0.reference))\" download>\(Markup.escape($0.text))</a></li>"
      }
      html += "<section class=\"attachments\"><h2>附件</h2><ul>\(items.joined())</ul></section>\n"
    }
    html += "</article>\n"
    if widgets {
      html += """
        <aside class="share" data-share="wechat,weibo"><span>分享</span><a href="#comment">我要纠错</a><a href="/login?from=share">登录后收藏</a></aside>

        """
    }
    return html + lists(view)
  }

  func lists(_ view: PageView) -> String {
    var html = view.free
    for section in view.sections {
      html += "<section class=\"list\"><h2>\(Markup.escape(section.title))</h2>\n<ul>\n"
      for link in section.links {
        let time = link.date.isEmpty ? "" : "<time>\(link.date)</time>"
        html += "<li>\(Markup.link(link.reference, link.text))\(time)</li>\n"
      }
      html += "</ul>"
      if !section.more.isEmpty { html += Markup.link(section.more, "查看更多") }
      html += "</section>\n"
    }
    return html + (view.paging.isEmpty ? "" : "<nav class=\"pagination\">\(view.paging)</nav>\n")
  }

  func bottom(_ view: PageView) -> String {
    let friends = view.friends.map { Markup.link($0.reference, $0.text) }.joined(separator: " ")
    let widget = "<div id=\"chat\" hidden><p>您好，我是智能客服小澜，请问有什么可以帮您？</p></div>\n"
    return """
      </main>
      <footer><section><h2>相关链接</h2><p>\(friends)</p></section>
      <p><a href="/about.html">关于我们</a> <a href="/admin/">管理</a></p>
      <p>主办：\(view.host.issuer)　承办：锦澜市大数据中心　累计访问 \(view.visits) 次</p></footer>
      \(widgets ? widget : "")<script src="/static/app.js" defer></script>
      </body>
      </html>

      """
  }

  private func time(_ article: PageView.ArticleHead) -> String {
    article.published.map { "<time datetime=\"\($0.iso)\">\($0.chinese)</time>" } ?? ""
  }

  private func labels(_ labels: [(String, String)]) -> String {
    guard !labels.isEmpty else { return "" }
    let rows = labels.map { "<dt>\($0.0)</dt><dd>\(Markup.escape($0.1))</dd>" }
    return "<dl class=\"doc-info\">\(rows.joined())</dl>\n"
  }

  private func markup(_ block: Block) -> String {
    switch block {
    case .salutation(let text): "<p class=\"to\">\(Markup.escape(text))</p>\n"
    case .chapter(let text): "<h2 class=\"chapter\">\(Markup.escape(text))</h2>\n"
    case .heading(let text): "<h3>\(Markup.escape(text))</h3>\n"
    case .paragraph(let text): "<p>\(Markup.escape(text))</p>\n"
    case .signature(let issuer, let date):
      "<p class=\"sign\">\(Markup.escape(issuer))<br><time>\(date)</time></p>\n"
    case .table(let rows): table(rows)
    }
  }

  private func table(_ rows: [[String]]) -> String {
    var html = "<div class=\"table-wrap\"><table><thead><tr>"
    html += (rows.first ?? []).map { "<th>\(Markup.escape($0))</th>" }.joined()
    html += "</tr></thead><tbody>\n"
    for row in rows.dropFirst() {
      html += "<tr>" + row.map { "<td>\(Markup.escape($0))</td>" }.joined() + "</tr>\n"
    }
    return html + "</tbody></table></div>\n"
  }
}
