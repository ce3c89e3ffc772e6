import Bytes
import TestSupport
import Testing

@testable import SearchIndex

/// What the processor's wide vectors do equals what portable Swift does.
struct IntegerBlockTests {
  private func block(_ numbers: [UInt32]) -> IntegerBlock {
    var block = IntegerBlock(repeating: 0x7FFF_FFFF)
    for (place, number) in numbers.enumerated() { block[place] = number }
    return block
  }

  private func ascending(_ count: Int, step: UInt32, _ random: inout SeededRandom) -> [UInt32] {
    var last: UInt32 = 0
    return (0..<count).map { _ in
      last += .random(in: 1...step, using: &random)
      return last
    }
  }

  @Test func `an intersection keeps what is in both, with tags and places`() {
    var random = SeededRandom()
    for round in 0..<500 {
      let (count, step) = (Int.random(in: 1...128, using: &random), UInt32([2, 5, 900][round % 3]))
      let held = ascending(count, step: step, &random)
      let last = held[count - 1]
      let wanted = ascending(128, step: step, &random).filter { $0 <= last }
      let first = wanted.isEmpty ? 0 : Int.random(in: 0...wanted.count, using: &random)
      let kept = Int.random(in: 0...first, using: &random)
      var one = block(wanted)
      var other = block(wanted)
      var tags = block(Array(0..<128))
      var otherTags = block(Array(0..<128))
      var places = IntegerBlock()
      var otherPlaces = IntegerBlock()

      let lists = block(held)
      let fast = lists.intersect(&one, &tags, &places, first..<wanted.count, after: kept)
      let slow = lists.intersectPortably(
        &other, &otherTags, &otherPlaces, first..<wanted.count, after: kept)

      let expected = wanted[first...].filter(Set(held).contains)
      #expect(fast == slow)
      #expect(fast == kept + expected.count)
      for (index, number) in expected.enumerated() {
        let at = kept + index
        let (found, tag, place) = (one[at], tags[at], places[at])
        #expect(found == number && wanted[Int(tag)] == number && held[Int(place)] == number)
        let (otherTag, otherPlace) = (otherTags[at], otherPlaces[at])
        #expect(otherTag == tag && otherPlace == place)
      }
    }
  }

  @Test func `numbers without tags are kept the same either way`() {
    var random = SeededRandom()
    for round in 0..<500 {
      let (count, step) = (Int.random(in: 1...128, using: &random), UInt32([2, 5, 900][round % 3]))
      let held = ascending(count, step: step, &random)
      let wanted = ascending(128, step: step, &random).filter { $0 <= held[count - 1] }
      let first = wanted.isEmpty ? 0 : Int.random(in: 0...wanted.count, using: &random)
      let kept = Int.random(in: 0...first, using: &random)
      var one = block(wanted)
      var other = block(wanted)

      let list = block(held)
      let fast = list.keep(&one, first..<wanted.count, after: kept)
      let slow = list.keepPortably(&other, first..<wanted.count, after: kept)

      let expected = wanted[..<kept] + wanted[first...].filter(Set(held).contains)
      #expect(fast == slow)
      for (index, number) in expected.enumerated() {
        let (found, otherFound) = (one[index], other[index])
        #expect(found == number && otherFound == number, "seed \(SeededRandom.seed)")
      }
      #expect(fast == expected.count)
    }
  }

  @Test func `the end of what is not above a limit is found anywhere`() {
    var random = SeededRandom()
    for _ in 0..<500 {
      let numbers = ascending(128, step: 4, &random)
      let start = Int.random(in: 0...128, using: &random)
      let range = start..<Int.random(in: start...128, using: &random)
      let limit = UInt32.random(in: 0...400, using: &random)
      let block = block(numbers)

      let (fast, slow) = (block.end(range, upTo: limit), block.endPortably(range, upTo: limit))

      #expect(fast == slow)
      #expect(fast == (range.first { numbers[$0] > limit } ?? range.upperBound))
    }
  }

  @Test func `places of large numbers are the same either way`() {
    var random = SeededRandom()
    for _ in 0..<500 {
      let numbers = (0..<128).map { _ in UInt32.random(in: 0...40, using: &random) }
      let limit = UInt32.random(in: 0...42, using: &random)
      let block = block(numbers)

      let (fast, slow) = (block.places(atLeast: limit), block.placesPortably(atLeast: limit))
      var (places, found) = (fast, [Int]())
      while let place = places.next() { found.append(place) }

      #expect(fast == slow)
      #expect(found == numbers.indices.filter { numbers[$0] >= limit })
    }
  }

