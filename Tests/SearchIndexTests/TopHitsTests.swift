import TestSupport
import Testing

@testable import SearchIndex

/// The best k hits, and what may be passed over for them.
struct TopHitsTests {
  private func key(_ random: inout SeededRandom) -> HitKey {
    // Few scores and lengths, so that many are equal.
    HitKey(
      score: .random(in: 1...60, using: &random), norm: .random(in: 0...3, using: &random),
      document: .random(in: 0...(.max), using: &random))
  }

  @Test(arguments: [0, 1, 2, 10, 700])
  func `the best are kept, in order`(limit: Int) {
    var random = SeededRandom()
    let keys = (0..<600).map { _ in key(&random) }
    var hits = TopHits(limit)

    for key in keys { hits.offer(key.score, key.norm, key.document) }

    let (sorted, isFull) = (hits.sorted, hits.isFull)
    #expect(sorted == Array(keys.sorted(by: >).prefix(limit)), "seed \(SeededRandom.seed)")
    #expect(isFull == (limit > 0 && limit <= 600))
  }

  @Test func `a hit is ordered by score, then length, then number`() {
    let better = ([(9, 5, 70), (8, 1, 80), (8, 2, 3), (8, 2, 4)] as [(UInt32, UInt8, UInt32)]).map {
      HitKey(score: $0.0, norm: $0.1, document: $0.2)
    }

    #expect(better == better.shuffled().sorted(by: >))
    #expect(better[1].score == 8 && better[1].norm == 1 && better[1].document == 80)
  }

  @Test func `what is below the bound is hopeless`() {
    var random = SeededRandom()
    for _ in 0..<20_000 {
      let threshold = UInt32.random(
        in: 1...(1 << UInt32.random(in: 1...31, using: &random)), using: &random)
      let rest = UInt32.random(in: 0...threshold, using: &random)
      var hits = TopHits(10)
      hits.raise(threshold)
      let bound = hits.bound(beside: rest)
      guard bound > 0 else { continue }

      let score = TermWeight(scaled: bound.nextDown).score(1)

      let isHopeless = hits.isHopeless(score &+ rest)
      #expect(isHopeless, "seed \(SeededRandom.seed)")
      // It is of use: what is clearly above it isn't passed over.
      #expect(Double(bound) > Double(threshold) * 0.999_99 - Double(rest) - 8)
    }
  }
}
