import Charset

/// The lines at either end of a text, found by its bytes: splitting a whole text by characters costs as much as extracting it.
enum TextLines {
  /// The first lines that are not empty, at most `count`. Complexity: O(their bytes), and nothing for those that aren't asked for.
  static func first(_ count: Int, of text: String) -> First { First(text: text, left: count) }

  /// The lines of a text from its beginning, each found when it is asked for.
  struct First: Sequence, IteratorProtocol {
    fileprivate let text: String
    fileprivate var left: Int
    private var start = 0

    fileprivate init(text: String, left: Int) {
      self.text = text
      self.left = left
    }

    /// The next line that is not empty.
    mutating func next() -> Substring? {
      let bytes = text.utf8Span.span
      while left > 0, start < bytes.count {
        let line = start..<TextLines.end(of: bytes, from: start)
        start = line.upperBound + 1
        if line.isEmpty { continue }
        left -= 1
        return TextLines.line(line, of: text)
      }
      return nil
    }
  }

  /// Where the line ends that begins at `start`.
  private static func end(of bytes: Span<UInt8>, from start: Int) -> Int {
    var end = start
    while end &+ 8 <= bytes.count {
      let distance = ByteWord(bytes, end).distance(to: 10)
      end &+= distance
      if distance < 8 { return end }
    }
    while end < bytes.count, bytes[end] != 10 { end &+= 1 }
    return end
  }

  /// Where the last lines that are not empty stand in the text's UTF-8, the last first, at most `count`. Complexity: O(their bytes).
  static func last(_ count: Int, of bytes: Span<UInt8>) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var end = bytes.count
    while lines.count < count, end > 0 {
      var start = end
      while start >= 8, ByteWord(bytes, start &- 8).distance(to: 10) == 8 { start &-= 8 }
      while start > 0, bytes[start &- 1] != 10 { start &-= 1 }
      if start < end { lines.append(start..<end) }
      end = start - 1
    }
    return lines
  }

  fileprivate static func line(_ range: Range<Int>, of text: String) -> Substring {
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
    return text[start..<bytes.index(start, offsetBy: range.count)]
  }
}
