/// How to search, with examples that can be tried.
struct HelpView {
  /// What the index holds; nil while there is none.
  let holdings: Holdings?

  private static let rows: [(example: String, meaning: String)] = [
    ("扶持资金 软件企业", "几个词用空格隔开：结果同时包含所有的词。没有这样的结果时，显示包含其中一部分的结果。"),
    ("“中小企业发展专项资金”", "加上引号：原样查找整句话。"),
    ("扶持资金 -农业", "词前加减号：排除含有这个词的结果。"),
    ("补贴 OR 补助", "OR（大写，前后留空格）：含有其中任何一个即可。"),
    ("扶持资金 filetype:pdf", "只找某种格式的附件：pdf、doc、docx、xls、xlsx、ppt、wps、ofd。"),
  ]

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
          .p, text: "全角与半角、大写与小写不必区分。搜索词最多 \(SearchQuery.maximumCharacters) 个字。")
        html.element(.p, text: "按键盘上的“/”可以直接回到搜索框。")
      }
    }
  }
}
