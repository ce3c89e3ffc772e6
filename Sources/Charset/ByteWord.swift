/// Eight bytes in a row, looked at together where most of a page is of no interest.
///
/// Public, as Swift 6.3 inlines nothing that is `package` into other modules, `@inlinable` or not.
public struct ByteWord {
  /// The bytes, the first one lowest.
  public let bits: UInt64

  /// The eight bytes of `bytes` from `start`, which must be there.
  @inlinable @inline(__always) public init(_ bytes: Span<UInt8>, _ start: Int) {
    // SAFETY: a UInt8 has no padding and any eight bytes are a UInt64; that they are there is checked by the load.
    unsafe bits = UInt64(
      littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
  }

  /// How many bytes stand before the first one above 0x7F; 8 when there is none.
  @inlinable @inline(__always) public var leadingASCII: Int {
    (bits & 0x8080_8080_8080_8080).trailingZeroBitCount &>> 3
  }

  /// Whether all bytes are above 0x7F.
  @inlinable @inline(__always) public var isHigh: Bool {
    bits & 0x8080_8080_8080_8080 == 0x8080_8080_8080_8080
  }

  /// How many bytes stand before the first `byte`; 8 when there is none.
  @inlinable @inline(__always) public func distance(to byte: UInt8) -> Int {
    // The lowest byte that is zero borrows first (Mycroft 1987).
    let other = bits ^ (UInt64(byte) &* 0x0101_0101_0101_0101)
    let zeros = (other &- 0x0101_0101_0101_0101) & ~other & 0x8080_8080_8080_8080
    return zeros.trailingZeroBitCount &>> 3
  }

  /// Whether two characters of U+1000 to U+CFFF or U+E000 to U+FFFF stand at the start, six bytes of UTF-8.
  @inlinable @inline(__always) public var beginsWithTwoCommonTriples: Bool {
    bits & 0x0000_C0C0_F0C0_C0F0 == 0x0000_8080_E080_80E0
      && Self.commonLeads &>> (bits & 15) & Self.commonLeads &>> (bits &>> 24 & 15) & 1 == 1
  }

  /// Bit k tells whether any two bytes that follow a first one of 0xE0 + k make a character of it: not of 0xE0 and 0xED.
  @usableFromInline static let commonLeads: UInt64 = 0b1101_1111_1111_1110

  /// Whether a byte is below 0x20.
  @inlinable @inline(__always) public var hasControl: Bool {
    // A byte below 0x20 borrows; so may one behind it, but none before it, as above.
    (bits &- 0x2020_2020_2020_2020) & ~bits & 0x8080_8080_8080_8080 != 0
  }
}

extension ByteWord {
  /// Whether eight such characters as `beginsWithTwoCommonTriples` asks for stand at `start`: 24 bytes, which must be there.
  @inline(__always)
  static func areEightCommonTriples(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    let first = ByteWord(bytes, start).bits
    let second = ByteWord(bytes, start &+ 8).bits
    let third = ByteWord(bytes, start &+ 16).bits
    let misfits =
      (first & 0xC0F0_C0C0_F0C0_C0F0 ^ 0x80E0_8080_E080_80E0)
      | (second & 0xF0C0_C0F0_C0C0_F0C0 ^ 0xE080_80E0_8080_E080)
      | (third & 0xC0C0_F0C0_C0F0_C0C0 ^ 0x8080_E080_80E0_8080)
    // The low halves of the eight first bytes lie in places of their own. Added to 15, all but zero reach the bit above.
    let leads =
      first & 0x000F_0000_0F00_000F | second & 0x0F00_000F_0000_0F00
      | third & 0x0000_0F00_000F_0000
    let fifteens: UInt64 = 0x0F0F_0F0F_0F0F_0F0F
    let common = (leads &+ fifteens) & ((leads ^ 0x0D0D_0D0D_0D0D_0D0D) &+ fifteens)
    return misfits == 0 && common & 0x1010_1010_1010_1010 == 0x1010_1010_1010_1010
  }
}
