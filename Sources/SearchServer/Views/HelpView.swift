/// How to search, with examples that can be tried.
struct HelpView {
  /// What the index holds; nil while there is none.
  let holdings: Holdings?
  /// Scheme, host and port of this server, for the form that other sites may embed.
  let origin: String

  private static var rows: [(example: String, meaning: String)] {
    [
      (
        "扶持资金 软件企业",
        say(
          "几个词用空格隔开：结果同时包含所有的词。没有这样的结果时，显示包含其中一部分的结果。",
          "Words with blanks between them: results have all of them; where there are none, such with some of them are shown."
        )
      ),
      (
        "“中小企业发展专项资金”",
        say(
          "加上引号（“”、\"\" 或「」）：原样查找整句话。",
          "In quotes (“”, \"\" or 「」): the words as they stand.")
      ),
      (
        "扶持资金 -农业",
        say(
          "词前加减号：排除含有这个词的结果。",
          "A minus before a word: results without it.")
      ),
      (
        "补贴 OR 补助",
        say(
          "OR（大写，前后留空格）：含有其中任何一个即可。",
          "OR in capitals, with blanks around: any of them will do.")
      ),
      (
        "(补贴 OR 补助) 企业",
        say(
          "括号：先算括号里面的。",
          "Parentheses: what is inside counts first.")
      ),
      (
        "成办发〔2009〕12号",
        say(
          "文号：各种括号写法都一样；也可以写“文号:成办发〔2009〕12号”。",
          "A document number, in any kind of brackets; also 文号:成办发〔2009〕12号.")
      ),
      (
        "扶持资金 发文机关:财政局",
        say(
          "只找这个机关发的文件，写名称的一部分即可。",
          "Only what this agency issued; a part of its name will do.")
      ),
      (
        "intitle:扶持资金",
        say(
          "只在标题里找。",
          "Only in titles.")
      ),
      (
        "扶持资金 site:经信局",
        say(
          "只在一个站点里找：写站点名称的一部分、网址或编号。",
          "Only on one site: a part of its name, its address or its id.")
      ),
      (
        "扶持资金 kind:部门",
        say(
          "只在一类站点里找：门户、部门、区县、园区、服务。",
          "Only on sites of a kind: 门户, 部门, 区县, 园区, 服务.")
      ),
      (
        "扶持资金 2008..2010",
        say(
          "只找这些年发布的；也可以写 after:2009-01-01、before:2010-06。",
          "Only what was published in these years; also after:2009-01-01 and before:2010-06.")
      ),
      (
        "扶持资金 一年内",
        say(
          "只找最近发布的：一天内、一周内、一个月内、三个月内、半年内、一年内、三年内。",
          "Only what was published lately: 一天内, 一周内, 一个月内, 三个月内, 半年内, 一年内, 三年内.")
      ),
      (
        "扶持资金 filetype:pdf",
        say(
          "只找某种格式的附件：pdf、doc、docx、xls、xlsx、ppt、wps、ofd。",
          "Only files of a type: pdf, doc, docx, xls, xlsx, ppt, wps, ofd.")
      ),
    ]
  }

  private static func say(_ chinese: String, _ english: String) -> String {
    Wording.say(chinese, english)
  }

  /// What other sites paste into their pages to have the search there.
  private func embedding(_ html: inout HTMLWriter) {
    let form = """
      <form action="\(origin)/search" method="get" role="search">
        <input type="search" name="q" maxlength="\(SearchQuery.maximumCharacters)" required aria-label="\(Wording.searchLabel)">
        <button>\(Wording.search)</button>
      </form>
      """
    html.element(.h2, text: Self.say("把搜索框放到您的网站", "The search on your own site"))
    html.element(
      .p,
      text: Self.say(
        "把下面的代码粘贴到网页里；加上 <input type=\"hidden\" name=\"site\" value=\"站点编号\"> 就只搜您的站点。",
        "Paste this code into a page; with <input type=\"hidden\" name=\"site\" value=\"ID\"> it searches your site alone."
      ))
    html.element(.pre, .fixed("tabindex=\"0\"")) { html in html.element(.code, text: form) }
    html.element(.p) { html in
      html.text(
        Self.say("程序可以使用 JSON 接口，说明见 ", "Programs may use the JSON interface, as told by the "))
      html.element(.a, .href("/api/v1/openapi.json"), text: Self.say("OpenAPI 文件", "OpenAPI file"))
      html.text(Self.say("。", "."))
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
            Self.say(
              "全角与半角、大写与小写、简体与繁体不必区分。搜索词最多 \(SearchQuery.maximumCharacters) 个字。",
              "Width, case, and simplified or traditional writing make no difference. At most \(SearchQuery.maximumCharacters) characters."
            ))
        html.element(
          .p,
          text: Self.say(
            "可以直接输入拼音或拼音首字母，例如 fuchizijin、fczj；打错的字，结果页会问“您是不是要找”。",
            "Pinyin and first letters can be typed instead of characters, such as fuchizijin and fczj; the page of results asks “Did you mean” where a character is wrong."
          ))
        html.element(
          .p, text: Self.say("按键盘上的“/”可以直接回到搜索框。", "The key / leads back to the search box."))
        embedding(&html)
      }
    }
  }
}
