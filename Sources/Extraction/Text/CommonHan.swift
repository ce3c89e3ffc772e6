/// What loops over UTF-8 pass whole: characters of U+4000 to U+9FFF, most of Chinese text, whose three bytes begin with E4 to E9.
extension UInt8 {
  /// Whether the byte begins such a character.
  @inline(__always)
  var beginsCommonHan: Bool { self &- 0xE4 < 6 }
}

extension Span<UInt8> {
  /// Goes past the common characters that stand at `at`, which may come to lie behind the end where the last of them was cut.
  @inline(__always)
  func skipCommonHan(_ at: inout Int) {
    while at < count, self[at].beginsCommonHan { at &+= 3 }
  }
}
