/// What loops over UTF-8 pass whole: characters of U+4000 to U+9FFF, most of Chinese text, whose three bytes begin with E4 to E9.
extension UInt8 {
  /// Whether the byte begins such a character.
  @inline(__always)
  var beginsCommonHan: Bool { self &- 0xE4 < 6 }
}
