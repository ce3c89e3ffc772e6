/// A place in a text file as people and editors count it: lines and columns from 1.
///
/// A column counts Unicode scalars, not bytes, so that a Chinese comment before a value doesn't shift it; a tab is one.
package struct TextPosition: Hashable, Comparable, Sendable {
  /// The line, from 1.
  package let line: Int
  /// The column within the line, from 1.
  package let column: Int

  /// The place at that line and column.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The first character of a file.
  package static let start = TextPosition(line: 1, column: 1)

  package static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// Where the lines of a text begin, to turn byte offsets into positions.
package struct TextLines: Sendable {
  private let bytes: [UInt8]
  private let starts: [Int]

  /// Finds the line starts of a text, which need not be valid UTF-8.
  ///
  /// - Complexity: O(n)
  package init(_ bytes: [UInt8]) {
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    self.bytes = bytes
    self.starts = starts
  }

  /// The number of lines; the empty text and the place behind a last line feed count as one.
  package var count: Int { starts.count }

  /// The position of a byte offset; one beyond the text is taken as its end.
  ///
  /// - Complexity: O(log lines + length of the line)
  package func position(of offset: Int) -> TextPosition {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return TextPosition(line: low + 1, column: scalars(from: starts[low], to: offset) + 1)
  }

  /// The nearest position that lies inside the text, at most one column behind the end of its line.
  package func clamped(line: Int, column: Int) -> TextPosition {
    let line = min(max(line, 1), starts.count)
    let end = line < starts.count ? starts[line] - 1 : bytes.count
    let last = scalars(from: starts[line - 1], to: end) + 1
    return TextPosition(line: line, column: min(max(column, 1), last))
  }

  private func scalars(from start: Int, to end: Int) -> Int {
    // A byte 10xxxxxx continues a character of UTF-8 and counts for nothing.
    bytes[start..<end].reduce(into: 0) { count, byte in if byte & 0xC0 != 0x80 { count += 1 } }
  }
}
