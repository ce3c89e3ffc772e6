import TestSupport
import Testing

@testable import SearchIndex

@Suite struct TermLevelsTests {
  @Test func `a document is at the level of the number of its sets`() {
    var random = SeededRandom()
    var counts = [Int](repeating: 0, count: 300)
    let sets = (0..<7).map { _ in
      var set = DocumentBits(documentCount: counts.count)
      for document in counts.indices where Int.random(in: 0..<3, using: &random) == 0 {
        set.insert(UInt32(document))
        counts[document] += 1
      }
      return set
    }
    let levels = TermLevels(sets, documentCount: counts.count)

    for document in counts.indices {
      let found = (1...TermLevels.most).filter {
        levels.documents($0).contains(UInt32(document))
      }
      let count = counts[document]
      #expect(found == (count == 0 ? [] : [min(count, TermLevels.most)]), "\(random)")
      #expect(levels.any.contains(UInt32(document)) == (count > 0))
    }
  }
}
