/// Which Han characters are one to a search: a traditional one and its simplified one, the variants of a character, a compatibility
/// ideograph and its unified one.
///
/// Character by character; on judged queries this finds as much as conversion by phrases (docs/decisions/0009).
public enum HanFolding {
  /// The first code point of `table`.
  @usableFromInline static let first: UInt32 = 0x3400
  /// By code point from `first` to U+FAFF, the character that stands for it in tokens.
  @usableFromInline static let table: [UInt16] = {
    var table = (UInt16(0x3400)...0xFAFF).map { $0 }
    var scalars = pairs.unicodeScalars.makeIterator()
    while let character = scalars.next(), let folded = scalars.next() {
      table[Int(character.value - first)] = UInt16(truncatingIfNeeded: folded.value)
    }
    return table
  }()

  /// The character that stands for a code point in tokens.
  public static func fold(_ character: UInt32) -> UInt32 {
    let table = table
    return fold(character, table.span)
  }

  @inlinable @inline(__always) static func fold(_ character: UInt32, _ table: Span<UInt16>)
    -> UInt32
  {
    let place = Int(character &- first)
    return place < table.count ? UInt32(table[place]) : character
  }
}
