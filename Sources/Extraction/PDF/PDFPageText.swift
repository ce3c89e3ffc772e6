/// Joins a page's lines to paragraphs: a line that reaches the right margin goes on in the next one, without a blank between Han characters.
enum PDFPageText {
  /// The paragraphs of lines that stand in reading order.
  static func paragraphs(_ lines: [PDFLine]) -> [[UInt32]] {
    var paragraphs: [[UInt32]] = []
    for (index, line) in lines.enumerated() {
      if index > 0, continues(lines, from: index - 1, to: index), let last = paragraphs.indices.last
      {
        join(line.text, to: &paragraphs[last])
      } else {
        paragraphs.append(line.text)
      }
    }
    return paragraphs
  }

  private static func continues(_ lines: [PDFLine], from: Int, to: Int) -> Bool {
    let (above, below) = (lines[from], lines[to])
    if isSignature(above, below) { return false }
    guard above.size > 0, below.size > 0 else { return endsOpen(above) }
    let size = max(above.size, below.size)
    guard abs(above.size - below.size) < size * 0.2, below.top >= above.top,
      below.top - above.bottom < size * 1.3, below.left < above.right, above.left < below.right
    else { return false }
    let margin = right(of: lines, around: from)
    guard above.right > margin - size * 2.2, below.cells == 1, !isList(below) else { return false }
    // Below a table's row only a line under its last cell goes on; a gap alone may follow 第一条.
    let isFlush = above.cells <= 2 && below.left < above.left + size * 0.8
    return isFlush || above.cells > 1 && abs(below.left - above.cellLeft) < size * 0.8
  }

  /// An agency's name with a day below it, both about the same place (GB/T 9704-2012 §7.3.5): two lines, however well they would go together.
  private static func isSignature(_ above: PDFLine, _ below: PDFLine) -> Bool {
    guard above.text.count <= 24, (8...14).contains(below.text.count), below.text.last == 0x65E5,
      let day = DateScanner.dates(in: Array(below.string.utf8), limit: 1).first
    else { return false }
    return day.range.lowerBound == 0
  }

  /// Without boxes only the text can tell: a line that ends in mid-sentence goes on.
  private static func endsOpen(_ line: PDFLine) -> Bool {
    guard let last = line.text.last else { return false }
    return line.text.count > 20 && !"。！？：；.!?:;".unicodeScalars.contains { $0.value == last }
  }

  /// The right margin of the column around a line: the furthest of the eight lines around it that overlap it.
  private static func right(of lines: [PDFLine], around index: Int) -> Float {
    var right = lines[index].right
    for other in lines[max(0, index - 8)..<min(lines.count, index + 9)]
    where other.left < lines[index].right && other.right > lines[index].left {
      if abs(other.left - lines[index].left) < lines[index].size * 4 {
        right = max(right, other.right)
      }
    }
    return right
  }

  private static func isList(_ line: PDFLine) -> Bool {
    guard let first = line.text.first else { return false }
    return "•●■◆▪○·※□".unicodeScalars.contains { $0.value == first }
  }

  private static func join(_ next: [UInt32], to text: inout [UInt32]) {
    guard let last = text.last, let first = next.first else { return }
    if last == 0x2D, text.count > 1, isLetter(text[text.count - 2]), isLower(first) {
      text.removeLast()
    } else if !CharacterKind.isWide(last), !CharacterKind.isWide(first) {
      text.append(32)
    }
    text.append(contentsOf: next)
  }

  private static func isLetter(_ scalar: UInt32) -> Bool { scalar | 32 >= 97 && scalar | 32 <= 122 }
  private static func isLower(_ scalar: UInt32) -> Bool { scalar >= 97 && scalar <= 122 }
}
