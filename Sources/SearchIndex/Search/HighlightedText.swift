/// A text with the places to be marked, as UTF-8 byte ranges that are ascending and apart. Line feeds have become blanks.
package struct HighlightedText: Sendable, Equatable {
  /// The text; escape it before it goes into a page.
  package let text: String
  /// What matches.
  package let highlights: [Range<Int>]
  /// Whether the document goes on before it.
  package let isCutBefore: Bool
  /// Whether the document goes on after it.
  package let isCutAfter: Bool
}

extension HighlightedText {
  /// The bytes of a range, blanks at its ends left out, with the marks inside; touching marks become one.
  ///
  /// - Parameter marks: ascending by their begin, on character borders.
  init(_ text: Span<UInt8>, _ range: Range<Int>, marks: [Range<Int>]) {
    var (first, end) = (range.lowerBound, range.upperBound)
    while first < end, text[first] <= 0x20 { first += 1 }
    while first < end, text[end - 1] <= 0x20 { end -= 1 }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(end - first)
    for offset in first..<end { bytes.append(max(0x20, text[offset])) }
    self.text = String(decoding: bytes, as: UTF8.self)
    highlights = Self.merged(marks, inside: first..<end)
    isCutBefore = !Self.isBlank(text, 0..<first)
    isCutAfter = !Self.isBlank(text, end..<text.count)
  }

  private static func merged(_ marks: [Range<Int>], inside shown: Range<Int>) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for mark in marks {
      let inside = mark.clamped(to: shown)
      guard !inside.isEmpty else { continue }
      let own = inside.lowerBound - shown.lowerBound..<inside.upperBound - shown.lowerBound
      if let last = merged.last, own.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, own.upperBound)
      } else {
        merged.append(own)
      }
    }
    return merged
  }

  private static func isBlank(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for offset in range where text[offset] > 0x20 { return false }
    return true
  }
}
