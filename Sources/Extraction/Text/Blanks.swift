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
    var before: UInt8 = 0
    var earlier: UInt8 = 0
    for byte in bytes {
      if byte <= 32 {
        appendBlank(to: &result)
      } else {
        result.append(byte)
        foldLast(before: before, earlier: earlier, &result)
      }
      earlier = before
      before = byte
    }
  }

  /// One space unless the line has just begun or already ends with one.
  static func appendBlank(to result: inout [UInt8]) {
    guard let last = result.last, last != 32, last != 10 else { return }
    result.append(32)
  }

  /// Turns a wide or invisible blank that was just completed into a space or nothing.
  private static func foldLast(before: UInt8, earlier: UInt8, _ result: inout [UInt8]) {
    guard let last = result.last, last & 0xC0 == 0x80 else { return }
    if before == 0xC2, last == 0xA0 {
      result.removeLast(2)
      appendBlank(to: &result)
    } else if earlier == 0xE3, before == 0x80, last == 0x80 {
      result.removeLast(3)
      appendBlank(to: &result)
    } else if earlier == 0xE2, before == 0x80, (0x80...0x8A).contains(last) || last == 0xAF {
      result.removeLast(3)
      appendBlank(to: &result)
    } else if earlier == 0xE2, before == 0x80, (0x8B...0x8F).contains(last) {
      result.removeLast(3)
    } else if earlier == 0xEF, before == 0xBB, last == 0xBF {
      result.removeLast(3)
    }
  }
}
