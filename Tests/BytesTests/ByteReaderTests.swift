import Bytes
import TestSupport
import Testing

@Suite struct ByteReaderTests {
  @Test func `What a writer wrote a reader reads back`() throws {
    var writer = ByteWriter()
    writer.append(UInt8(7))
    writer.append(littleEndian: UInt32(0x0102_0304))
    writer.append(varint: 300)
    writer.append(text: "扶持资金")
    writer.align(to: 8)

    let bytes = writer.bytes
    var reader = ByteReader(bytes.span)
    let byte = try reader.byte()
    let word: UInt32 = try reader.littleEndian()
    let number = try reader.varint()
    let text = try reader.text()

    #expect(byte == 7)
    #expect(word == 0x0102_0304)
    #expect(bytes[1] == 4, "little-endian: the lowest byte comes first")
    #expect(number == 300)
    #expect(text == "扶持资金")
    #expect(bytes.count % 8 == 0)
  }

  @Test(arguments: [0, 1, 127, 128, 16_383, 16_384, UInt64.max - 1, UInt64.max] as [UInt64])
  func `Varints keep every magnitude`(value: UInt64) throws {
    var writer = ByteWriter()
    writer.append(varint: value)
    let bytes = writer.bytes

    var reader = ByteReader(bytes.span)
    let read = try reader.varint()

    #expect(read == value)
    #expect(reader.remaining == 0)
  }

  @Test func `A varint of more than 64 bits is refused`() {
    let bytes = [UInt8](repeating: 0xFF, count: 9) + [2]

    var reader = ByteReader(bytes.span)
    let read = try? reader.varint()

    #expect(read == nil)
  }

  @Test func `Reading past the end throws and moves nothing`() {
    let bytes: [UInt8] = [1, 2, 3]
    var reader = ByteReader(bytes.span)
    let word = try? reader.littleEndian(UInt32.self)
    let array = try? reader.array(4)
    let negative = try? reader.array(-1)

    #expect(word == nil && array == nil && negative == nil)
    #expect(reader.offset == 0)
  }

  @Test func `Random bytes are read without a trap`() {
    var random = SeededRandom()
    for _ in 0..<2000 {
      let bytes = random.bytes(Int.random(in: 0...40, using: &random))
      var reader = ByteReader(bytes.span, at: Int.random(in: -5...50, using: &random))
      while reader.remaining > 0 {
        let read: Bool
        switch random.next() % 4 {
        case 0: read = (try? reader.text()) != nil
        case 1: read = (try? reader.varint()) != nil
        case 2: read = (try? reader.littleEndian(UInt64.self)) != nil
        default: read = (try? reader.skip(Int.random(in: -2...9, using: &random))) != nil
        }
        if !read { break }
      }
      #expect(reader.offset <= bytes.count, "seed \(SeededRandom.seed)")
    }
  }
}
