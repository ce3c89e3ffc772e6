/// How to search, with examples that can be tried.
struct HelpView {
  /// What the index holds; nil while there is none.
  let holdings: Holdings?
  /// Scheme, host and port of this server, for the form that other sites may embed.
  let origin: String

  private static let rows: [(example: String, meaning: String)] = [
    ("扶持资金 软件企业", "几个词用空格隔开：结果同时包含所有的词。没有这样的结果时，显示包含其中一部分的结果。"),
    ("“中小企业发展专项资金”", "加上引号（“”、\"\" 或「」）：原样查找整句话。"),
    ("扶持资金 -农业", "词前加减号：排除含有这个词的结果。"),
    ("补贴 OR 补助", "OR（大写，前后留空格）：含有其中任何一个即可。"),
    ("(补贴 OR 补助) 企业", "括号：先算括号里面的。"),
    ("成办发〔2009〕12号", "文号：各种括号写法都一样；也可以写“文号:成办发〔2009〕12号”。"),
    ("扶持资金 发文机关:财政局", "只找这个机关发的文件，写名称的一部分即可。"),
    ("intitle:扶持资金", "只在标题里找。"),
    ("扶持资金 site:经信局", "只在一个站点里找：写站点名称的一部分、网址或编号。"),
    ("扶持资金 kind:部门", "只在一类站点里找：门户、部门、区县、园区、服务。"),
    ("扶持资金 2008..2010", "只找这些年发布的；也可以写 after:2009-01-01、before:2010-06。"),
    ("扶持资金 一年内", "只找最近发布的：一天内、一周内、一个月内、三个月内、半年内、一年内、三年内。"),
    ("扶持资金 filetype:pdf", "只找某种格式的附件：pdf、doc、docx、xls、xlsx、ppt、wps、ofd。"),
  ]

  /// What other sites paste into their pages to have the search there.
  private func embedding(_ html: inout HTMLWriter) {
    let form = """
      <form action="\(origin)/search" method="get" role="search">
        <input type="search" name="q" maxlength="\(SearchQuery.maximumCharacters)" required aria-label="\(Wording.searchLabel)">
        <button>\(Wording.search)</button>
      </form>
      """
    html.element(.h2, text: "把搜索框放到您的网站")
    html.element(
      .p, text: "把下面的代码粘贴到网页里；加上 <input type=\"hidden\" name=\"site\" value=\"站点编号\"> 就只搜您的站点。")
    html.element(.pre, .fixed("tabindex=\"0\"")) { html in html.element(.code, text: form) }
    html.element(.p) { html in
      html.text("程序可以使用 JSON 接口，说明见 ")
      html.element(.a, .href("/api/v1/openapi.json"), text: "OpenAPI 文件")
      html.text("。")
    }
  }

  /// The whole page.
  func render() -> [UInt8] {
    var frame = PageFrame(title: "\(Wording.help) - \(Wording.brand)", holdings: holdings)
    frame.isListed = true
    return frame.page { html in
      html.element(.section, .class("prose")) { html in
        html.element(.h1, text: Wording.help)
        html.element(.dl, .class("examples")) { html in
          for row in Self.rows {
            html.element(.dt) { html in
              html.element(.a, .local(SearchQuery(row.example).link()), text: row.example)
            }
            html.element(.dd, text: row.meaning)
          }
        }
        html.element(
          .p,
          text:
            "全角与半角、大写与小写、简体与繁体不必区分。搜索词最多 \(SearchQuery.maximumCharacters) 个字。")
        html.element(
          .p, text: "可以直接输入拼音或拼音首字母，例如 fuchizijin、fczj；打错的字，结果页会问“您是不是要找”。")
        html.element(.p, text: "按键盘上的“/”可以直接回到搜索框。")
        embedding(&html)
      }
    }
  }
}
