import Bytes
import TestSupport
import Testing

@Suite struct CompressionTests {
  private let text = [UInt8]("关于申报扶持资金的通知。".utf8)

  @Test(arguments: [0, 1, 1000, 200_000])
  func `gzip gives back what went in`(count: Int) {
    let bytes = (0..<count).map { text[$0 % text.count] }

    let output = Gzip.decompress(Gzip.compress(bytes).span, limit: 1 << 20)

    #expect(output.bytes == bytes)
    #expect(output.end == .complete)
  }

  @Test func `gzip members are read one by one or all at once`() {
    let first = Gzip.compress([1, 2, 3])
    let both = first + Gzip.compress([4, 5])

    let one = Gzip.decompress(both.span, limit: 100, oneMember: true)
    let all = Gzip.decompress(both.span, limit: 100)

    #expect(one.bytes == [1, 2, 3])
    #expect(one.consumed == first.count)
    #expect(all.bytes == [1, 2, 3, 4, 5])
  }

  @Test func `a whole member is read by the length that it says`() {
    var random = SeededRandom()
    var compressor = Gzip.Compressor(level: 1)
    for count in [0, 1, 1000, 200_000] {
      let bytes = random.bytes(count / 2) + [UInt8](repeating: 7, count: count - count / 2)
      let member = compressor.gzip(bytes)

      #expect(Gzip.content(ofMember: member.span, limit: count) == bytes)
      #expect(Gzip.content(ofMember: member.span, limit: count - 1) == nil)
      #expect(Gzip.content(ofMember: (member + [0]).span, limit: 1 << 20) == nil)
      #expect(Gzip.content(ofMember: Array(member.dropLast()).span, limit: 1 << 20) == nil)
    }
  }

  @Test func `a damaged member has no content but its own`() {
    let bytes = (0..<500).map { text[$0 % text.count] }
    let member = Gzip.compress(bytes)
    for index in member.indices where !(3..<10).contains(index) {
      var bad = member
      bad[index] ^= 0x10
      // Bits between the last code and the next byte mean nothing.
      let content = Gzip.content(ofMember: bad.span, limit: 1 << 30)
      #expect(content == nil || content == bytes, "byte \(index)")
    }
  }

  @Test func `A gzip bomb stops at the limit`() {
    let bomb = Gzip.compress([UInt8](repeating: 0, count: 10_000_000))

    let output = Gzip.decompress(bomb.span, limit: 1000)

    #expect(output.bytes.count == 1000)
    #expect(output.end == .limit)
  }

  @Test func `A cut gzip stream keeps what came and says so`() {
    var random = SeededRandom()
    let bytes = random.bytes(100_000)
    let whole = Gzip.compress(bytes)

    let output = Gzip.decompress(Array(whole[..<(whole.count / 2)]).span, limit: 1 << 20)

    #expect(output.end == .truncated)
    #expect(output.bytes.count > 10_000)
    #expect(bytes.starts(with: output.bytes))
  }

  @Test func `Random bytes are no gzip`() {
    var random = SeededRandom()
    for _ in 0..<500 {
      let output = Gzip.decompress(
        random.bytes(Int.random(in: 1...200, using: &random)).span, limit: 1000)
      #expect(output.end != .complete, "seed \(SeededRandom.seed)")
    }
  }

  @Test func `a zstd compressor that is used again gives frames of their own`() {
    var random = SeededRandom()
    var compressor = Zstd.Compressor(level: 1)
    for count in [0, 10, 100_000, 3] {
      let bytes = random.bytes(count) + [UInt8](repeating: 7, count: count)
      let frame = compressor.compress(bytes)
      #expect(Zstd.decompress(frame.span, limit: 1 << 20) == bytes)
      var fresh = Zstd.Compressor(level: 1)
      let alone = fresh.compress(bytes)
      #expect(frame == alone)
    }
  }

  @Test func `zstd gives back what went in and refuses the rest`() {
    var compressor = Zstd.Compressor(level: 3)
    let frame = compressor.compress(text)

    #expect(Zstd.decompress(frame.span, limit: 1000) == text)
    #expect(Zstd.decompress(frame.span, limit: 10) == nil, "over the limit")
    #expect(Zstd.decompress(Array(frame.dropLast()).span, limit: 1000) == nil, "cut short")
    #expect(Zstd.decompress(text.span, limit: 1000) == nil, "no frame")
    #expect(Zstd.decompressStream(frame + frame, limit: 1000) == text + text)
    #expect(Zstd.decompressStream(Array(frame.dropLast()), limit: 1000) == nil)
  }
}
