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
        TextLines.last(count, of: text).map(String.init) == Array(lines.suffix(count).reversed()))
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
