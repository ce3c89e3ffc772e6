import Documents
import TestSupport
import Testing

@testable import Extraction

/// What is made of the table that tesseract writes of a page.
@Suite("Recognised pages")
struct RecognisedPageTests {
  /// A table of lines 40 pixels tall on a page 1,653 × 2,339 pixels, words 40 pixels a character side by side.
  private func table(_ lines: [(top: Int, height: Int, words: [String])]) -> [UInt8] {
    var rows = [
      "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
      "1\t1\t0\t0\t0\t0\t0\t0\t1653\t2339\t-1\t",
    ]
    for (number, line) in lines.enumerated() {
      let place = "1\t1\t1\t\(number + 1)"
      let width = line.words.reduce(0) { $0 + $1.count } * line.height
      rows.append("4\t\(place)\t0\t200\t\(line.top)\t\(width)\t\(line.height)\t-1\t")
      var left = 200
      for (index, word) in line.words.enumerated() {
        let width = word.count * line.height
        if word != " " {
          rows.append(
            "5\t\(place)\t\(index + 1)\t\(left)\t\(line.top)\t\(width)\t\(line.height)\t96.5\t\(word)"
          )
        }
        left += width
      }
    }
    return Array(rows.joined(separator: "\n").utf8)
  }

  private func text(_ words: [String]) -> String? {
    RecognisedPage.lines(of: table([(100, 40, words)]), width: 595).first?.string
  }

  @Test("blanks go from between Han characters, digits and marks, and stay between Latin words")
  func blanks() {
    #expect(text(["中", "小", "企业", "扶持", "资金"]) == "中小企业扶持资金")
    #expect(text(["2021", "年", "8", "月", "5", "日"]) == "2021年8月5日")
    #expect(text(["单位", ":", "为"]) == "单位:为")
    #expect(text(["2", "0", "21", "年"]) == "2021年", "digits set as wide as Han characters")
    #expect(text(["12", "34"]) == "12 34" && text(["1", " ", "2"]) == "1 2")
    #expect(text(["Small", "Business", "Act"]) == "Small Business Act")
    #expect(text(["甲", " ", " ", " ", "乙"]) == "甲 乙", "a table's cells")
  }

  @Test("a line stands where the page shows it, in points, and near heights are one size")
  func places() throws {
    let lines = RecognisedPage.lines(
      of: table([(100, 80, ["题目"]), (300, 38, ["正文"]), (400, 42, ["正文"]), (500, 40, ["正文"])]),
      width: 595)

    try #require(lines.count == 4)
    #expect(abs(lines[0].top - 36) < 0.1 && abs(lines[0].left - 72) < 0.1)
    #expect(Set(lines[1...].map(\.size)).count == 1 && lines[0].size > lines[1].size * 1.8)
  }

  @Test("a line that lies askew is as large as its words are, not as its box is")
  func askew() {
    let rows = """
      1\t1\t0\t0\t0\t0\t0\t0\t1653\t2339\t-1\t
      4\t1\t1\t1\t1\t0\t200\t300\t800\t70\t-1\t
      5\t1\t1\t1\t1\t1\t200\t300\t200\t40\t90\t扶持资金
      5\t1\t1\t1\t1\t2\t400\t310\t200\t40\t90\t管理办法
      5\t1\t1\t1\t1\t3\t600\t320\t400\t50\t90\t的通知
      """
    let size = RecognisedPage.lines(of: Array(rows.utf8), width: 595).first?.size

    #expect(size.map { abs($0 - 14.4) < 0.1 } == true)
  }

  @Test("rows that are none are passed over")
  func malformed() {
    let noise = Array(
      "5\t1\t1\t1\t1\t1\t1\t1\t1\t1\t9\tword before any line\n4\t1\n\n4\t1\t1\t1\t1\t0\t-5\tx\t1e9\t1\t\t\n"
        .utf8)

    #expect(RecognisedPage.lines(of: noise, width: 595).isEmpty)
    #expect(RecognisedPage.lines(of: [], width: 595).isEmpty)
    #expect(RecognisedPage.lines(of: [UInt8](repeating: 9, count: 100), width: 0).isEmpty)
  }

  @Test("2,000 random changes of a table are answered without a trap")
  func mutations() {
    var random = SeededRandom()
    let table = table([
      (100, 60, ["关于", "通知"]), (200, 40, ["2", "0", "21", "年"]), (300, 40, ["甲", " ", "乙"]),
    ])
    let alphabet = Array("0123456789\t\n-.9999999扶".utf8)

    for round in 0..<2_000 {
      var bytes = table
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let place = Int.random(in: bytes.indices, using: &random)
        bytes[place] = alphabet[Int.random(in: alphabet.indices, using: &random)]
      }
      let lines = RecognisedPage.lines(of: bytes, width: round % 3 == 0 ? 100_000 : 595)
      #expect(
        lines.allSatisfy { !$0.text.isEmpty && $0.size.isFinite },
        "seed \(SeededRandom.seed), round \(round)")
    }
  }

  @Test("title, 文号, days and paragraphs are found as in other PDFs, and it says how it was read")
  func document() {
    let blank = ScannedPDF.plain(width: 10, height: 10, grey: 0)
    // The title is a scanner's, not the document's.
    let scan = ScannedPDF.bytes([blank, blank], title: "扫描全能王 2021-08-05")
    let page = table([
      (100, 40, ["锦府", "办", "发", "(2021]", "37号"]),
      (200, 60, ["关于", "印发", "扶持", "资金", "管理", "办法", "的", "通知"]),
      (
        300, 40,
        ["各", "有关", "单位", "为", "规范", "扶持", "资金", "的", "使用", "和", "管理", "现", "将", "有关", "事项", "通"]
      ),
      (350, 40, ["知", "如下", "。"]),
      (450, 40, ["2021", "年", "8", "月", "5", "日"]),
    ])

    let content = Extractor.extract(bytes: scan, recognised: [page])

    #expect(content.failure == nil && content.type == .pdf && content.pageCount == 2)
    #expect(content.title == "关于印发扶持资金管理办法的通知")
    #expect(content.metadata.documentNumber == "锦府办发〔2021〕37号")
    #expect(content.created?.description == "2021-08-05")
    #expect(content.text.contains("各有关单位为规范扶持资金的使用和管理现将有关事项通知如下。\n"))
    #expect(content.warnings.contains("text by optical character recognition"))
    #expect(content.warnings.contains("only the first 1 of 2 pages were read"))
    #expect(content.evidence["text"] == "optical character recognition")
    #expect(content.simhash != nil)
  }

  @Test("pages on which nothing was recognised have no text; a file that is no PDF is not read")
  func nothing() {
    let scan = ScannedPDF.bytes([ScannedPDF.plain(width: 10, height: 10, grey: 0)])

    #expect(Extractor.extract(bytes: scan, recognised: [table([])]).failure == .noText)
    #expect(Extractor.extract(bytes: scan, recognised: []).failure == .unsupported)
    #expect(Extractor.extract(bytes: [1], recognised: [[]]).failure == .unsupported)
  }
}
