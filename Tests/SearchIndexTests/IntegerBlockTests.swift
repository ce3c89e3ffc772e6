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
