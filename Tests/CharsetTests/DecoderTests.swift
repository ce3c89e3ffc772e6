import Testing
import TestSupport

@testable import Charset

struct DecoderTests {
  /// Bytes, encoding, text and number of replacements; the errors are those of the standard's algorithms.
  static let cases: [(Encoding, [UInt8], String, Int)] = [
    (.gbk, [0xC4, 0xE3, 0xBA, 0xC3], "你好", 0),
    (.gbk, [0x80], "€", 0),
    (.gbk, [0xFF, 0xC4, 0xE3], "\u{FFFD}你", 1),
    (.gbk, [0xC4, 0x3C, 0x61], "\u{FFFD}<a", 1),
    (.gbk, [0xC4, 0x7F, 0xC4, 0xE3], "\u{FFFD}\u{7F}你", 1),
    (.gbk, [0xC4, 0xFF, 0xC4, 0xE3], "\u{FFFD}你", 1),
    (.gbk, [0xC4], "\u{FFFD}", 1),
    (.gbk, [0xC4, 0xE3, 0xBA], "你\u{FFFD}", 1),
    (.gb18030, [0x81, 0x30, 0x81, 0x30], "\u{80}", 0),
    (.gb18030, [0x84, 0x31, 0xA4, 0x39], "\u{FFFF}", 0),
    (.gb18030, [0x90, 0x30, 0x81, 0x30], "\u{10000}", 0),
    (.gb18030, [0xE3, 0x32, 0x9A, 0x35], "\u{10FFFF}", 0),
    (.gb18030, [0xE3, 0x32, 0x9A, 0x36], "\u{FFFD}", 1),
    (.gb18030, [0x84, 0x31, 0xA4, 0x2A, 0x41], "\u{FFFD}1\u{FFFD}*A", 2),
    (.gb18030, [0x81, 0x35, 0xF4, 0x37], "\u{E7C7}", 0),
    (.gb18030, [0x82, 0x30, 0x20], "\u{FFFD}0 ", 1),
    (.gb18030, [0x82, 0x30], "\u{FFFD}", 1),
    (.gb18030, [0x82, 0x30, 0x82], "\u{FFFD}", 1),
    (.big5, [0xA7, 0x41, 0xA6, 0x6E], "你好", 0),
    (.big5, [0x88, 0x62, 0x88, 0xA5], "\u{CA}\u{304}\u{EA}\u{30C}", 0),
    (.big5, [0x87, 0x45], "\u{27267}", 0),
    (.big5, [0x81, 0x40], "\u{FFFD}@", 1),
    (.big5, [0x80, 0xA7, 0x41], "\u{FFFD}你", 1),
    (.shiftJIS, [0x93, 0xFA, 0x96, 0x7B, 0xB1], "日本ｱ", 0),
    (.shiftJIS, [0x81, 0x60, 0x81, 0x7C, 0x80], "～－\u{80}", 0),
    (.shiftJIS, [0xF0, 0x40], "\u{E000}", 0),
    (.shiftJIS, [0xA0, 0x81, 0x20], "\u{FFFD}\u{FFFD} ", 2),
    (.eucJP, [0xC6, 0xFC, 0xCB, 0xDC, 0x8E, 0xB1, 0xA1, 0xC1], "日本ｱ～", 0),
    (.eucJP, [0x8F, 0xB0, 0xA1, 0x8F, 0xA2, 0xB7], "丂～", 0),
    (.eucJP, [0x8F, 0xB0, 0x20, 0xC6], "\u{FFFD} \u{FFFD}", 2),
    (.eucKR, [0xB0, 0xA1, 0x81, 0x41, 0xC6, 0x52], "가갂힣", 0),
    (.eucKR, [0xB0, 0x20, 0xFF], "\u{FFFD} \u{FFFD}", 2),
    (
      .iso2022JP, [0x41, 0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x4A, 0x5C, 0x1B, 0x28, 0x42],
      "A日¥", 0
    ),
    (.iso2022JP, [0x1B, 0x28, 0x49, 0x31, 0x1B, 0x21, 0x0E], "ｱ\u{FFFD}｡\u{FFFD}", 2),
    (.hz, Array("~{<:Ky2;~}hi~~\n~{<:".utf8), "己所不hi~\n己", 0),
    (.hz, Array("~{<:K\nA~!".utf8), "己\u{FFFD}\nA\u{FFFD}!", 2),
    (.utf8, [0xE4, 0xBD, 0xA0, 0xE4, 0xBD, 0x41], "你\u{FFFD}A", 1),
    (
      .utf8, [0xED, 0xA0, 0x80, 0xF4, 0x90, 0x80, 0x80], String(repeating: "\u{FFFD}", count: 7), 7
    ),
    (.utf8, [0xEF, 0xBB, 0xBF, 0x41], "A", 0),
    (.utf16LE, [0xFF, 0xFE, 0x60, 0x4F, 0x7D], "你\u{FFFD}", 1),
    (.utf16BE, [0x4F, 0x60, 0xD8, 0x40, 0xDC, 0x00, 0xDC, 0x00], "你\u{20000}\u{FFFD}", 1),
    (.windows1252, [0x80, 0x81, 0xE9], "€\u{81}é", 0),
    (.windows1253, [0xAA, 0xC1], "\u{FFFD}Α", 1),
    (.koi8u, [0xAE, 0xBE, 0xC1], "ўЎа", 0),
    (.xUserDefined, [0x41, 0x80, 0xFF], "A\u{F780}\u{F7FF}", 0),
    (.replacement, [0x41, 0x42], "\u{FFFD}", 1),
    (.replacement, [], "", 0),
    (.eucTW, [0x61, 0xC4, 0xE3, 0x8E, 0xA1, 0xC4, 0xE3, 0x62], "a中中b", 0),
    (.eucTW, [0xC4, 0x61, 0x8E, 0xB0, 0xC4, 0xE3], "\u{FFFD}a\u{FFFD}\u{FFFD}\u{FFFD}", 4),
    (.eucTW, [0x8E, 0xA8, 0xA1, 0xA1, 0xC4, 0xE3], "\u{FFFD}中", 1),
  ]

