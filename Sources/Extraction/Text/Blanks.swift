/// Folding of white space in UTF-8, as HTML shows it: runs of blanks are one blank, none between two Han characters at a line break.
enum Blanks {
  /// The bytes as a string: every run of blanks (tab, line feed, carriage return, form feed, U+00A0, U+3000, zero-width ones) becomes one space, none at the ends.
  static func folded(_ bytes: some Sequence<UInt8>) -> String {
    var result: [UInt8] = []
    append(bytes, to: &result)
    if result.last == 32 { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
  }

  /// Appends `bytes` to `result` with blanks folded against what `result` ends with; a leading blank is dropped at a line's start.
  static func append(_ bytes: some Sequence<UInt8>, to result: inout [UInt8]) {
    append(Array(bytes)[...], to: &result)
  }

  /// Appends `bytes` as the other `append` does; what lies between two blanks is copied at once.
  static func append(_ bytes: ArraySlice<UInt8>, to result: inout [UInt8]) {
    let span = bytes.span
    var start = 0
    var at = 0
    while true {
      span.skipCommonHan(&at)
      guard at < span.count else { break }
      let byte = span[at]
      // Most other bytes neither are blanks nor begin one: ASCII, and what follows in a character.
      if byte > 32, byte < 0xC2 || byte &- 0xE4 < 11 {
        at &+= 1
        continue
      }
      let length = byte <= 32 ? 1 : wideBlankLength(span, at)
      guard length > 0 else {
        at &+= 1
        continue
      }
      copy(bytes, start..<at, to: &result)
      if !isInvisible(span, at, length) { appendBlank(to: &result) }
      at += length
      start = at
    }
    copy(bytes, start..<span.count, to: &result)
  }

  private static func copy(
    _ bytes: ArraySlice<UInt8>, _ range: Range<Int>, to result: inout [UInt8]
  ) {
    guard !range.isEmpty else { return }
    let first = bytes.startIndex + range.lowerBound
    result.append(contentsOf: bytes[first..<first + range.count])
  }

  /// U+00A0, U+3000, U+2000 to U+200F, U+202F and U+FEFF.
  private static func wideBlankLength(_ bytes: Span<UInt8>, _ at: Int) -> Int {
    guard at + 1 < bytes.count else { return 0 }
    if bytes[at] == 0xC2 { return bytes[at + 1] == 0xA0 ? 2 : 0 }
    guard at + 2 < bytes.count else { return 0 }
    let last = bytes[at + 2]
    switch (bytes[at], bytes[at + 1]) {
    case (0xE3, 0x80): return last == 0x80 ? 3 : 0
    case (0xE2, 0x80): return last <= 0x8F || last == 0xAF ? 3 : 0
    case (0xEF, 0xBB): return last == 0xBF ? 3 : 0
    default: return 0
    }
  }

  /// Whether the blank is one of no width (U+200B to U+200F, U+FEFF), of which nothing stays.
  private static func isInvisible(_ bytes: Span<UInt8>, _ at: Int, _ length: Int) -> Bool {
    guard length == 3 else { return false }
    return bytes[at] == 0xEF || bytes[at] == 0xE2 && (0x8B...0x8F).contains(bytes[at + 2])
  }

  /// One space unless the line has just begun or already ends with one.
  static func appendBlank(to result: inout [UInt8]) {
    guard let last = result.last, last != 32, last != 10 else { return }
    result.append(32)
  }
}
