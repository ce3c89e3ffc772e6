/// The lines at either end of a text, found by its bytes: splitting a whole text by characters costs as much as extracting it.
enum TextLines {
  /// The first lines that are not empty, at most `count`. Complexity: O(their bytes).
  static func first(_ count: Int, of text: String) -> [Substring] {
    var lines: [Substring] = []
    let bytes = text.utf8
    var start = bytes.startIndex
    while lines.count < count, start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.endIndex
      if start < end { lines.append(text[start..<end]) }
      start = end < bytes.endIndex ? bytes.index(after: end) : end
    }
    return lines
  }

  /// The last lines that are not empty, the last first, at most `count`. Complexity: O(their bytes).
  static func last(_ count: Int, of text: String) -> [Substring] {
    var lines: [Substring] = []
    let bytes = text.utf8
    var end = bytes.endIndex
    while lines.count < count, end > bytes.startIndex {
      var start = end
      while start > bytes.startIndex, bytes[bytes.index(before: start)] != 10 {
        start = bytes.index(before: start)
      }
      if start < end { lines.append(text[start..<end]) }
      end = start > bytes.startIndex ? bytes.index(before: start) : start
    }
    return lines
  }
}