  @Test(arguments: cases)
  func `bytes decode as the standard says, and errors are counted`(
    encoding: Encoding, bytes: [UInt8], text: String, replacements: Int
  ) {
    let decoded = encoding.decode(bytes)

    #expect(Array(decoded.text.unicodeScalars) == Array(text.unicodeScalars))
    #expect(decoded.replacements == replacements)
  }

  @Test(arguments: Encoding.allCases)
  func `any bytes decode to well-formed UTF-8 within three times their length`(encoding: Encoding) {
    var random = SeededRandom()
    for round in 0..<200 {
      let bytes = random.bytes(round * 7 % 97)

      let decoded = encoding.decode(bytes)

      #expect(String(validating: decoded.utf8, as: UTF8.self) != nil, "seed \(SeededRandom.seed)")
      #expect(decoded.utf8.count <= 3 * bytes.count + 3, "seed \(SeededRandom.seed)")
    }
  }

  @Test(arguments: [Encoding.utf8, .gbk, .gb18030, .big5, .shiftJIS, .eucJP, .eucKR, .hz])
  func `a long text decodes alike however its characters fall on the decoder's stretches`(
    encoding: Encoding
  ) {
    let unit = encoding.decode(Array("ab".utf8)).text
    let sample = encoding == .hz ? Array("~{VPND~}".utf8) : Self.encoded("中文", encoding)
    for shift in 0..<5 {
      let lead = [UInt8](repeating: 0x61, count: 16_380 + shift)

      let text = encoding.decode(lead + sample + Array("ab".utf8)).text

      #expect(text == String(repeating: "a", count: lead.count) + "中文" + unit)
    }
  }

  @Test(arguments: [Encoding.gb18030, .utf8])
  func `every basic and many other code points survive, but U+E5E5`(encoding: Encoding) {
    var lost: [UInt32] = []
    let others = stride(from: UInt32(0x10000), through: 0x10FFFF, by: 251)
    for code in Array(UInt32(0)...0xFFFF) + Array(others) + [0x10FFFF] {
      guard let scalar = Unicode.Scalar(code) else { continue }
      var encoder = ScalarEncoder(encoding)
      var bytes: [UInt8] = []
      guard encoder.encode(scalar, into: &bytes) == nil else {
        lost.append(code)
        continue
      }
      let moved = (0xE78D...0xE864).contains(code) || code == 0xFEFF
      if !moved && Array(encoding.decode(bytes).text.unicodeScalars) != [scalar] {
        lost.append(code)
      }
    }
    #expect(lost == (encoding == .utf8 ? [] : [0xE5E5]))
  }

  private static func encoded(_ text: String, _ encoding: Encoding) -> [UInt8] {
    var encoder = ScalarEncoder(encoding)
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars { _ = encoder.encode(scalar, into: &bytes) }
    return bytes
  }
}
