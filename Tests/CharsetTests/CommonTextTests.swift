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

  @Test func `tells eight characters at once as it tells each of them`() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      var bytes = (0..<8).flatMap { _ in
        Array(
          "成市，。\u{1000}\u{CFFF}".randomElement(using: &generator).map(String.init)?.utf8 ?? "成".utf8
        )
      }
      for _ in 0..<Int.random(in: 0...1, using: &generator) {
        bytes[Int.random(in: 0..<24, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      let start = Int.random(in: 0...9, using: &generator)
      let padded = [UInt8](repeating: 0x80, count: start) + bytes

      let each = stride(from: 0, to: 24, by: 3).allSatisfy { CommonText.isTriple(bytes.span, $0) }

      #expect(ByteWord.areEightCommonTriples(padded.span, start) == each, "\(bytes)")
    }
  }

  @Test(arguments: 0..<256) func `knows every first byte among eight characters`(lead: Int) {
    for place in stride(from: 0, to: 24, by: 3) {
      var bytes = Array("成都市人民政府。".utf8)
      bytes[place] = UInt8(lead)
      #expect(
        ByteWord.areEightCommonTriples(bytes.span, 0) == CommonText.isTriple(bytes.span, place))
    }
  }

  @Test func `finds the same in runs of any length at any end`() {
    let text = Array("<p>成都市人民政府关于印发二〇〇九年工作要点的通知，各区</p>".utf8)
    for start in text.indices {
      for end in start...text.count {
        let part = Array(text[start..<end])
        let expected = String(validating: part, as: UTF8.self) != nil
        #expect(CommonText.isAll(of: part.span) == expected, "\(part)")
        let profile = ByteProfile(part.span)
        #expect((profile.utf8Errors == 0) == expected)
        #expect(!expected || profile.sequences == part.count { $0 >= 0xC0 })
        #expect(profile.firstHigh == part.firstIndex { $0 > 127 } ?? part.count)
      }
    }
  }
}
