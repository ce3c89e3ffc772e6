/// A text with the stretches that answer the query.
package struct MarkedText: Sendable, Equatable {
  /// The whole text.
  package let text: String
  /// The marked stretches as offsets into the text's UTF-8: ascending, apart, on character borders, never empty.
  package let marks: [Range<Int>]

  /// A text with these stretches marked; whatever breaks the rules of `marks` is mended (moved to the border outside,
  /// merged, cut off), so that no input can trap a view.
  package init(_ text: String, marks: [Range<Int>] = []) {
    self.text = text
    self.marks = marks.isEmpty ? [] : Self.mended(marks, in: text)
  }

  /// The marks as offsets in Unicode scalar values, which is what other languages count.
  package var scalarMarks: [Range<Int>] {
    let bytes = text.utf8.span
    var result: [Range<Int>] = []
    var position = 0
    var scalars = 0
    for mark in marks {
      let lower = Self.advance(&position, &scalars, to: mark.lowerBound, bytes)
      let upper = Self.advance(&position, &scalars, to: mark.upperBound, bytes)
      result.append(lower..<upper)
    }
    return result
  }

  /// The lines of the text that are not blank, each with its own marks.
  package var lines: [MarkedText] {
    let bytes = Array(text.utf8)
    var rest = marks[...]
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      while let mark = rest.first, mark.upperBound <= line.startIndex { rest.removeFirst() }
      let own = rest.prefix { $0.lowerBound < line.endIndex }.map {
        max($0.lowerBound, line.startIndex) - line.startIndex..<min($0.upperBound, line.endIndex)
          - line.startIndex
      }
      guard !line.allSatisfy({ $0 <= 0x20 }) else { return nil }
      return MarkedText(String(decoding: line, as: UTF8.self), marks: own)
    }
  }

  private static func advance(
    _ position: inout Int, _ scalars: inout Int, to end: Int, _ bytes: Span<UInt8>
  ) -> Int {
    while position < end {
      if bytes[position] & 0xC0 != 0x80 { scalars += 1 }
      position += 1
    }
    return scalars
  }

  private static func mended(_ marks: [Range<Int>], in text: String) -> [Range<Int>] {
    let bytes = text.utf8.span
    var result: [Range<Int>] = []
    for mark in marks.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      var lower = min(max(mark.lowerBound, 0), bytes.count)
      var upper = min(max(mark.upperBound, 0), bytes.count)
      while lower > 0, lower < bytes.count, bytes[lower] & 0xC0 == 0x80 { lower -= 1 }
      while upper < bytes.count, bytes[upper] & 0xC0 == 0x80 { upper += 1 }
      guard lower < upper else { continue }
      if let last = result.last, lower <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, upper)
      } else {
        result.append(lower..<upper)
      }
    }
    return result
  }
}
