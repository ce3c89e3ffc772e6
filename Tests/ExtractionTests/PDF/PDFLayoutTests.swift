import Documents
import Extraction
import TestSupport
import Testing

@Suite("PDF layout")
struct PDFLayoutTests {
  private static let numerals = Array("甲乙丙丁戊己庚辛壬癸子丑")

  private func text(_ pages: [[SamplePDF.Line]]) -> String {
    Extractor.extract(bytes: SamplePDF.bytes(pages), url: nil, contentType: nil).text
  }

  /// Twelve full lines of a column, each beginning with the column's name and its own numeral.
  private func column(_ name: String, left: Int, width: Int) -> [SamplePDF.Line] {
    (0..<12).map { row in
      let head = "\(name)\(Self.numerals[row])"
      return SamplePDF.Line(
        text: head + String(repeating: "文", count: width - head.count), left: left,
        top: 120 + row * 14)
    }
  }

  @Test("columns are read one after another below a title over all of them", arguments: [2, 3])
  func columns(count: Int) throws {
    let names = ["东", "南", "西"].prefix(count)
    let width = count == 2 ? 22 : 14
    var page = [SamplePDF.Line(text: "关于扶持资金的通知", left: 200, top: 80, size: 20)]
    for (index, name) in names.enumerated() {
      page += column(name, left: 50 + index * (width + 3) * 10, width: width)
    }
    // Written row by row, as some programs do.
    let found = text([page.sorted { ($0.top, $0.left) < ($1.top, $1.left) }])

    let order = found.filter { "关东南西".contains($0) }
    #expect(order == "关" + names.map { String(repeating: $0, count: 12) }.joined())
    #expect(found.filter { Self.numerals.contains($0) }.hasPrefix(String(Self.numerals)))
    #expect(found.hasPrefix("关于扶持资金的通知\n"))
  }

  @Test("a table is read row by row")
  func table() {
    let rows = [
      ["企业", "金额", "年度"], ["锦澜机械", "12", "2009"], ["天府纺织有限公司", "7", "2008"], ["蓉城", "305", "2007"],
    ]
    let page = rows.enumerated().flatMap { row, cells in
      cells.enumerated().map { SamplePDF.Line(text: $1, left: 50 + $0 * 180, top: 100 + row * 16) }
    }
    // Written column by column.
    let found = text([page.sorted { ($0.left, $0.top) < ($1.left, $1.top) }])

    #expect(found == rows.map { $0.joined(separator: " ") }.joined(separator: "\n"))
  }

  @Test(
    "headers and page numbers are dropped",
    arguments: [
      "- # -", "第 # 页 共 6 页", "#", "# / 6", "锦澜年鉴 #", "Page # of 6", "~",
    ])
  func running(number: String) {
    let roman = ["i", "ii", "iii", "iv", "v", "vi"]
    let pages = (0..<6).map { page in
      [
        SamplePDF.Line(text: "锦澜市统计年鉴", left: 50, top: 40),
        SamplePDF.Line(text: "正文\(Self.numerals[page])。", left: 50, top: 100),
        SamplePDF.Line(
          text: number == "~" ? roman[page] : number.replacing("#", with: "\(page + 1)"), left: 280,
          top: 800),
      ]
    }
    #expect(text(pages) == (0..<6).map { "正文\(Self.numerals[$0])。" }.joined(separator: "\n"))
  }

  @Test("rows of text at the edges of pages stay, though they share words and differ in figures")
  func body() {
    let amounts = [120, 75, 311, 4, 98, 1_024]
    let pages = (0..<6).map { page in
      [
        SamplePDF.Line(text: "扶持资金 \(amounts[page]) 万元。", left: 50, top: 40),
        SamplePDF.Line(text: "企业名称\(Self.numerals[page])申请扶持资金。", left: 50, top: 60),
        SamplePDF.Line(text: "合计 \(amounts[5 - page])", left: 50, top: 800),
      ]
    }
    let lines = text(pages).split(separator: "\n")
    #expect(lines.count { $0.contains("万元") } == 6)
    #expect(lines.count { $0.contains("申请扶持资金") } == 6)
    #expect(lines.count { $0.contains("合计") } == 6)
  }

  @Test("Han lines are joined without a blank, Latin ones with one, paragraphs stay apart")
  func joining() {
    let full = String(repeating: "文", count: 40)
    let page = [
      SamplePDF.Line(text: full, left: 50, top: 100),
      SamplePDF.Line(text: "末句。", left: 50, top: 114),
      SamplePDF.Line(text: "　　另一段" + full.dropFirst(5), left: 50, top: 128),
    ]
    let lines = text([page]).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first ?? "" == full + "末句。")
  }

  @Test("text at places beyond any page traps nowhere")
  func farAway() {
    let page = (0..<12).map { row in
      SamplePDF.Line(
        text: "扶持资金", left: 2_000_000_000 - row, top: -2_000_000_000 + row, size: 900_000)
    }
    _ = text([page, page, page])
  }

  @Test("the day below an agency's name is a line of its own and the document's day")
  func signature() {
    let content = Extractor.extract(
      bytes: SamplePDF.bytes([
        [
          SamplePDF.Line(text: "关于扶持资金的通知", left: 200, top: 80, size: 20),
          SamplePDF.Line(text: "现将有关事项通知如下。", left: 87, top: 120, size: 14),
          SamplePDF.Line(text: "锦澜市人民政府办公厅", left: 318, top: 200, size: 14),
          SamplePDF.Line(text: "二〇二一年八月五日", left: 325, top: 226, size: 14),
        ]
      ]), url: nil, contentType: nil)

    #expect(content.text.hasSuffix("\n锦澜市人民政府办公厅\n二〇二一年八月五日"))
    #expect(content.created?.description == "2021-08-05")
  }
}
