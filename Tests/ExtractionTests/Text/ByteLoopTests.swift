import Documents
import TestSupport
import Testing

@testable import Extraction

/// Loops that pass several bytes at once, against the plain way.
@Suite struct ByteLoopTests {
  private static let parts = [
    "成", "都市", "一九", "鿿", "㐀", "𠀀", "，", "：", ":", "a", "B7", " ", "\n", "é", "\u{3FFF}",
    "\u{A000}", "０", "Ａ", "ｚ",
    "가", "—", ". ", "\u{FFFD}", "豈",
  ]

  private func texts(upTo longest: Int) -> [String] {
    var random = SeededRandom()
    return (0..<longest).map { length in
      (0..<length).map { _ in Self.parts.randomElement(using: &random) ?? "" }.joined()
    }
  }

  @Test func `a pattern is found where it first stands`() {
    var random = SeededRandom()
    for _ in 0..<5_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        UInt8.random(in: 97...99, using: &random)
      }
      let pattern = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        UInt8.random(in: 97...99, using: &random)
      }
      let start = Int.random(in: 0...bytes.count, using: &random)
      let plain = (start..<bytes.count).first { bytes[$0...].starts(with: pattern) }

      let found = ByteSearch.first(of: pattern, in: bytes.span, from: start)

      #expect(found == plain, "\(pattern) in \(bytes) from \(start)")
    }
  }

  @Test func `what is compared of a title is its letters, digits and Han`() {
    for text in texts(upTo: 60) {
      let plain = text.unicodeScalars.compactMap { scalar -> UInt32? in
        switch scalar.value {
        case 48...57, 97...122: scalar.value
        case 65...90: scalar.value | 32
        case 0xFF10...0xFF19, 0xFF41...0xFF5A: scalar.value - 0xFEE0
        case 0xFF21...0xFF3A: (scalar.value - 0xFEE0) | 32
        case 0xC0...0x24F, 0x370...0x1FFF, 0x3040...0xD7FF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
          scalar.value
        default: nil
        }
      }
      #expect(PageTitle.comparable(text) == plain, "\(text)")
    }
  }

  @Test func `colons and common characters are those that a text has`() {
    for text in texts(upTo: 200) {
      let bytes = Array(text.utf8)
      let common = text.unicodeScalars.count { (0x4000...0x9FFF).contains($0.value) }
      let (weighed, isLong) = (TextWeight(bytes.span), Boilerplate.isLong(bytes.span))

      #expect(weighed.hasColon == (text.contains(":") || text.contains("：")), "\(text)")
      #expect(weighed.weight >= 2 * common)
      #expect(isLong == (common > 50), "\(text)")
    }
    for count in 49...53 {
      let isLong = Boilerplate.isLong([UInt8](String(repeating: "打", count: count).utf8).span)
      #expect(isLong == (count > 50))
    }
  }

  @Test(arguments: [
    ("http://a.example/2009/12/04/x.html", true), ("http://a.example/x?d=/2009/12/04/", false),
    ("?2009/12/04", true), ("??", false), ("", false), ("http://a.example/t20091204_1.htm?", true),
  ]) func `a day in a URL stands before its query`(url: String, isFound: Bool) {
    #expect((DateScanner.date(inURL: url)?.description == "2009-12-04") == isFound)
  }

  @Test func `a Chinese day begins with its millennium alone`() {
    let days = ["二〇〇九年十二月四日", "一九四九年十月一日", "〇二〇〇年一月一日", "三〇〇九年一月一日", "二", "一", "丁"]
    let found = days.map { DateScanner.dates(in: Array("在\($0)".utf8)).count }
    #expect(found == [1, 1, 0, 0, 0, 0, 0])
  }
}
