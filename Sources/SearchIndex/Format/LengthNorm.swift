/// Lengths in one byte: exact up to 40, then with a relative error below 1/8.
///
/// Lucene's SmallFloat byte4 (org.apache.lucene.util.SmallFloat.intToByte4), so that scores equal its and Tantivy's.
package enum LengthNorm {
  /// The largest byte whose length is at most `length`.
  package static func encode(_ length: UInt32) -> UInt8 {
    let clamped = min(length, UInt32(Int32.max))
    if clamped < 24 { return UInt8(clamped) }
    return UInt8(24 + floatByte(clamped - 24))
  }

  /// The length that a byte stands for.
  package static func decode(_ byte: UInt8) -> UInt32 {
    if byte < 24 { return UInt32(byte) }
    let value = UInt32(byte) - 24
    let bits = value & 7
    let exponent = value >> 3
    return 24 + (exponent == 0 ? bits : (bits | 8) << (exponent - 1))
  }

  private static func floatByte(_ value: UInt32) -> UInt32 {
    let bits = UInt32(32 - value.leadingZeroBitCount)
    if bits < 4 { return value }
    let shift = bits - 4
    return (value >> shift & 7) | (shift + 1) << 3
  }
}
