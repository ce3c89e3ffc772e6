/// The content of `<head>`: charset label, title, and the meta tags of 国办发〔2017〕47号.
enum HTMLHead {
  /// What comes before a late label: more than the 1,024 bytes that a prescan looks at.
  private static let preamble =
    "<script type=\"text/javascript\">\n"
    + (0..<24).map { "var skin_\($0) = { id: \($0), color: \"#c0000\($0 % 10)\", on: false };\n" }
    .joined() + "</script>\n"

  /// The head of a page.
  static func text(_ view: PageView) -> String {
    let charset = view.host.charset
    let early =
      charset.metaIsLate ? preamble : label(of: charset, upper: view.host.layout == .tables)
    let late = charset.metaIsLate ? label(of: charset, upper: view.host.layout == .tables) : ""
    let title = view.host.layout == .tables ? "TITLE" : "title"
    return early + "<\(title)>\(Markup.escape(view.documentTitle))</\(title)>\n" + late
      + meta(view) + view.headExtra
  }

  private static func label(of charset: PageCharset, upper: Bool) -> String {
    guard let label = charset.metaLabel else { return "" }
    if upper {
      return "<META HTTP-EQUIV=Content-Type CONTENT=\"text/html; charset=\(label)\">\n"
    }
    return charset == .utf8
      ? "<meta charset=\"\(label)\">\n"
      : "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=\(label)\" />\n"
  }

  private static func meta(_ view: PageView) -> String {
    var html = ""
    for (name, content) in view.meta {
      switch view.host.metaStyle {
      case .exact:
        html += "<meta name=\"\(name)\" content=\"\(Markup.escape(content))\">\n"
      case .lower:
        html += "<meta name=\"\(name.lowercased())\" content=\"\(Markup.escape(content))\"/>\n"
      case .shouted:
        let value = name == "Keywords" || name == "Author" ? "" : Markup.escape(content)
        html += "<META CONTENT=\"\(value)\" NAME=\"\(name.uppercased())\">\n"
      case .markup:
        let value = name == "ArticleTitle" ? "<span>\(content)</span>&nbsp;" : content
        html += "<meta name='\(name)' content='\(value)'>\n"
      case .absent: break
      }
    }
    return html
  }
}
