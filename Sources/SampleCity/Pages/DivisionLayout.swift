/// Pages of around 2010: divisions with ids, an editor's classes; or text pasted from a word processor.
struct DivisionLayout: PageLayout {
  /// Whether every run of text sits in a `<span>` with the styles of a word processor.
  let pasted: Bool

  func top(_ view: PageView, head: String) -> String {
    let menu = view.menu.map { "<li>\(Markup.link($0.reference, $0.text))</li>" }.joined()
    let crumbs = view.crumbs.map { Markup.link($0.reference, $0.text) }.joined(
      separator: "&nbsp;&gt;&nbsp;")
    return """
      <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
      <html xmlns="http://www.w3.org/1999/xhtml">
      <head>
      \(head)
      <link rel="stylesheet" type="text/css" href="/images/css.css" />
      <script type="text/javascript" src="/js/jquery-1.8.3.min.js"></script>
      </head>
      <body>
      <div id="top"><div class="toplink"><a href="/">设为首页</a> | <a href="javascript:addFavorite();">加入收藏</a> | <a href="/search?q=">高级搜索</a></div></div>
      <div id="header"><div class="logo"><img src="/images/logo.png" alt="\(view.host.name)" /></div>
      <form action="/search" method="get"><input type="text" name="q" value="请输入关键字" /><input type="submit" value="搜索" /></form></div>
      <div id="nav"><ul><li><a href="/">首页</a></li>\(menu)</ul></div>
      <div id="main" class="w1000">
      <div class="position">当前位置：\(crumbs)</div>

      """
  }

  func article(_ view: PageView, _ article: PageView.ArticleHead) -> String {
    var html = labels(article.labels)
    html += """
      <div class="xl_con"><h1 class="xl_tit">\(Markup.escape(article.title))</h1>
      <div class="xl_info">\(time(article, view.visits))<span>来源：\(Markup.escape(article.source))</span><span>浏览次数：<em id="hits">\(
        view.visits % 9000)</em></span><span>字号：[<a href="javascript:;" onclick="doZoom(18)">大</a> <a href="javascript:;" onclick="doZoom(16)">中</a> <a href="javascript:;" onclick="doZoom(14)">小</a>]</span></div>
      <div id="zoom" class="TRS_Editor">

      """
    for block in view.blocks { html += pasted ? pastedMarkup(block) : markup(block) }
    html += "</div>\n"
    html += files(article.files)
    html += """
      <div class="share">分享到：<a href="javascript:;" class="weixin">微信</a><a href="javascript:;" class="weibo">新浪微博</a><a href="javascript:;" class="qzone">QQ空间</a> <a href="javascript:window.print();">【打印】</a><a href="javascript:window.close();">【关闭】</a></div></div>

      """
    return html + lists(view)
  }

  func lists(_ view: PageView) -> String {
    var html = view.free
    for section in view.sections {
      let more =
        section.more.isEmpty ? "" : "<span class=\"more\">\(Markup.link(section.more, "更多"))</span>"
      html +=
        "<div class=\"box\"><h2>\(Markup.escape(section.title))\(more)</h2>\n<ul class=\"list\">\n"
      for link in section.links {
        html +=
          "<li><span class=\"date\">\(link.date)</span>\(Markup.link(link.reference, link.text))</li>\n"
      }
      html += "</ul></div>\n"
    }
    return html + (view.paging.isEmpty ? "" : "<div class=\"page\">\(view.paging)</div>\n")
  }

  func bottom(_ view: PageView) -> String {
    let friends = view.friends.map { "<li>\(Markup.link($0.reference, $0.text))</li>" }.joined()
    let code = 5_190_000_000 + view.visits % 9_999_999
    return """
      </div>
      <div id="links"><h3>友情链接</h3><ul>\(friends)</ul></div>
      <div id="footer"><p><a href="/about.html">关于我们</a> | <a href="/admin/">后台管理</a></p>
      <p>主办：\(view.host.issuer)　网站标识码：\(code)　锦公网安备 \(code)号</p><p>您是第 \(view.visits) 位访客</p></div>
      <script type="text/javascript">var _hmt=_hmt||[];(function(){if(1<2){document.title=document.title+"";}})();</script>
      </body>
      </html>

      """
  }

  private func time(_ article: PageView.ArticleHead, _ visits: Int) -> String {
    guard let published = article.published else { return "" }
    let clock = "\(twoDigits(8 + visits % 10)):\(twoDigits(visits % 60))"
    return "<span>发布时间：\(published.iso) \(clock)</span>"
  }

  private func files(_ files: [PageView.Link]) -> String {
    guard !files.isEmpty else { return "" }
    let items = files.enumerated().map {
      "<li>\($0 + 1). \(Markup.link($1.reference, $1.text))</li>"
    }
    return "<div class=\"fujian\"><b>附件下载：</b><ul>\(items.joined())</ul></div>\n"
  }

  private func labels(_ labels: [(String, String)]) -> String {
    guard !labels.isEmpty else { return "" }
    let rows = labels.map {
      "<li><strong>\($0.0)：</strong><span>\(Markup.escape($0.1))</span></li>"
    }
    return "<div class=\"xxgk_info\"><ul>\n\(rows.joined(separator: "\n"))\n</ul></div>\n"
  }

  private func markup(_ block: Block) -> String {
    switch block {
    case .salutation(let text): "<p>\(Markup.escape(text))</p>\n"
    case .chapter(let text): "<p align=\"center\"><strong>\(Markup.escape(text))</strong></p>\n"
    case .heading(let text): "<p>　　<strong>\(Markup.escape(text))</strong></p>\n"
    case .paragraph(let text): "<p>　　\(Markup.escape(text))</p>\n"
    case .signature(let issuer, let date):
      "<p style=\"text-align:right\">\(Markup.escape(issuer))</p>\n<p style=\"text-align:right\">\(date)</p>\n"
    case .table(let rows): table(rows)
    }
  }

  private func pastedMarkup(_ block: Block) -> String {
    guard case .paragraph(let text) = block else { return markup(block) }
    let halves = text.count / 2
    let first = Markup.escape(String(text.prefix(halves)))
    let second = Markup.escape(String(text.dropFirst(halves)))
    let font = "font-family:仿宋_GB2312;mso-hansi-font-family:Calibri;font-size:16.0pt"
    return """
      <p class="MsoNormal" style="text-indent:32.0pt;line-height:28.0pt"><span style="\(font)">\(
        first)</span><span lang="EN-US" style="\(font)">\(second)<o:p></o:p></span></p>

      """
  }

  private func table(_ rows: [[String]]) -> String {
    var html = "<table class=\"tb\" border=\"1\" cellspacing=\"0\"><tbody>\n"
    for row in rows {
      html += "<tr>" + row.map { "<td><p>\(Markup.escape($0))</p></td>" }.joined() + "</tr>\n"
    }
    return html + "</tbody></table>\n"
  }
}
