/// Decoding and classes of code points as the tokenizer needs them.
public enum CodePoint {
  /// The code point at `offset` and its length in bytes; length 0 where the bytes are no UTF-8.
  @inlinable public static func decode(
    _ bytes: Span<UInt8>, at offset: Int
  ) -> (value: UInt32, length: Int) {
    let first = UInt32(bytes[offset])
    let left = bytes.count &- offset
    if first < 0x80 { return (first, 1) }
    if first & 0xF0 == 0xE0 && left >= 3 {
      let second = UInt32(bytes[offset &+ 1])
      let third = UInt32(bytes[offset &+ 2])
      let value = (first & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F
      let whole = (second & 0xC0 == 0x80) && (third & 0xC0 == 0x80)
      return whole && value >= 0x800 && value & 0xF800 != 0xD800 ? (value, 3) : (0, 0)
    }
    if first & 0xE0 == 0xC0 && left >= 2 {
      let second = UInt32(bytes[offset &+ 1])
      let value = (first & 0x1F) << 6 | second & 0x3F
      return second & 0xC0 == 0x80 && value >= 0x80 ? (value, 2) : (0, 0)
    }
    if first & 0xF8 == 0xF0 && left >= 4 { return decodeFour(bytes, at: offset) }
    return (0, 0)
  }

  /// The unified ideograph U+4E00…U+9FFF that the bytes begin with; 0 when something else stands there. The tokenizer's fast path.
  @inlinable @inline(__always) static func commonHan(_ bytes: Span<UInt8>) -> UInt32 {
    // Behind this the three bytes need no further check.
    if bytes.count < 3 { return 0 }
    let value = UInt32(bytes[0]) << 16 | UInt32(bytes[1]) << 8 | UInt32(bytes[2])
    // E4 B8 80 is U+4E00 and E9 BF BF is U+9FFF; the mask checks all three lead and continuation patterns at once.
    if value & 0xF0_C0C0 != 0xE0_8080 { return 0 }
    let codePoint = (value >> 4 & 0xF000) | (value >> 2 & 0x0FC0) | value & 0x3F
    return codePoint &- 0x4E00 < 0x5200 ? codePoint : 0
  }

  @usableFromInline static func decodeFour(
    _ bytes: Span<UInt8>, at offset: Int
  ) -> (value: UInt32, length: Int) {
    var value = UInt32(bytes[offset]) & 0x07
    for index in 1...3 {
      let next = UInt32(bytes[offset + index])
      guard next & 0xC0 == 0x80 else { return (0, 0) }
      value = value << 6 | next & 0x3F
    }
    return (0x10000...0x10FFFF).contains(value) ? (value, 4) : (0, 0)
  }

  /// Whether it is a Han character: 〇, the unified ideographs with extensions, the compatibility ideographs.
  @inlinable public static func isHan(_ value: UInt32) -> Bool {
    (value >= 0x4E00 && value <= 0x9FFF) || (value >= 0x3400 && value <= 0x4DBF)
      || value == 0x3007 || (value >= 0xF900 && value <= 0xFAFF)
      || (value >= 0x20000 && value <= 0x3FFFF)
  }

  /// The ASCII character that a full-width form U+FF01…FF5E stands for; any other scalar itself.
  public static func narrowed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }

  /// The lower-case ASCII letter or digit that the code point is written for; 0 when it is none.
  ///
  /// Full-width forms fold to ASCII; so do the Kelvin sign and the dotted capital I, whose lower case is ASCII.
  @inlinable public static func foldedASCII(_ value: UInt32) -> UInt8 {
    var plain = value
    if value >= 0xFF01 && value <= 0xFF5E { plain = value &- 0xFEE0 }
    if value == 0x212A { return 0x6B }
    if value == 0x0130 { return 0x69 }
    if plain >= 0x80 { return 0 }
    return foldedByte(UInt8(truncatingIfNeeded: plain))
  }

  /// The lower-case letter or digit of an ASCII byte; 0 when it is none.
  @inlinable public static func foldedByte(_ byte: UInt8) -> UInt8 {
    if byte &- 0x30 < 10 || byte &- 0x61 < 26 { return byte }
    return byte &- 0x41 < 26 ? byte | 0x20 : 0
  }

  /// Whether it is one of the blanks, brackets and marks that stand between nearly all runs of Han characters: an early answer.
  @inlinable @inline(__always) static func isCommonSeparator(_ value: UInt32) -> Bool {
    // U+3000…3004 and 3008…3020; the full-width forms below the digits, between them and the letters.
    (value &- 0x3000 < 0x21 && value &- 0x3005 > 2) || value &- 0xFF01 < 0x0F
      || value &- 0xFF1A < 0x07
  }

  /// Whether it is a letter of a script other than Han and ASCII.
  @usableFromInline static func isOtherLetter(_ value: UInt32) -> Bool {
    if value < 0xAA || (value >= 0x2000 && value <= 0x20FF) { return false }
    if (value >= 0x3000 && value <= 0x3004) || (value >= 0x3008 && value <= 0x3030) { return false }
    if value >= 0xFF00 && value <= 0xFF65 { return false }
    guard foldedASCII(value) == 0, let scalar = Unicode.Scalar(value) else { return false }
    return scalar.properties.isAlphabetic
  }
}
