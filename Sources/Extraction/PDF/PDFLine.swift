/// A line of a page: its text with blanks repaired, and where it stands.
struct PDFLine: Sendable {
  /// Code points, folded, no blank between Han characters that stand side by side.
  var text: [UInt32]
  /// The line's box in points, y downwards.
  var left: Float, top: Float, right: Float, bottom: Float
  /// The height of its tallest characters, the measure of type size.
  var size: Float

  /// The text as a string.
  var string: String { String(PDFLine.view(text)) }

  /// Code points as a string's view; what is no scalar is left out.
  static func view(_ text: some Sequence<UInt32>) -> String.UnicodeScalarView {
    var view = String.UnicodeScalarView()
    for value in text {
      if let scalar = Unicode.Scalar(value) { view.append(scalar) }
    }
    return view
  }

  /// Cuts a page's characters into lines at poppler's line ends; lines without visible characters are left out.
  static func lines(of characters: [PDFCharacter]) -> [PDFLine] {
    var lines: [PDFLine] = []
    for part in characters.split(whereSeparator: { $0.scalar == 10 }) {
      guard let line = PDFLine(part) else { continue }
      if let last = lines.indices.last, lines[last].isLevel(with: line) {
        lines[last].append(line)
      } else {
        lines.append(line)
      }
    }
    return lines
  }

  /// Whether another piece stands to the right on the same row: cells of a table, or a wide gap in a line.
  private func isLevel(with next: PDFLine) -> Bool {
    let height = min(bottom - top, next.bottom - next.top)
    return size > 0 && next.left >= right && next.top < bottom - height * 0.6
      && next.bottom > top + height * 0.6 && abs(size - next.size) < size * 0.3
  }

  private mutating func append(_ next: PDFLine) {
    text.append(32)
    text.append(contentsOf: next.text)
    top = min(top, next.top)
    right = max(right, next.right)
    bottom = max(bottom, next.bottom)
    size = max(size, next.size)
  }

  private init?(_ characters: ArraySlice<PDFCharacter>) {
    guard let first = characters.first(where: { $0.scalar > 32 }) else { return nil }
    (left, top, right, bottom) = (first.left, first.top, first.right, first.bottom)
    text = []
    size = 0
    var last: PDFCharacter?
    var blank = false
    for character in characters {
      if character.scalar <= 32 || character.scalar == 0xA0 || character.scalar == 0x3000 {
        blank = true
        continue
      }
      if blank, let last, Self.keepsBlank(between: last, and: character) { text.append(32) }
      blank = false
      CompatibilityFold.append(character.scalar, to: &text)
      grow(character)
      last = character
    }
    if text.isEmpty { return nil }
    text = Mojibake.repaired(text)
  }

  /// A blank between two wide characters counts only when it is at least as wide as they are.
  private static func keepsBlank(between last: PDFCharacter, and next: PDFCharacter) -> Bool {
    guard CharacterKind.isWide(last.scalar), CharacterKind.isWide(next.scalar) else { return true }
    let gap = next.left - last.right
    let width = max(last.right - last.left, next.right - next.left)
    return gap > width * 0.9 || gap < -width
  }

  private mutating func grow(_ character: PDFCharacter) {
    left = min(left, character.left)
    top = min(top, character.top)
    right = max(right, character.right)
    bottom = max(bottom, character.bottom)
    size = max(size, character.bottom - character.top)
  }
}
