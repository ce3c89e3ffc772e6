/// Short phrases by their first letters: zdxm for 重点项目, 重大项目 and what else is spelt so.
struct PieceTable: Sendable {
  /// The first letters of the pieces, ascending, those of most documents first among equal ones; eight bytes each, 0 after the last letter.
  private let initials: [UInt64]
  private let pieces: [HanPiece]
  private let documents: [UInt32]

  /// A table of different pieces and how many documents they stand in by themselves.
  ///
  /// - Complexity: O(n log n).
  init(_ all: [(piece: HanPiece, documents: Int)], _ syllables: HanSyllables) {
    var rows: [(initials: UInt64, piece: HanPiece, documents: UInt32)] = []
    rows.reserveCapacity(all.count)
    for (piece, documents) in all {
      guard let initials = syllables.initials(of: piece.text) else { continue }
      rows.append((Self.key(initials), piece, UInt32(clamping: documents)))
    }
    rows.sort { ($0.initials, $1.documents, $0.piece) < ($1.initials, $0.documents, $1.piece) }
    (initials, pieces, documents) =
      (rows.map(\.initials), rows.map(\.piece), rows.map(\.documents))
  }

  private static func key(_ letters: [UInt8]) -> UInt64 {
    var key: UInt64 = 0
    for place in 0..<8 {
      let letter: UInt8 = place < letters.count ? letters[place] : 0
      key = key << 8 | UInt64(letter)
    }
    return key
  }

  /// The phrases with these first letters, at most `limit`, those that stand by themselves in most documents first.
  ///
  /// - Complexity: O(log n + limit).
  func spelt(_ letters: [UInt8], limit: Int) -> [PhraseTable.Phrase] {
    guard (2...HanPiece.longest).contains(letters.count) else { return [] }
    let key = Self.key(letters)
    let first = initials.indices.firstPlace { initials[$0] >= key }
    return initials[first...].prefix(limit).prefix { $0 == key }.indices
      .map { PhraseTable.Phrase(text: pieces[$0].text, weight: Int(documents[$0])) }
  }
}
