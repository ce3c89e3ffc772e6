import Bytes
import TestSupport
import Testing

@testable import SearchIndex

struct BlockCodecTests {
  private func block(_ bits: Int, outliers: Int, _ random: inout SeededRandom) -> InlineArray<
    128, UInt32
  > {
    var values = InlineArray<128, UInt32> { _ in
      bits == 0 ? 0 : UInt32.random(in: 0...(UInt32.max >> UInt32(32 - bits)), using: &random)
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
      BlockCodec.encode(values.span, into: &bytes)
      var decoded = InlineArray<128, UInt32>(repeating: 1)
      var (offset, skipped) = (1, 1)

      let isWhole = BlockCodec.decode(bytes.span, &offset, into: &decoded)

      #expect(isWhole && offset == bytes.count)
      #expect((0..<128).allSatisfy { decoded[$0] == values[$0] }, "seed \(SeededRandom.seed)")
      #expect(BlockCodec.skip(bytes.span, &skipped) && skipped == offset)
    }
  }

  @Test(arguments: 0...32)
  func `a tail of any width comes back`(bits: Int) {
    var random = SeededRandom()
    for count in [1, 2, 63, 127] {
      let values = block(bits, outliers: 0, &random)
      var bytes: [UInt8] = []
      let width = TailCodec.width(values.span, count)
      TailCodec.encode(values.span, count, width: width, into: &bytes)
      var decoded = InlineArray<128, UInt32>(repeating: 1)
      var offset = 0
      #expect(bytes.count == TailCodec.byteCount(count, width: width))
      bytes += [UInt8](repeating: 0xFF, count: 8)

      TailCodec.decode(bytes.span, &offset, count, width: width, into: &decoded)

      #expect((0..<count).allSatisfy { decoded[$0] == values[$0] })
    }
  }

  @Test func `a few wide numbers do not widen the whole block`() {
    var random = SeededRandom()
    let values = block(3, outliers: 2, &random)
    var bytes: [UInt8] = []

    BlockCodec.encode(values.span, into: &bytes)

    #expect(bytes.count < 2 + 16 * 3 + 2 * 7)
  }

  @Test func `a cut or damaged block is refused or decoded, never read past its end`() {
    var random = SeededRandom()
    var bytes: [UInt8] = []
    BlockCodec.encode(block(9, outliers: 4, &random).span, into: &bytes)
    for _ in 0..<500 {
      var damaged = bytes
      damaged[Int.random(in: 0..<damaged.count, using: &random)] ^=
        1 << UInt8.random(in: 0..<8, using: &random)
      damaged.removeLast(Int.random(in: 0...damaged.count, using: &random))
      var decoded = InlineArray<128, UInt32>(repeating: 0)
      var offset = 0

      if BlockCodec.decode(damaged.span, &offset, maxBits: 24, into: &decoded) {
        #expect((0..<128).allSatisfy { decoded[$0] < 1 << 24 })
      }
    }
  }

  @Test func `running sums count from the base, one more for each`() {
    var values = InlineArray<128, UInt32> { UInt32($0 % 3) }
    var expected: [UInt32] = []
    var sum = UInt32.max
    for index in 0..<128 {
      sum = sum &+ values[index] &+ 1
      expected.append(sum)
    }

    BitPacking.accumulateGaps(&values, after: .max)

    #expect((0..<128).map { values[$0] } == expected)
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
