/// A line of a page: its text with blanks repaired, and where it stands.
struct PDFLine: Sendable {
  /// Code points, folded, no blank between Han characters that stand side by side.
  var text: [UInt32]
  /// The line's box in points, y downwards.
  var left: Float, top: Float, right: Float, bottom: Float
  /// The height of its tallest characters, the measure of type size.
  var size: Float
  /// Where its last cell begins; `left` when it has only one.
  var cellLeft: Float
  /// How many pieces with wide gaps between them it has: a table's row has more than one.
  var cells = 1

  /// The text as a string.
  var string: String { Self.string(of: text) }

  /// Code points as a string; what is no scalar is left out.
  static func string(of text: some Sequence<UInt32>) -> String {
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Code points as UTF-8; what is no scalar is left out.
  static func append(_ text: some Sequence<UInt32>, to bytes: inout [UInt8]) {
    for value in text {
      guard let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else { continue }
      bytes.append(contentsOf: encoded)
    }
  }

  /// Cuts a page's characters into pieces: at poppler's line ends and wherever a gap is wider than the type is tall. Pieces that touch are joined. Without `cutting` only line ends count.
  static func pieces(of characters: [PDFCharacter], cutting: Bool) -> [PDFLine] {
    var pieces: [PDFLine] = []
    for part in characters.split(whereSeparator: { $0.scalar == 10 }) {
      var start = part.startIndex
      var last: PDFCharacter?
      for index in part.indices where part[index].scalar > 32 {
        if cutting, let before = last, isGap(between: before, and: part[index]) {
          add(part[start..<index], to: &pieces)
          start = index
        }
        last = part[index]
      }
      add(part[start...], to: &pieces)
    }
    return pieces
  }

  private static func add(_ characters: ArraySlice<PDFCharacter>, to pieces: inout [PDFLine]) {
    guard let piece = PDFLine(characters) else { return }
    if let last = pieces.indices.last, pieces[last].touches(piece) {
      pieces[last].append(piece)
    } else {
      pieces.append(piece)
    }
  }

  /// Whether two neighbours of one of poppler's lines stand as far apart as cells of a table do, or on different rows.
  private static func isGap(between last: PDFCharacter, and next: PDFCharacter) -> Bool {
    let height = max(last.bottom - last.top, next.bottom - next.top)
    let middle = (next.top + next.bottom) / 2
    return next.left - last.right > height * 1.2 || next.left < last.left - height
      || middle < last.top || middle > last.bottom
  }

  /// Whether both stand on the same row: they share at least half of the lower one's height.
  func isLevel(with other: PDFLine) -> Bool {
    let height = min(bottom - top, other.bottom - other.top)
    return size > 0 && min(bottom, other.bottom) - max(top, other.top) > height * 0.5
  }

  private func touches(_ next: PDFLine) -> Bool {
    isLevel(with: next) && abs(size - next.size) < size * 0.4 && next.right > right
      && abs(next.left - right) < size * 0.7
  }

  /// Puts what stands to the right on the same row behind this; a blank goes between where the page shows one.
  mutating func append(_ next: PDFLine) {
    let gap = next.left - right
    let isWide =
      CharacterKind.isWide(text.last ?? 32) && CharacterKind.isWide(next.text.first ?? 32)
    if gap > size * (isWide ? 0.9 : 0.15) { text.append(32) }
    text.append(contentsOf: next.text)
    if gap > size * 0.7 {
      cellLeft = next.cellLeft
      cells += next.cells
    }
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
    cellLeft = left
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
    cellLeft = left
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
