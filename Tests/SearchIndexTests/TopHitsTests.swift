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

  @Test(arguments: [0, 1, 2, 10, 16, 17, 100, 700])
  func `the best are kept, in order`(limit: Int) {
    var random = SeededRandom()
    let keys = (0..<600).map { _ in key(&random) }
    var hits = TopHits(limit)

    for key in keys { hits.offer(key.score, key.norm, key.document) }

    let (sorted, isFull) = (hits.sorted, hits.isFull)
    #expect(sorted == Array(keys.sorted(by: >).prefix(limit)), "seed \(SeededRandom.seed)")
    #expect(isFull == (limit > 0 && limit <= 600))
  }

  @Test(arguments: [1, 10, 100])
  func `what can enter beats the worst hit by score or length`(limit: Int) throws {
    var random = SeededRandom()
    var hits = TopHits(limit)
    for _ in 0..<limit {
      let key = key(&random)
      let canEnter = hits.canEnter(key.score, key.norm)
      #expect(canEnter, "there is room; seed \(SeededRandom.seed)")
      hits.offer(key.score, key.norm, key.document)
    }
    let worst = try #require(hits.sorted.last)

    for score in worst.score &- 1...worst.score &+ 1 {
      for norm: UInt8 in [0, worst.norm &- 1, worst.norm, worst.norm &+ 1, .max] {
        let canEnter = hits.canEnter(score, norm)
        let beats = score > worst.score || score == worst.score && norm < worst.norm
        #expect(canEnter == beats, "seed \(SeededRandom.seed)")
      }
    }
  }

  @Test func `with room left all can enter that reach the score that hits will surely have`() {
    var hits = TopHits(10)
    hits.raise(7)

    let canEnter = ([(7, 0), (7, .max), (6, 0), (8, .max)] as [(UInt32, UInt8)]).map {
      hits.canEnter($0.0, $0.1)
    }

    #expect(canEnter == [true, true, false, true])
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
