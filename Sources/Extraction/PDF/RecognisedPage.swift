import Documents

/// The lines that optical character recognition found on a page, out of the table that tesseract writes (`tessedit_create_tsv`).
///
/// A row is level, page, block, paragraph, line, word, left, top, width, height (pixels), confidence, text, with tabs between them. Level 1 is
/// the page, 4 a line, 5 a word of the line above it. Boxes of
/// words are rough, those of lines good, but tall where the page lies askew.
enum RecognisedPage {
  /// A line's box and its words; malformed rows are passed over.
  private struct Row {
    var left: Float, top: Float, width: Float, height: Float
    var words: [Word] = []
  }

  private struct Word {
    var left: Float, right: Float
    var height: Float
    var text: [UInt32]
  }

  /// The page's lines in tesseract's reading order, in points of a page that is `width` wide.
  static func lines(of table: [UInt8], width: Float) -> [PDFLine] {
    var rows: [Row] = []
    var scale: Float = 72 / 200
    for line in table.split(separator: 10) {
      let fields = line.split(separator: 9, maxSplits: 11, omittingEmptySubsequences: false)
      guard fields.count == 12, let box = box(fields[6...9]) else { continue }
      switch Array(fields[0]) {
      case Array("1".utf8): scale = width / max(1, box[2])
      case Array("4".utf8):
        rows.append(Row(left: box[0], top: box[1], width: box[2], height: box[3]))
      case Array("5".utf8):
        guard !rows.isEmpty, let word = word(fields[11], box) else { continue }
        rows[rows.count - 1].words.append(word)
      default: continue
      }
    }
    return levelled(rows.compactMap { line(of: $0, scale: scale) })
  }

  /// The four numbers of a box, each from 0 to a million; nil when one is none.
  private static func box(_ fields: ArraySlice<ArraySlice<UInt8>>) -> [Float]? {
    let numbers = fields.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count == 4, numbers.allSatisfy({ (0...1_000_000).contains($0) }) else {
      return nil
    }
    return numbers.map { Float($0) }
  }

  private static func word(_ field: ArraySlice<UInt8>, _ box: [Float]) -> Word? {
    var text: [UInt32] = []
    for scalar in String(decoding: field, as: UTF8.self).unicodeScalars
    where scalar.value > 32 && scalar.value != 0xA0 && scalar.value != 0x3000 {
      CompatibilityFold.append(scalar.value, to: &text)
    }
    return text.isEmpty
      ? nil : Word(left: box[0], right: box[0] + box[2], height: box[3], text: text)
  }

  private static func line(of row: Row, scale: Float) -> PDFLine? {
    guard let first = row.words.first, row.height > 0 else { return nil }
    var text = first.text
    var cellLeft = row.left
    var cells = 1
    for (last, word) in zip(row.words, row.words.dropFirst()) {
      let gap = word.left - last.right
      if gap > row.height * cellGap {
        cellLeft = word.left
        cells += 1
        text.append(32)
      } else if separates(last, word, height: row.height) {
        text.append(32)
      }
      text.append(contentsOf: word.text)
    }
    return PDFLine(
      text: text, left: row.left * scale, top: row.top * scale,
      right: (row.left + row.width) * scale, bottom: (row.top + row.height) * scale,
      size: size(of: row) * scale, cellLeft: cellLeft * scale, cells: cells)
  }

  /// The middle height of a line's words: the line's own grows with its length where the page lies askew.
  private static func size(of row: Row) -> Float {
    row.words.map(\.height).sorted()[row.words.count / 2]
  }

  /// A gap of that many times the line's height is one between cells of a table. Boxes of words fall short by up to a character.
  private static let cellGap: Float = 2.5

  /// Digits that are set as wide as Han characters stand up to that many heights apart, those of two numbers mostly further.
  private static let digitGap: Float = 0.9

  /// Whether the blank that tesseract puts between all words counts: only between words of letters and digits, as Han characters have none around them,
  /// and not between the digits of a number that are set wide, each of which it takes for a word.
  private static func separates(_ last: Word, _ next: Word, height: Float) -> Bool {
    guard let end = last.text.last, let start = next.text.first else { return false }
    if CharacterKind.isWide(end) || CharacterKind.isWide(start) { return false }
    let isOneNumber =
      (last.text + next.text).allSatisfy { (48...57).contains($0) }
      && (last.text.count == 1 || next.text.count == 1)
      && next.left - last.right < height * digitGap
    return !isOneNumber
  }

  /// Lines whose heights differ by what their characters happen to be get one size, by which titles and paragraphs are told: those
  /// near the median its, then from the largest down.
  private static func levelled(_ lines: [PDFLine]) -> [PDFLine] {
    guard !lines.isEmpty else { return [] }
    let usual = lines.map(\.size).sorted()[lines.count / 2]
    var lines = lines
    let others = lines.indices.filter { index in
      let isUsual = abs(lines[index].size - usual) <= usual * 0.2
      if isUsual { lines[index].size = usual }
      return !isUsual
    }
    var current: Float = 0
    for index in others.sorted(by: { lines[$0].size > lines[$1].size }) {
      if lines[index].size < current * 0.85 || current == 0 { current = lines[index].size }
      lines[index].size = current
    }
    return lines
  }
}

extension PDFLine {
  /// A line of that text and box, whose parts the caller knows.
  init(
    text: [UInt32], left: Float, top: Float, right: Float, bottom: Float, size: Float,
    cellLeft: Float, cells: Int
  ) {
    self.text = text
    (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
    (self.size, self.cellLeft, self.cells) = (size, cellLeft, cells)
  }
}
