import Testing

@testable import Charset

struct CommonTextTests {
  @Test(arguments: [
    ("", true), ("abc", true), ("成都市人民政府", true), ("a成都b市，（2024）\u{FFFD}。", true),
    ("0123456成", true), ("成都市人民政府\u{D7FF}", false), ("成都市人民政é府", false),
    ("\u{7FF}", false), ("\u{800}", false), ("\u{20000}", false),
  ]) func `knows text of common characters`(text: String, isCommon: Bool) {
    #expect(CommonText.isAll(of: Array(text.utf8).span) == isCommon)
    #expect(String(chinese: Array(text.utf8)) == text)
  }

  @Test func `makes the same text as the standard library of any bytes`() {
    var generator = SystemRandomNumberGenerator()
    let pieces: [[UInt8]] =
      ["成", "，", "a", "\n", "é", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "𠀀"].map {
        Array($0.utf8)
      } + [
        [0xE6], [0xE6, 0x88], [0xED, 0xA0, 0x80], [0xE0, 0x80, 0x80], [0x80], [0xFF], [0xEE, 0x80],
      ]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...12, using: &generator)
      let bytes = (0..<count).flatMap { _ in pieces.randomElement(using: &generator) ?? [] }
      let expected = String(decoding: bytes, as: UTF8.self)
      #expect(Array(String(chinese: bytes).utf8) == Array(expected.utf8), "\(bytes)")
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      #expect(isValid || !CommonText.isAll(of: bytes.span), "\(bytes)")
    }
  }
}
