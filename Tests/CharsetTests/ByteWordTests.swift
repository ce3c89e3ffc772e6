import Charset
import Testing

struct ByteWordTests {
  private func word(_ bytes: [UInt8]) -> ByteWord { ByteWord(bytes.span, 0) }

  @Test func `finds the first of a byte, whatever stands behind it`() {
    for place in 0..<8 {
      for other in [UInt8](0...255) where other != 0x3C {
        var bytes = [UInt8](repeating: other, count: 8)
        #expect(word(bytes).distance(to: 0x3C) == 8)
        for at in place..<8 { bytes[at] = at == place ? 0x3C : 0x3D }
        #expect(word(bytes).distance(to: 0x3C) == place, "\(other)")
      }
    }
  }

  @Test func `counts ASCII before the first byte that is none`() {
    for place in 0..<8 {
      var bytes = [UInt8](repeating: 0x7F, count: 8)
      #expect(word(bytes).leadingASCII == 8)
      for at in place..<8 { bytes[at] = 0x80 }
      #expect(word(bytes).leadingASCII == place)
      #expect(word(bytes).isHigh == (place == 0))
    }
  }

  @Test(arguments: [
    ("成都xx", true), ("\u{1000}\u{CFFF}xx", true), ("\u{FFF}成xx", false), ("成\u{FFF}xx", false),
    ("\u{D000}成xx", false), ("成\u{FF0C}xx", true), ("\u{E000}\u{FFFF}xx", true),
    ("成\u{D7FF}xx", false),
    ("成x都x", false), ("\u{20000}成x", false),
  ]) func `knows two common characters`(text: String, isCommon: Bool) {
    #expect(word(Array(text.utf8)).beginsWithTwoCommonTriples == isCommon)
  }

  @Test func `knows whether a byte is below 0x20`() {
    for place in 0..<8 {
      for byte in [UInt8](0...255) {
        var bytes = [UInt8](repeating: 0x20, count: 8)
        bytes[place] = byte
        #expect(word(bytes).hasControl == (byte < 0x20), "\(byte)")
      }
    }
  }
}
