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
      "<a href=/b>", "<a href='/c0/t20091204_1.html' class=\"a long name\">", "</a>",
      "<div id=post_53876 class=' with blanks '>", "<td class=\"a&amp;b and more\">",
      "<a href='/a/\"quoted\"/b'>", "<p class=中文的名字>", "<body class='the body of it'>",
      "<html id=the-root-of-all>", "<head class=head-of-the-page>", "<a href=\"/a\nb\tc/d/e/f\">",
      "<meta http-equiv=Content-Type content=\"text/html; charset=gbk\">", "<a href='never closed",
      "<span id=\"\u{1}12345678\">", "<a href=&#20013;/2345678>", "<a href=\"/c/d/e/f/g/h\"",
      "<br>", "<ul>", "<li>",
      "</ul>", "<h1>", "</h1>", "<head>", "<html>", "<title>", "</title>", "<!-- c -->",
      "<script>x</script>", "&amp;", "&#20013;",
      " ", "\n", "\u{3000}", "\u{0}", "\u{7}", "\u{FFFF}", "<", "附件", "，", "这一段文字说明了有关事项，应当完整地保留。",
      "a short text, twice",
      String(repeating: " ", count: 1_200),
    ]
    for _ in 0..<2_000 {
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
        trees.0.text == trees.1.text && "\(trees.0.nodes)" == "\(trees.1.nodes)"
          && trees.0.values == trees.1.values
          && "\(trees.0.attributes)" == "\(trees.1.attributes)",
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

  @Test("a value that gives the character of the marks by a reference is no mark")
  func references() {
    for value in ["&#x10FFFD;0", "&#1114109;0", "\u{10FFFD}0"] {
      let page = Array("<a href='/c0/t20091204_1.html'>1</a><a href='\(value)'>2</a>".utf8)
      let tree = HTMLTreeBuilder.parse(MarkupCleaner.clean(page), of: page)
      let values = tree.nodes.indices.compactMap { tree.string(.href, of: $0) }
      #expect(values == ["/c0/t20091204_1.html", "\u{10FFFD}0"])
    }
  }

  @Test("only long values of ASCII without references and quotes get a mark")
  func values() {
    func isPlain(_ value: String) -> Bool { TextMarks.isPlainValue(Array(value.utf8).span) }
    func number(_ value: [UInt8]) -> Int? { TextMarks.number(of: value.span) }
    #expect(isPlain("/a/b.htm") && isPlain(" ~~~~~~ "))
    #expect(!isPlain("/a/b.ht"))
    for byte in 0..<UInt8(128) {
      let isPrinted = byte >= 32 && byte < 127 && byte != 34 && byte != 38
      #expect(isPlain("1234567" + String(Unicode.Scalar(byte))) == isPrinted)
    }
    #expect(!isPlain("/a/b.h，"))
    for each in [0, 9, 10, 123, 65_536] {
      var value: [UInt8] = []
      TextMarks.append(number: each, to: &value)
      #expect(number(value) == each)
    }
    #expect(number(TextMarks.mark) == nil)
    #expect(number([49, 50, 51, 52, 53]) == nil)
    #expect(number(TextMarks.mark + [49, 65]) == nil)
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