  @Test func `scores of a window are found by their blocks and cleared`() {
    var random = SeededRandom()
    var window = ScoreWindow()
    for _ in 0..<50 {
      let scores = (0..<ScoreWindow.count).map { _ in UInt32.random(in: 0...900, using: &random) }
      for (slot, score) in scores.enumerated() { window[UInt32(slot)] = score }
      let (first, limit) = (128 * Int.random(in: 0..<32, using: &random), UInt32(850))
      var (places, found) = (window.places(atLeast: limit, from: UInt32(first)), [Int]())
      while let place = places.next() { found.append(first + place) }

      #expect(found == (first..<first + 128).filter { scores[$0] >= limit })
      window.clear()
      let rest = (0..<UInt32(ScoreWindow.count)).filter { window[$0] != 0 }
      #expect(rest.isEmpty)
    }
  }

  /// The scores that both ways give the same documents.
  private func added(
    _ documents: [UInt32], _ frequencies: [UInt32], _ places: Range<Int>, norms: [UInt8],
    ascend: Bool
  ) -> [[UInt32]] {
    let documents = block(documents)
    let frequencies = block(frequencies)
    let length = BM25Length(averageLength: 90)
    // Length bytes begin anywhere, and none need follow.
    let bytes = [7, 7] + norms
    return [true, false].map { isFast in
      var window = ScoreWindow()
      for slot in 0..<UInt32(ScoreWindow.count) { window[slot] = slot }
      let range = 2..<2 + norms.count
      if isFast {
        window.add(
          documents, frequencies, places, from: 40, length, weight: 3e7, norms: range,
          ascend: ascend, bytes.span)
      } else {
        window.addPortably(
          documents, frequencies, places, from: 40, length, weight: 3e7, norms: range, bytes.span)
      }
      return (0..<UInt32(ScoreWindow.count)).map { window[$0] }
    }
  }

  @Test func `scores are the same either way`() {
    var random = SeededRandom()
    for round in 0..<400 {
      let step = [1, 3, 30][round % 3] as UInt32
      let count = Int.random(in: 1...128, using: &random)
      let documents = ascending(count, step: step, &random).map { $0 + 40 }
      let frequencies = (0..<128).map { _ in
        // Most occur once or twice, some more often than parts are tabulated.
        UInt32.random(in: 0...([1, 9, 40].randomElement(using: &random) ?? 1), using: &random)
      }
      let start = Int.random(in: 0..<count, using: &random)
      let places = start..<Int.random(in: start...count, using: &random)
      let any = (0..<4000).map { _ in UInt8.random(in: 0...255, using: &random) }
      let ascend = round % 2 == 0
      let scores = added(
        documents, frequencies, places, norms: ascend ? any.sorted() : any, ascend: ascend)

      #expect(scores[0] == scores[1], "seed \(SeededRandom.seed)")
      let changed = scores[0].indices.filter { scores[0][$0] != UInt32($0) }
      #expect(changed == places.map { Int(documents[$0]) - 40 })
    }
  }

  @Test func `a document without a length byte is scored as one of none`() {
    let scores = added(
      [41, 60, 70], [0, 1, 2], 0..<3, norms: [UInt8](repeating: 3, count: 50), ascend: true)
    let length = BM25Length(averageLength: 90)
    let without = UInt32(3e7 * length.part(1, 0)) + 1

    #expect(scores[0] == scores[1])
    #expect(scores[0][20] == 20 + without)
  }

  @Test func `running sums of gaps are the same either way`() {
    var random = SeededRandom()
    for _ in 0..<200 {
      let gaps = (0..<128).map { _ in UInt32.random(in: 0...(.max), using: &random) }
      let base = UInt32.random(in: 0...(.max), using: &random)
      var (one, other) = (gaps, gaps)
      var oneSpan = one.mutableSpan
      var otherSpan = other.mutableSpan
      BitPacking.accumulateGaps(&oneSpan, after: base)
      BitPacking.accumulateGapsPortably(&otherSpan, after: base)

      var (last, expected) = (base, [UInt32]())
      for gap in gaps {
        last = last &+ gap &+ 1
        expected.append(last)
      }
      #expect(one == expected)
      #expect(other == expected)
    }
  }
}
