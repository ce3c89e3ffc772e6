/// Chooses a PDF's title: what its Info dictionary says when that is sane, else the largest of the first lines.
enum PDFTitle {
  /// The title and where it was found; nil without any line.
  static func choose(info: String?, firstPage: [PDFLine]) -> (text: String, evidence: String)? {
    let largest = largest(firstPage)
    if let info = info.map({ Blanks.folded($0.utf8) }), isSane(info, firstPage) {
      return (info, "Info dictionary")
    }
    return largest.map { ($0, "largest lines of the first page") }
  }

  /// A title that word processors made up, a file name or mojibake is none; one that the first page repeats always is.
  private static func isSane(_ title: String, _ page: [PDFLine]) -> Bool {
    let key = PageTitle.comparable(title)
    guard key.count >= 4, title.utf8.count <= 300, !title.contains("\u{FFFD}") else { return false }
    let lowered = title.lowercased()
    let madeUp = [
      "microsoft", "word -", ".doc", ".xls", ".ppt", ".pdf", ".wps", ".cdr", ".indd", "untitled",
      "无标题",
      "幻灯片", "powerpoint", "文档1", "document1", "slide 1", "附件", "\\", "http:", "print",
      "扫描全能王", "扫描件",
    ]
    if madeUp.contains(where: { lowered.contains($0) }) { return false }
    let head = PageTitle.comparable(page.prefix(30).map(\.string).joined())
    let isChinesePage = head.count { CharacterKind.isHan($0) } * 2 > head.count
    let isChinese = key.contains { CharacterKind.isHan($0) }
    return isChinese || !isChinesePage
  }

  /// The title of an office document's properties when it is sane and its text holds it; nil otherwise.
  static func saneOfficeTitle(_ title: String, _ text: String) -> String? {
    guard isSane(title, []) else { return nil }
    let key = PageTitle.comparable(title)
    let head = PageTitle.comparable(String(text.prefix(600)))
    let holds = head.indices.contains { head[$0...].starts(with: key) }
    return holds ? title : nil
  }

  /// The first run of neighbouring lines in the largest type of the page's upper two thirds; below a red letterhead (…文件) the next largest.
  private static func largest(_ page: [PDFLine]) -> String? {
    let lines = Array(page.prefix(40)).filter { PageTitle.comparable($0.string).count >= 2 }
    guard let first = lines.first else { return nil }
    let sizes = Set(lines.map { ($0.size * 2).rounded() / 2 }).sorted(by: >)
    let usual = lines.map(\.size).sorted()[lines.count / 2]
    for size in sizes where size > usual * 1.04 {
      let title = run(lines, size: size)
      if title.utf8.count >= 12, !isLetterhead(title) { return title }
    }
    return String(first.string.prefix(100))
  }

  private static func run(_ lines: [PDFLine], size: Float) -> String {
    var text: [UInt32] = []
    var last: PDFLine?
    for line in lines {
      if abs(line.size - size) > size * 0.06 {
        if last != nil { break }
        continue
      }
      if let last, line.top - last.bottom > size * 1.5 || text.count > 120 { break }
      if let end = text.last, !CharacterKind.isWide(end) || !CharacterKind.isWide(line.text[0]) {
        text.append(32)
      }
      text.append(contentsOf: line.text)
      last = line
    }
    return Blanks.folded(PDFLine.string(of: text.prefix(200)).utf8)
  }

  private static func isLetterhead(_ title: String) -> Bool {
    title.hasSuffix("文件") && title.utf8.count < 90 || title.hasSuffix("公报")
  }
}
