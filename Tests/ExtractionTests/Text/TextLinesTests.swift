import TestSupport
import Testing

@testable import Extraction

@Suite struct TextLinesTests {
  @Test func `lines at both ends are those that splitting gives`() {
    var random = SeededRandom()
    let parts = ["\n", "甲", "乙丙", "a\u{301}", "\r", "\n\n", " "]
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0...30, using: &random))
        .map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      let lines = text.utf8.split(separator: 10).map { String(Substring($0)) }
      let count = Int.random(in: 1...6, using: &random)

      #expect(TextLines.first(count, of: text).map(String.init) == Array(lines.prefix(count)))
      #expect(
        TextLines.last(count, of: text.utf8Span.span).map { Array(text.utf8)[$0] }
          == lines.suffix(count).reversed().map { Array($0.utf8)[...] })
    }
  }
}

@Suite struct SimhashTests {
  /// The bigrams of Han characters and the words, one character after the other.
  private func plain(_ text: String) -> UInt64? {
    var features: [UInt64] = []
    var previous: UInt64 = 0
    var word: UInt64 = 0
    for scalar in text.unicodeScalars.map({ UInt64($0.value) }) + [0] {
      if scalar >= 0x3400 && scalar <= 0x9FFF || scalar >= 0x20000 {
        if previous != 0 { features.append(previous << 32 | scalar) }
        previous = scalar
      } else if scalar > 32 {
        previous = 0
      }
      switch scalar {
      case 48...57, 97...122: word = (word &* 0x100_0000_01B3) ^ scalar
      case 65...90: word = (word &* 0x100_0000_01B3) ^ (scalar | 32)
      default:
        if word != 0 { features.append(word | 1 << 63) }
        word = 0
      }
    }
    var votes = BitVotes()
    for feature in features { votes.add(Simhash.mix(feature)) }
    return features.count < 8 ? nil : votes.majority
  }

  @Test func `two characters at once are those that stand one after the other`() {
    var random = SeededRandom()
    let parts = [
      "成", "都市", "一丁七", "鿿", "㐀", "𠀀", "，", "a", "B7", " ", "\n", "é", "\u{3FFF}", "\u{A000}",
    ]
    for length in 0..<400 {
      let text = (0..<length / 4).map { _ in parts.randomElement(using: &random) ?? "" }.joined()

      #expect(Simhash.of(text) == plain(text), "\(text)")
    }
  }
}

@Suite struct BitVotesTests {
  @Test func `the majority is that of counting each bit`() {
    var random = SeededRandom()
    for count in [1, 2, 7, 8, 9, 254, 255, 256, 1000, 65_527, 65_528, 65_535, 65_536, 70_001] {
      let words = (0..<count).map { _ in random.next() & random.next() | random.next() & 0xFF }
      var votes = BitVotes()
      for word in words { votes.add(word) }
      var expected: UInt64 = 0
      for bit in 0..<UInt64(64) where 2 * words.count(where: { $0 >> bit & 1 == 1 }) > count {
        expected |= 1 << bit
      }
      #expect(votes.count == count)
      #expect(votes.majority == expected, "\(count) words")
    }
  }
}
