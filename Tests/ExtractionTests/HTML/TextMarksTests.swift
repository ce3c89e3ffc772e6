import Documents
import Foundation
import TestSupport
import Testing

@testable import Extraction

@Suite("Marks for runs of text")
struct TextMarksTests {
  private func extract(_ page: [UInt8]) -> ExtractedContent {
    Extractor.extract(
      bytes: page, url: "http://a.example/x/", contentType: "text/html; charset=utf-8")
  }

  private func text(_ body: String) -> String { extract(Array("<body>\(body)".utf8)).text }

  /// A comment that has the character of the marks: such a page is parsed without any.
  private let forbiddance = Array("<!-- \u{10FFFD} -->".utf8)

  @Test("a page means the same with marks and without")
  func fixtures() throws {
    let folder = URL(fileURLWithPath: "\(Program.project)/Fixtures/pages")
    let pages = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix("source.html") }
    #expect(pages.count >= 8)
    for name in pages {
      let page = DecodedBody(
        [UInt8](try Data(contentsOf: folder.appending(path: name))).span, contentType: nil
      ).utf8
      let mayOccur = TextMarks.mayOccur(in: page.span)
      #expect(!mayOccur)
      #expect(extract(page) == extract(forbiddance + page), "\(name)")
    }
  }

  @Test("random markup means the same with marks and without")
  func random() {
    var random = SeededRandom()
    let parts = [
      "<p>", "</p>", "<div class=a>", "</div>", "<table>", "<tr>", "<td>", "</table>",
      "<a href=/b>", "</a>", "<br>", "<ul>", "<li>",
      "</ul>", "<h1>", "</h1>", "<head>", "<html>", "<title>", "</title>", "<!-- c -->",
      "<script>x</script>", "&amp;", "&#20013;",
      " ", "\n", "\u{3000}", "\u{0}", "\u{7}", "\u{FFFF}", "<", "附件", "，", "这一段文字说明了有关事项，应当完整地保留。",
      "a short text, twice",
      String(repeating: " ", count: 1_200),
    ]
    for _ in 0..<500 {
      let count = Int.random(in: 1...60, using: &random)
      let page = Array(
        (0..<count).map { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }.joined()
          .utf8)
      let marked = MarkupCleaner.clean(page)
      let unmarked = MarkupCleaner.clean(page, usesMarks: false)
      #expect(unmarked.texts.isEmpty)
      let trees = (
        HTMLTreeBuilder.parse(marked, of: page), HTMLTreeBuilder.parse(unmarked, of: page)
      )
      #expect(
        trees.0.text == trees.1.text && "\(trees.0.nodes)" == "\(trees.1.nodes)",
        "seed \(SeededRandom.seed): \(String(decoding: page, as: UTF8.self))")
    }
  }

  @Test("the character of the marks stays what it is, written or by a reference")
  func character() {
    let prose = "这一段文字说明了有关事项，应当完整地保留在正文之中，不得遗漏任何一个字。"
    #expect(text("<p>\(prose)\u{10FFFD}</p><p>\(prose)</p>") == "\(prose)\u{10FFFD}\n\(prose)")
    for reference in ["&#x10FFFD;", "&#1114109;", "&#x0010fffd;"] {
      #expect(text("<p>\(prose)</p><p>\(reference)\(prose)</p>") == "\(prose)\n\u{10FFFD}\(prose)")
    }
  }

  @Test("only long text without references and forbidden characters gets a mark")
  func runs() {
    func isPlain(_ text: String) -> Bool {
      TextMarks.Run(Array("\(text)<p>".utf8).span, from: 0).isPlain
    }
    #expect(isPlain("  一二三四五六七八"))
    #expect(!isPlain("一二三四五"))
    #expect(!isPlain("一二三四五六七八&nbsp;"))
    #expect(!isPlain("一二三四五六七八\u{1}"))
    #expect(!isPlain("一二三四五六七八\u{FFFE}"))
    #expect(!isPlain(String(repeating: " ", count: 2_000)))
    #expect(!isPlain(String(repeating: " ", count: 1_000) + "一二三四五六七八"))
  }
}
