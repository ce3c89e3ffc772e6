/// Finds columns of running text by the white gutter between them. A table isn't one: its cells end where they like, lines of text at the margin.
enum PDFColumns {
  /// Deeper nesting than this no page has.
  private static let depthLimit = 6
  /// A page with more pieces than this is a drawing.
  private static let pieceLimit = 5_000
  /// Left edges within so many points are the same edge.
  private static let tolerance: Float = 3

  /// The pieces in parts, which are read one after another: what spans all columns, and between such the columns from left to right.
  static func regions(_ pieces: [PDFLine]) -> [[PDFLine]] { regions(pieces, depth: 0) }

  private static func regions(_ pieces: [PDFLine], depth: Int) -> [[PDFLine]] {
    guard depth < depthLimit, pieces.count >= 8, pieces.count <= pieceLimit,
      let gutter = gutter(of: pieces)
    else { return [pieces] }
    var result: [[PDFLine]] = []
    var band: [PDFLine] = []
    var spanning: [PDFLine] = []
    for piece in pieces.sorted(by: { ($0.top, $0.left) < ($1.top, $1.left) }) {
      if isLeft(piece, of: gutter) || isRight(piece, of: gutter) {
        if !spanning.isEmpty { result.append(spanning) }
        spanning.removeAll()
        band.append(piece)
      } else {
        result += columns(band, gutter, depth: depth)
        band.removeAll()
        spanning.append(piece)
      }
    }
    if !spanning.isEmpty { result.append(spanning) }
    return result + columns(band, gutter, depth: depth)
  }

  /// What stands above the columns of a band, then its left side, then its right side.
  private static func columns(_ band: [PDFLine], _ gutter: Float, depth: Int) -> [[PDFLine]] {
    if band.isEmpty { return [] }
    let margin = band.map(\.left).min() ?? 0
    guard let left = band.first(where: { $0.left < margin + tolerance }),
      let right = band.first(where: { abs($0.left - gutter) <= tolerance })
    else { return [band] }
    let start = max(left.top, right.top) - left.size * 0.5
    let body = band.filter { $0.top >= start }
    let parts = [
      [band.filter { $0.top < start }],
      regions(body.filter { isLeft($0, of: gutter) }, depth: depth + 1),
      regions(body.filter { !isLeft($0, of: gutter) }, depth: depth + 1),
    ]
    return parts.joined().filter { !$0.isEmpty }
  }

  /// The left edge of the column right of the gutter that the fewest pieces cross, the leftmost of such; nil where text has one column.
  private static func gutter(of pieces: [PDFLine]) -> Float? {
    let size = median(pieces.map(\.size))
    let margin = pieces.map(\.left).min() ?? 0
    var edges: [Int: (count: Int, left: Float)] = [:]
    for piece in pieces where piece.left > margin + size * 8 {
      let edge = edges[Int(piece.left / tolerance), default: (0, piece.left)]
      edges[Int(piece.left / tolerance)] = (edge.count + 1, min(edge.left, piece.left))
    }
    var best: (crossing: Int, gutter: Float)?
    for edge in edges.values.sorted(by: { ($1.count, $0.left) < ($0.count, $1.left) }).prefix(8)
    where edge.count >= 3 {
      guard let crossing = crossing(pieces, edge.left, size) else { continue }
      if let best, (best.crossing, best.gutter) <= (crossing, edge.left) { continue }
      best = (crossing, edge.left)
    }
    return best?.gutter
  }

  /// How many pieces cross a gutter; nil where it doesn't lie between two columns of text.
  private static func crossing(_ pieces: [PDFLine], _ gutter: Float, _ size: Float) -> Int? {
    let left = pieces.filter { isLeft($0, of: gutter) }
    let right = pieces.filter { isRight($0, of: gutter) }
    guard isText(left, size), isText(right, size), let end = left.map(\.right).max(),
      gutter - end < size * 5, let top = right.map(\.top).min(),
      let bottom = right.map(\.bottom).max(),
      left.count(where: { $0.bottom > top && $0.top < bottom }) >= 3
    else { return nil }
    return pieces.count - left.count - right.count
  }

  /// Whether most pieces are lines that fill one width.
  private static func isText(_ pieces: [PDFLine], _ size: Float) -> Bool {
    guard pieces.count >= 4 else { return false }
    let widths = pieces.map { $0.right - $0.left }.sorted()
    let full = widths[widths.count * 9 / 10]
    return full >= size * 9 && widths.count { $0 >= full * 0.85 } * 2 >= widths.count
  }

  private static func isLeft(_ piece: PDFLine, of gutter: Float) -> Bool {
    piece.right <= gutter + tolerance && piece.left < gutter - tolerance
  }

  private static func isRight(_ piece: PDFLine, of gutter: Float) -> Bool {
    piece.left >= gutter - tolerance
  }

  private static func median(_ values: [Float]) -> Float {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }
}
