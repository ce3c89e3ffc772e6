/// Puts a page's pieces of text into reading order: column by column, and in a column row by row.
enum PDFLayout {
  /// The lines of a page. Where text stands upright or on its side, or boxes are missing, poppler's own order is kept.
  static func lines(of characters: [PDFCharacter]) -> [PDFLine] {
    let isSideways = runsToTheRight(characters)
    let pieces = PDFLine.pieces(of: characters, cutting: isSideways)
    guard isSideways, pieces.allSatisfy({ $0.size > 0 }) else { return pieces }
    return PDFColumns.regions(pieces).flatMap(rows)
  }

  /// Pieces that share a row become one line, left to right; rows from top to bottom.
  private static func rows(_ pieces: [PDFLine]) -> [PDFLine] {
    var rows: [[PDFLine]] = []
    for piece in pieces.sorted(by: { ($0.top, $0.left) < ($1.top, $1.left) }) {
      if let last = rows.indices.last, rows[last][0].isLevel(with: piece) {
        rows[last].append(piece)
      } else {
        rows.append([piece])
      }
    }
    return rows.map { row in
      let row = row.sorted { $0.left < $1.left }
      var line = row[0]
      for piece in row.dropFirst() { line.append(piece) }
      return line
    }
  }

  /// Whether most steps from one character to the next go sideways rather than up or down.
  private static func runsToTheRight(_ characters: [PDFCharacter]) -> Bool {
    var steps = 0
    var upright = 0
    for (last, next) in zip(characters, characters.dropFirst())
    where last.scalar > 32 && next.scalar > 32 {
      steps += 1
      if next.left <= last.left || abs(next.top - last.top) > abs(next.left - last.left) {
        upright += 1
      }
    }
    return upright * 5 <= steps * 2
  }
}
