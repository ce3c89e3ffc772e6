/// DEFLATE (RFC 1951) with fixed codes and greedy matching, and the frames around it.
///
/// The city's files must be the same bytes on every machine, and zlib promises no such thing between
/// its versions; so this small encoder packs them. What travels over HTTP is compressed by zlib.
enum Deflate {
  private static let windowSize = 32_768
  private static let longestMatch = 258
  /// Hash chains are not followed: one candidate per 3-byte hash halves our texts well enough.
  private static let hashBits = 13

  /// The bytes as a gzip member (RFC 1952) without a time stamp.
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    output += encode(bytes)
    output += littleEndian(CRC32.checksum(bytes))
    output += littleEndian(UInt32(truncatingIfNeeded: bytes.count))
    return output
  }

  /// The bytes as a zlib stream (RFC 1950), as PDF's FlateDecode wants.
  static func zlib(_ bytes: [UInt8]) -> [UInt8] {
    var low: UInt32 = 1
    var high: UInt32 = 0
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    let sum = (high << 16) | low
    return [0x78, 0x9C] + encode(bytes) + littleEndian(sum.byteSwapped)
  }

  /// The bytes as one final block with fixed codes.
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var bits = BitWriter()
    bits.append(0b011, count: 3)
    var recent = [Int](repeating: -1, count: 1 << hashBits)
    var position = 0
    while position < bytes.count {
      let (length, distance) = match(bytes, at: position, &recent)
      if length >= 3 {
        appendLength(length, &bits)
        appendDistance(distance, &bits)
      } else {
        appendLiteral(Int(bytes[position]), &bits)
      }
      position += max(1, length)
    }
    appendLiteral(256, &bits)
    return bits.finish()
  }

  /// Length and distance of the match at `position`, 0 for none; notes the position for later ones.
  private static func match(_ bytes: [UInt8], at position: Int, _ recent: inout [Int]) -> (Int, Int)
  {
    guard position + 3 <= bytes.count else { return (0, 0) }
    let word =
      UInt32(bytes[position]) << 16 | UInt32(bytes[position + 1]) << 8
      | UInt32(bytes[position + 2])
    let slot = Int((word &* 0x9E37_79B1) >> UInt32(32 - hashBits))
    let candidate = recent[slot]
    recent[slot] = position
    guard candidate >= 0, position - candidate <= windowSize else { return (0, 0) }
    var length = 0
    let limit = min(longestMatch, bytes.count - position)
    while length < limit, bytes[candidate + length] == bytes[position + length] { length += 1 }
    return length >= 3 ? (length, position - candidate) : (0, 0)
  }

  /// A literal or end-of-block code of the fixed tree (RFC 1951 §3.2.6).
  private static func appendLiteral(_ symbol: Int, _ bits: inout BitWriter) {
    switch symbol {
    case 0...143: bits.appendReversed(UInt32(0x30 + symbol), count: 8)
    case 144...255: bits.appendReversed(UInt32(0x190 + symbol - 144), count: 9)
    case 256...279: bits.appendReversed(UInt32(symbol - 256), count: 7)
    default: bits.appendReversed(UInt32(0xC0 + symbol - 280), count: 8)
    }
  }

  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let lengthExtra = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
    2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]

  private static func appendLength(_ length: Int, _ bits: inout BitWriter) {
    let index = (lengthBases.firstIndex { $0 > length } ?? lengthBases.count) - 1
    appendLiteral(257 + index, &bits)
    bits.append(UInt32(length - lengthBases[index]), count: lengthExtra[index])
  }

  private static func appendDistance(_ distance: Int, _ bits: inout BitWriter) {
    let index = (distanceBases.firstIndex { $0 > distance } ?? distanceBases.count) - 1
    bits.appendReversed(UInt32(index), count: 5)
    bits.append(UInt32(distance - distanceBases[index]), count: max(0, index / 2 - 1))
  }
}

/// Collects bits, lowest first, into bytes.
private struct BitWriter {
  private var bytes: [UInt8] = []
  private var pending: UInt32 = 0
  private var pendingCount = 0

  mutating func append(_ bits: UInt32, count: Int) {
    pending |= bits << UInt32(pendingCount)
    pendingCount += count
    while pendingCount >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      pendingCount -= 8
    }
  }

  /// Huffman codes go in from their highest bit.
  mutating func appendReversed(_ code: UInt32, count: Int) {
    var reversed: UInt32 = 0
    for bit in 0..<count where code & (1 << UInt32(bit)) != 0 {
      reversed |= 1 << UInt32(count - 1 - bit)
    }
    append(reversed, count: count)
  }

  mutating func finish() -> [UInt8] {
    if pendingCount > 0 { append(0, count: 8 - pendingCount) }
    return bytes
  }
}

/// CRC-32 as gzip, ZIP and RAR use it (polynomial 0xEDB88320).
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1
    }
  }

  /// The checksum of the bytes.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes { value = table[Int((value ^ UInt32(byte)) & 0xFF)] ^ (value >> 8) }
    return ~value
  }
}

/// The integer's bytes, lowest first.
func littleEndian<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
  (0..<(Value.bitWidth / 8)).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
}

/// The integer's bytes, highest first.
func bigEndian<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
  littleEndian(value).reversed()
}
