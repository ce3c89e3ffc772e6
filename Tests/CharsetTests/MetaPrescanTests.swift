import Bytes
import Testing
import TestSupport

@testable import Charset

struct MetaPrescanTests {
  @Test(arguments: [
    ("<meta charset=gb2312>", "GBK"), ("<META CHARSET='GB18030'>", "gb18030"),
    ("<meta http-equiv=Content-Type content=\"text/html; charset=gbk\">", "GBK"),
    ("<meta content='text/html;charset=\"big5\"' http-equiv='content-type'>", "Big5"),
    ("<!-- <meta charset=big5> --><meta charset=gbk>", "GBK"),
    ("<script>if (a<b) {}</script><p class='<meta charset=big5>'><meta/charset=gbk>", "GBK"),
    ("<?xml version='1.0' encoding='GB2312'?><html>", "GBK"),
    ("<?xml version='1.0' encoding='x-nothing'?><meta charset=gbk>", "GBK"),
    ("<meta charset=utf-16>", "UTF-8"), ("<meta charset=x-user-defined>", "windows-1252"),
    ("<meta charset=nothing><meta charset=gbk>", "GBK"), ("<meta charset='gbk", "-"),
    ("<meta content='text/html; charset=gbk'>", "-"), ("<metacharset=gbk>", "-"), ("", "-"),
    ("<", "-"), ("<meta", "-"), ("<meta charset", "-"), ("<meta charset=", "-"), ("<!--", "-"),
  ])
  func `the encoding that a page declares is found without parsing it`(page: String, name: String) {
    #expect(MetaPrescan.encoding(in: Array(page.utf8).span)?.name ?? "-" == name)
  }

  @Test func `a declaration behind the limit is not seen, before it is`() {
    let page = Array((String(repeating: " ", count: 2_000) + "<meta charset=gbk>").utf8)

    #expect(MetaPrescan.encoding(in: page.span) == nil)
    #expect(MetaPrescan.encoding(in: page.span, limit: 4_096) == .gbk)
  }

  @Test(
    .enabled(if: SharedData.has("suites/html5lib-encoding"), "\(SharedData.absence)"),
    arguments: ["tests1.dat", "tests2.dat", "test-yahoo-jp.dat"])
  func `html5lib's vectors give the encodings they name`(file: String) throws {
    let cases = try Self.cases(SharedData.path("suites/html5lib-encoding/encoding/\(file)"))

    let wrong = cases.filter { bytes, label in
      let mark = ByteOrderMark(bytes.span)?.encoding
      // One vector declares behind a comment of 2,048 characters, which its parser still reads.
      let declared = MetaPrescan.encoding(in: bytes.span, limit: CharsetDecision.prescanLimit)
      return mark ?? declared ?? .windows1252 != Encoding(label: label)
    }

    #expect(!cases.isEmpty)
    #expect(wrong.map { String(decoding: $0.bytes, as: UTF8.self) + " → " + $0.label } == [])
  }

  @Test func `any bytes are walked without a trap`() {
    var random = SeededRandom()
    let pieces = [
      "<meta ", "charset", "=", "'", "\"", ">", "<!--", "-->", "/", "<?xml ", "content",
    ]
    for _ in 0..<2_000 {
      let text = (0..<12).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let bytes = Array(text.utf8) + random.bytes(3)

      _ = MetaPrescan.label(in: bytes.span)
    }
  }

  /// The "#data" and "#encoding" parts of a file.
  private static func cases(_ path: String) throws -> [(bytes: [UInt8], label: String)] {
    var cases: [(bytes: [UInt8], label: String)] = []
    var data: [UInt8]?
    var expectsLabel = false
    let lines = try LocalFileSystem().read(path).split(
      separator: 0x0A, omittingEmptySubsequences: false)
    for line in lines {
      if line.elementsEqual("#data".utf8) {
        data = []
      } else if line.elementsEqual("#encoding".utf8) {
        expectsLabel = true
      } else if expectsLabel {
        cases.append((data ?? [], String(decoding: line, as: UTF8.self)))
        data = nil
        expectsLabel = false
      } else {
        data? += line + [0x0A]
      }
    }
    return cases
  }
}
