import Bytes
import TestSupport
import Testing

@testable import SearchIndex

struct BlockCodecTests {
  private func block(_ bits: Int, outliers: Int, _ random: inout SeededRandom) -> IntegerBlock {
    var values = IntegerBlock()
    for place in 0..<128 where bits > 0 {
      values[place] = UInt32.random(in: 0...(UInt32.max >> UInt32(32 - bits)), using: &random)
    }
    for _ in 0..<outliers {
      values[Int.random(in: 0..<128, using: &random)] = UInt32.random(
        in: 0...UInt32.max, using: &random)
    }
    return values
  }

  @Test(arguments: 0...32)
  func `a block of any width comes back`(bits: Int) {
    var random = SeededRandom()
    for outliers in [0, 1, 5, 40] {
      let values = block(bits, outliers: outliers, &random)
      var bytes: [UInt8] = [7]
      BlockCodec.encode(values, into: &bytes)
      let end = bytes.count
      bytes += [UInt8](repeating: 0xFF, count: 8)
      var decoded = IntegerBlock(repeating: 1)
      var offset = 1

      let isWhole = BlockCodec.decode(bytes.span, &offset, into: &decoded)

      #expect(isWhole && offset == end)
      let isEqual = equal(decoded, values, 128)
      #expect(isEqual, "seed \(SeededRandom.seed)")
      for place in 0..<128 {
        let (value, expected) = (BlockCodec.value(bytes.span, 1, at: place), values[place])
        #expect(value == expected, "seed \(SeededRandom.seed)")
      }
    }
  }

  @Test(arguments: 0...32)
  func `a tail of any width comes back`(bits: Int) {
    var random = SeededRandom()
    for count in [1, 2, 63, 127] {
      let values = block(bits, outliers: 0, &random)
      var bytes: [UInt8] = []
      let width = TailCodec.width(values, count)
      TailCodec.encode(values, count, width: width, into: &bytes)
      var decoded = IntegerBlock(repeating: 1)
      var offset = 0
      #expect(bytes.count == TailCodec.byteCount(count, width: width))
      bytes += [UInt8](repeating: 0xFF, count: 8)

      TailCodec.decode(bytes.span, &offset, count, width: width, into: &decoded)

      let isEqual = equal(decoded, values, count)
      #expect(isEqual)
      for place in 0..<count {
        let expected = values[place]
        #expect(TailCodec.value(bytes.span, 0, at: place, width: width) == expected)
      }
    }
  }

  @Test func `a number of a damaged block is none`() {
    // More exceptions than a block has, a width over 32, an exception wider than what is left of 32 bits, and bytes that are missing.
    let tooWide =
      [30, 1] + [UInt8](repeating: 0, count: 480) + [3, 7, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    for bytes in [[1, 65], [33, 0], tooWide, [20, 0, 1]] as [[UInt8]] {
      var values = IntegerBlock()
      var offset = 0

      #expect(BlockCodec.value(bytes.span, 0, at: 7) == nil)
      #expect(!BlockCodec.decode(bytes.span, &offset, into: &values))
    }
  }

  @Test func `varints of any length are read, up to the end of the bytes`() {
    var random = SeededRandom()
    for bits in 0...64 {
      let numbers = (0..<40).map { _ in
        bits == 0 ? 0 : UInt64.random(in: 0...(UInt64.max >> UInt64(64 - bits)), using: &random)
      }
      var bytes: [UInt8] = []
      for number in numbers { appendVarint(number, to: &bytes) }
      var (offset, slow) = (0, 0)

      for number in numbers {
        #expect(bytes.span.varint(&offset) == number, "seed \(SeededRandom.seed)")
        #expect(bytes.span.longVarint(&slow) == number)
        #expect(offset == slow)
      }
      #expect(offset == bytes.count)
      #expect(bytes.span.varint(&offset) == 0)
    }
  }

  private func equal(
    _ left: borrowing IntegerBlock, _ right: borrowing IntegerBlock, _ count: Int
  ) -> Bool {
    for place in 0..<count where left[place] != right[place] { return false }
    return true
  }

  @Test func `a block finds where a number would stand, and which are at least another`() {
    var random = SeededRandom()
    for _ in 0..<200 {
      var values = IntegerBlock()
      let bound = UInt32.random(in: 1...400, using: &random)
      var sorted = (0..<128).map { _ in UInt32.random(in: 0...bound, using: &random) }.sorted()
      for place in 0..<128 { values[place] = sorted[place] }
      let limit = UInt32.random(in: 0...bound + 1, using: &random)

      let below = values.countBelow(limit)
      #expect(below == sorted.count { $0 < limit })

      sorted.shuffle(using: &random)
      for place in 0..<128 { values[place] = sorted[place] }
      let (start, end) = (
        Int.random(in: 0...70, using: &random), Int.random(in: 60...128, using: &random)
      )
      var places = values.places(atLeast: limit).intersection(PlaceSet(start, end))
      var found: [Int] = []
      while let place = places.next() { found.append(place) }
      #expect(found == sorted.indices.filter { $0 >= start && $0 < end && sorted[$0] >= limit })
      let sum = values.sum(first: end)
      #expect(sum == sorted[..<end].reduce(0, +))
    }
  }

  @Test func `a few wide numbers do not widen the whole block`() {
    var random = SeededRandom()
    let values = block(3, outliers: 2, &random)
    var bytes: [UInt8] = []

    BlockCodec.encode(values, into: &bytes)

    #expect(bytes.count < 2 + 16 * 3 + 2 * 7)
  }

  @Test func `a cut or damaged block is refused or decoded, never read past its end`() {
    var random = SeededRandom()
    var bytes: [UInt8] = []
    BlockCodec.encode(block(9, outliers: 4, &random), into: &bytes)
    for _ in 0..<500 {
      var damaged = bytes
      damaged[Int.random(in: 0..<damaged.count, using: &random)] ^=
        1 << UInt8.random(in: 0..<8, using: &random)
      damaged.removeLast(Int.random(in: 0...damaged.count, using: &random))
      var decoded = IntegerBlock()
      var offset = 0

      if BlockCodec.decode(damaged.span, &offset, maxBits: 24, into: &decoded) {
        var most: UInt32 = 0
        for place in 0..<128 { most = max(most, decoded[place]) }
        #expect(most < 1 << 24)
      }
    }
  }

  @Test func `running sums count from the base, one more for each`() {
    var values = (0..<128).map { UInt32($0 % 3) }
    var expected: [UInt32] = []
    var sum = UInt32.max
    for index in 0..<128 {
      sum = sum &+ values[index] &+ 1
      expected.append(sum)
    }

    var span = values.mutableSpan
    BitPacking.accumulateGaps(&span, after: .max)

    #expect(values == expected)
  }

  @Test func `lengths are exact up to 40 and never rounded up`() {
    for length in 0...40 as ClosedRange<UInt32> {
      #expect(LengthNorm.decode(LengthNorm.encode(length)) == length)
    }
    for length in [41, 100, 999, 12_345, 1 << 20, 1 << 30] as [UInt32] {
      let decoded = LengthNorm.decode(LengthNorm.encode(length))
      #expect(decoded <= length && Double(decoded) > Double(length) * 0.88)
    }
    // org.apache.lucene.util.SmallFloat.intToByte4: 41 → 40 (byte 40), 1000 → 984 (byte 79)
    #expect(LengthNorm.encode(41) == 40)
    #expect(
      (0..<255).allSatisfy { LengthNorm.decode(UInt8($0)) < LengthNorm.decode(UInt8($0 + 1)) })
  }
}
