import TestSupport
import Testing

@testable import QueryHelp

struct SuffixOrderTests {
  @Test func `suffixes are in the order of their characters up to a separator`() {
    var random = SeededRandom()
    for _ in 0..<60 {
      let text = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        [0, 0x4E00, 0x4E01, 0x9FFF].randomElement(using: &random) ?? 0 as UInt16
      }
      let order = SuffixOrder(text, depth: 6, separators: 0x3000)
      func suffix(_ place: Int) -> [UInt16] { Array(text[place...].prefix(6).prefix { $0 > 0 }) }

      let expected = text.indices.filter { text[$0] > 0 }.sorted {
        let (left, right) = (suffix($0), suffix($1))
        return left == right ? $0 < $1 : left.lexicographicallyPrecedes(right)
      }

      #expect(order.places.map(Int.init) == expected, "seed \(SeededRandom.seed)")
      for place in expected.indices.dropFirst() {
        let (left, right) = (suffix(expected[place - 1]), suffix(expected[place]))
        let common = zip(left, right).prefix { $0 == $1 }.count
        #expect(Int(order.common[place]) == common, "seed \(SeededRandom.seed)")
      }
    }
  }

  @Test func `where a text was cut off no phrase ends`() {
    var miner = PhraseMiner()
    for tail in ["请", "报", "领"] {
      miner.add(title: "", lead: "补贴，扶持资金申\(tail)，扶持资金申")
    }

    let texts = miner.phrases().map(\.text.string)

    #expect(texts.contains("补贴") && !texts.contains("扶持资金申"))
  }

  @Test func `a phrase stands between different neighbours`() {
    var miner = PhraseMiner()
    for title in ["市扶持资金管理", "区扶持资金办法", "县扶持资金通知", "扶持资金"] {
      miner.add(title: title, lead: "")
    }

    let phrases = miner.phrases()

    #expect(phrases == [PhraseTable.Phrase(text: HanText.whole("扶持资金") ?? [], weight: 32)])
  }
}
