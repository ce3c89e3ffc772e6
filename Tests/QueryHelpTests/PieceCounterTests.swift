import TestSupport
import Testing

@testable import QueryHelp

struct PieceCounterTests {
  private func counted(_ counter: PieceCounter, limit: Int = 100) -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: counter.pieces(limit: limit)
        .map { ($0.piece.text.string, $0.documents) })
  }

  @Test func `a piece counts where signs or grammar stand on both sides, once in a document`() {
    var counter = PieceCounter()
    counter.add(["重点项目", "推进的重点项目、资金和重点项目。重点项目库"])
    counter.add(["对重點项目的通知", "资金2009"])
    counter.add(["重点项目库建设", "很长很长很长很长很长的文字"])
    counter.add(["重点项目库建设", ""])

    #expect(counted(counter) == ["重点项目": 2, "资金": 2, "重点项目库建设": 2])
    #expect(counted(counter, limit: 0).isEmpty)
  }

  @Test func `where there are too many pieces those of few documents are forgotten`() {
    var random = SeededRandom()
    var counter = PieceCounter(most: 1024)
    for _ in 0..<4000 {
      let rare = (0..<6).map { _ in UInt16.random(in: 0x4E00...0x4EFF, using: &random) }.string
      counter.add(["重点项目", rare])
    }

    let counted = counted(counter, limit: 1 << 20)

    #expect(counted["重点项目"] == 4000, "seed \(SeededRandom.seed)")
    #expect(counted.count <= 1024, "seed \(SeededRandom.seed)")
  }

  @Test func `what is counted is what a dictionary would count`() {
    var random = SeededRandom()
    var counter = PieceCounter()
    var expected: [String: Int] = [:]
    for _ in 0..<2000 {
      let words = (0..<4).map { _ in
        (0..<2).map { _ in UInt16.random(in: 0x4F00...0x4F1F, using: &random) }.string
      }
      counter.add([words.joined(separator: "，")])
      for word in Set(words) { expected[word, default: 0] += 1 }
    }

    #expect(
      counted(counter, limit: 1 << 20) == expected.filter { $1 > 1 }, "seed \(SeededRandom.seed)")
  }

  @Test func `a piece has the characters that it was made of`() {
    for text in ["", "市", "重点项目", "一二三四五六七八"] {
      #expect(HanPiece(Array(text.utf16)).text.string == text)
    }
    #expect(HanPiece(Array("一二三四五六七八九".utf16)).text.string == "二三四五六七八九")
  }
}
