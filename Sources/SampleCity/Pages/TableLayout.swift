/// Pages of the early 2000s: nested tables, fonts, upper-case tags, unquoted attributes.
struct TableLayout: PageLayout {
  func top(_ view: PageView, head: String) -> String {
    let menu = view.menu.map { "<TD ALIGN=center>\(Markup.link($0.reference, $0.text))</TD>" }
    return """
      <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
      <HTML><HEAD>
      \(head)
      <LINK HREF="/css/style.css" REL=stylesheet TYPE=text/css>
      </HEAD>
      <BODY BGCOLOR=#ffffff TOPMARGIN=0 LEFTMARGIN=0>
      <TABLE WIDTH=980 BORDER=0 CELLPADDING=0 CELLSPACING=0 ALIGN=center><TR><TD>
      <TABLE WIDTH=100%><TR><TD COLSPAN=8><IMG SRC=/images/banner.jpg ALT="\(view.host.name)"></TD></TR>
      <TR BGCOLOR=#c00000>\(menu.joined())<TD><FORM ACTION=/search METHOD=get>
      <INPUT NAME=q SIZE=12><INPUT TYPE=submit VALUE=搜索></FORM></TD></TR></TABLE>
      <TABLE WIDTH=100%><TR><TD CLASS=weizhi>您现在的位置：\(crumbs(view))</TD>
      <TD ALIGN=right><SCRIPT>document.write(new Date().toLocaleDateString());</SCRIPT></TD></TR></TABLE>
      <TABLE WIDTH=100%><TR><TD WIDTH=200 VALIGN=top>\(side(view))</TD><TD VALIGN=top>

      """
  }

  func article(_ view: PageView, _ article: PageView.ArticleHead) -> String {
    var html = labels(article.labels)
    html += """
      <TABLE WIDTH=96% ALIGN=center><TR><TD ALIGN=center><FONT SIZE=5 COLOR=#cc0000><B>\(
        Markup.escape(article.title))</B></FONT></TD></TR>
      <TR><TD ALIGN=center CLASS=xinxi>发布日期：\(article.published?.iso ?? "")&nbsp;&nbsp;来源：\(
        Markup.escape(article.source))&nbsp;&nbsp;点击数：\(view.visits % 5000)&nbsp;&nbsp;【字体：<A HREF="javascript:doZoom(16)">大</A> <A HREF="javascript:doZoom(14)">中</A> <A HREF="javascript:doZoom(12)">小</A>】</TD></TR>
      <TR><TD CLASS=content ID=zoom>

      """
    for block in view.blocks { html += markup(block) }
    for file in article.files {
      html += "<P>附件：<IMG SRC=/images/file.gif>\(Markup.link(file.reference, file.text))\n"
    }
    html += """
      </TD></TR><TR><TD ALIGN=right>【<A HREF="javascript:window.print()">打印本页</A>】【<A HREF="javascript:window.close()">关闭窗口</A>】</TD></TR></TABLE>

      """
    return html + lists(view)
  }

  func lists(_ view: PageView) -> String {
    var html = view.free
    for section in view.sections {
      html += "<TABLE WIDTH=96% ALIGN=center CLASS=list><TR><TD COLSPAN=2><B>"
      html += Markup.escape(section.title)
      if !section.more.isEmpty { html += " " + Markup.link(section.more, "更多>>") }
      html += "</B></TD></TR>\n"
      for link in section.links {
        html += "<TR><TD>·\(Markup.link(link.reference, link.text))</TD>"
        html += "<TD WIDTH=90><FONT COLOR=#999999>\(link.date)</FONT></TD></TR>\n"
      }
      html += "</TABLE>\n"
    }
    return html + (view.paging.isEmpty ? "" : "<P ALIGN=center>\(view.paging)\n")
  }

  func bottom(_ view: PageView) -> String {
    let friends = view.friends.map { "<OPTION VALUE=\"\($0.reference)\">\($0.text)</OPTION>" }
    let plain = view.friends.map { Markup.link($0.reference, $0.text) }.joined(separator: " | ")
    return """
      </TD></TR></TABLE>
      <TABLE WIDTH=100%><TR><TD ALIGN=center><SELECT ONCHANGE="window.open(this.value)"><OPTION>==友情链接==</OPTION>\(
        friends.joined())</SELECT> \(plain)</TD></TR>
      <TR><TD ALIGN=center><A HREF="/about.html">关于本站</A> | <A HREF="/admin/login.asp">管理登录</A><BR>
      主办单位：\(view.host.issuer)　版权所有<BR>建议使用IE6.0以上浏览器，分辨率1024*768　访问量：\(view.visits)</TD></TR></TABLE>
      </TD></TR></TABLE></BODY></HTML>

      """
  }

  private func crumbs(_ view: PageView) -> String {
    view.crumbs.map { Markup.link($0.reference, $0.text) }.joined(separator: " &gt;&gt; ")
  }

  private func side(_ view: PageView) -> String {
    let rows = view.menu.map { "<TR><TD>·\(Markup.link($0.reference, $0.text))</TD></TR>" }
    return """
      <TABLE WIDTH=100% BGCOLOR=#f5f5f5><TR><TD><B>栏目导航</B></TD></TR>\(rows.joined())\
      <TR><TD><IMG SRC=/images/12345.gif ALT=市长热线></TD></TR></TABLE>
      """
  }

  /// 索 引 号 and so on: two labels a row, blanks inside the labels.
  private func labels(_ labels: [(String, String)]) -> String {
    guard !labels.isEmpty else { return "" }
    var html = "<TABLE WIDTH=96% BORDER=1 BORDERCOLOR=#dddddd CLASS=xxgk ALIGN=center>\n"
    for row in stride(from: 0, to: labels.count, by: 2) {
      html += "<TR>"
      for (label, value) in labels[row..<min(row + 2, labels.count)] {
        html += "<TD NOWRAP><B>\(label)：</B></TD><TD>\(Markup.escape(value))</TD>"
      }
      html += "</TR>\n"
    }
    return html + "</TABLE>\n"
  }

  private func markup(_ block: Block) -> String {
    switch block {
    case .salutation(let text): "<P>\(Markup.escape(text))\n"
    case .chapter(let text): "<P ALIGN=center><B>\(Markup.escape(text))</B>\n"
    case .heading(let text): "<P><FONT FACE=黑体>　　\(Markup.escape(text))</FONT>\n"
    case .paragraph(let text): "<P>　　\(Markup.escape(text))<BR>\n"
    case .signature(let issuer, let date):
      "<P ALIGN=right>\(Markup.escape(issuer))<BR>\n\(date)\n"
    case .table(let rows): table(rows)
    }
  }

  private func table(_ rows: [[String]]) -> String {
    var html = "<TABLE BORDER=1 CELLSPACING=0 WIDTH=90% ALIGN=center>\n"
    for row in rows {
      html += "<TR>" + row.map { "<TD>\(Markup.escape($0))" }.joined() + "\n"
    }
    return html + "</TABLE>\n"
  }
}
