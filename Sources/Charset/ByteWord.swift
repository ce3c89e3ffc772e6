/// Eight bytes in a row, looked at together where most of a page is of no interest.
package struct ByteWord {
  /// The bytes, the first one lowest.
  package let bits: UInt64

  /// The eight bytes of `bytes` from `start`, which must be there.
  @inlinable @inline(__always) package init(_ bytes: Span<UInt8>, _ start: Int) {
    let eight = bytes.extracting(start..<start &+ 8)
    var bits: UInt64 = 0
    for index in 0..<8 { bits |= UInt64(eight[index]) &<< UInt64(8 &* index) }
    self.bits = bits
  }

  /// How many bytes stand before the first one above 0x7F; 8 when there is none.
  @inlinable @inline(__always) package var leadingASCII: Int {
    (bits & 0x8080_8080_8080_8080).trailingZeroBitCount &>> 3
  }

  /// Whether all bytes are above 0x7F.
  @inlinable @inline(__always) package var isHigh: Bool {
    bits & 0x8080_8080_8080_8080 == 0x8080_8080_8080_8080
  }

  /// How many bytes stand before the first `byte`; 8 when there is none.
  @inlinable @inline(__always) package func distance(to byte: UInt8) -> Int {
    // The lowest byte that is zero borrows first (Mycroft 1987).
    let other = bits ^ (UInt64(byte) &* 0x0101_0101_0101_0101)
    let zeros = (other &- 0x0101_0101_0101_0101) & ~other & 0x8080_8080_8080_8080
    return zeros.trailingZeroBitCount &>> 3
  }

  /// Whether two characters of U+1000 to U+CFFF or U+E000 to U+FFFF stand at the start, six bytes of UTF-8.
  @inlinable @inline(__always) package var beginsWithTwoCommonTriples: Bool {
    bits & 0x0000_C0C0_F0C0_C0F0 == 0x0000_8080_E080_80E0
      && Self.commonLeads &>> (bits & 15) & Self.commonLeads &>> (bits &>> 24 & 15) & 1 == 1
  }

  /// Bit k tells whether any two bytes that follow a first one of 0xE0 + k make a character of it: not of 0xE0 and 0xED.
  @usableFromInline static let commonLeads: UInt64 = 0b1101_1111_1111_1110

  /// Whether a byte is below 0x20.
  @inlinable @inline(__always) package var hasControl: Bool {
    // A byte below 0x20 borrows; so may one behind it, but none before it, as above.
    (bits &- 0x2020_2020_2020_2020) & ~bits & 0x8080_8080_8080_8080 != 0
  }
}
