import Charset

/// The lines at either end of a text, found by its bytes: splitting a whole text by characters costs as much as extracting it.
enum TextLines {
  /// The first lines that are not empty, at most `count`. Complexity: O(their bytes).
  static func first(_ count: Int, of text: String) -> [Substring] {
    var lines: [Substring] = []
    let bytes = text.utf8Span.span
    var start = 0
    while lines.count < count, start < bytes.count {
      var end = start
      while end &+ 8 <= bytes.count {
        let distance = ByteWord(bytes, end).distance(to: 10)
        end &+= distance
        if distance < 8 { break }
      }
      while end < bytes.count, bytes[end] != 10 { end &+= 1 }
      if start < end { lines.append(line(start..<end, of: text)) }
      start = end + 1
    }
    return lines
  }

  /// The last lines that are not empty, the last first, at most `count`. Complexity: O(their bytes).
  static func last(_ count: Int, of text: String) -> [Substring] {
    var lines: [Substring] = []
    let bytes = text.utf8Span.span
    var end = bytes.count
    while lines.count < count, end > 0 {
      var start = end
      while start >= 8, ByteWord(bytes, start &- 8).distance(to: 10) == 8 { start &-= 8 }
      while start > 0, bytes[start &- 1] != 10 { start &-= 1 }
      if start < end { lines.append(line(start..<end, of: text)) }
      end = start - 1
    }
    return lines
  }

  private static func line(_ range: Range<Int>, of text: String) -> Substring {
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
    return text[start..<bytes.index(start, offsetBy: range.count)]
  }
}
