import Tokenizer

/// Counts the documents in which short pieces stand by themselves: between signs and characters of grammar, as 重点项目 in 推进的重点项目、.
///
/// What people ask for stands so somewhere, and what is only a part of something else hardly ever does.
struct PieceCounter {
  private struct Tally {
    var piece = HanPiece()
    var documents: UInt32 = 0
    /// The document that was counted last.
    var last: UInt32 = 0
  }

  /// A hash table with open addressing, at most half full; a free place has a piece of no characters.
  private var tallies = [Tally](repeating: Tally(), count: 1 << 10)
  private var count = 0
  private var document: UInt32 = 0
  /// The pieces counted at a time: beyond, those of few documents are forgotten.
  private let most: Int
  /// By code point below U+10000 the folded character; 0 for what pieces stand between.
  private let characters: [UInt16]

  /// The shortest piece that is counted, in characters.
  private static let shortest = 2

  /// A counter that holds `most` pieces at a time, at least 512, about 48 bytes each.
  init(most: Int = 1 << 20) {
    self.most = most
    characters = (0...0xFFFF as ClosedRange<UInt32>).map { value in
      guard CodePoint.isHan(value) else { return 0 }
      let character = UInt16(truncatingIfNeeded: HanFolding.fold(value))
      return PhraseMiner.joints.contains(character) ? 0 : character
    }
  }

  /// Takes in the texts of one more document.
  ///
  /// - Complexity: O(characters).
  mutating func add(_ texts: [String]) {
    document += 1
    for text in texts { add(text) }
  }

  /// Takes in a piece as if it stood by itself in so many more documents; nothing when it is too short or too long.
  mutating func add(_ text: HanText, documents: Int) {
    document += 1
    add(HanPiece(text), text.count, documents: UInt32(clamping: documents))
  }

  private mutating func add(_ text: String) {
    var (piece, length) = (HanPiece(), 0)
    for scalar in text.unicodeScalars {
      let character = scalar.value <= 0xFFFF ? characters[Int(scalar.value)] : 0
      if character != 0 {
        piece.append(character)
        length += 1
      } else if length > 0 {
        add(piece, length, documents: 1)
        (piece, length) = (HanPiece(), 0)
      }
    }
    add(piece, length, documents: 1)
  }

  private mutating func add(_ piece: HanPiece, _ length: Int, documents: UInt32) {
    guard (Self.shortest...HanPiece.longest).contains(length) else { return }
    let place = place(of: piece)
    guard tallies[place].last != document else { return }
    if tallies[place].documents == 0 { count += 1 }
    let documents = tallies[place].documents.addingReportingOverflow(documents)
    tallies[place] = Tally(
      piece: piece, documents: documents.overflow ? .max : documents.partialValue, last: document)
    if count > tallies.count / 2 { makeRoom() }
  }

  /// Where a piece is, or where it may be put.
  private func place(of piece: HanPiece) -> Int {
    var place = piece.hash & (tallies.count - 1)
    while tallies[place].documents > 0, tallies[place].piece != piece {
      place = (place + 1) & (tallies.count - 1)
    }
    return place
  }

  /// Makes the table larger, or where it may not be, forgets pieces of few documents until half of the room is free.
  private mutating func makeRoom() {
    guard count >= most else { return rebuild(tallies.count * 2, least: 1) }
    var least: UInt32 = 1
    repeat {
      least += 1
      rebuild(tallies.count, least: least)
    } while count > most / 2
  }

  private mutating func rebuild(_ size: Int, least: UInt32) {
    let old = tallies
    tallies = [Tally](repeating: Tally(), count: size)
    count = 0
    for tally in old where tally.documents >= least {
      tallies[place(of: tally.piece)] = tally
      count += 1
    }
  }

  /// The pieces of at least two documents, with how many have them, at most `limit`, those of most documents; in no order.
  func pieces(limit: Int) -> [(piece: HanPiece, documents: Int)] {
    var kept = tallies.filter { $0.documents > 1 }
      .map { (piece: $0.piece, documents: Int($0.documents)) }
    if kept.count > limit {
      kept.sort { ($1.documents, $0.piece) < ($0.documents, $1.piece) }
      kept.removeLast(kept.count - limit)
    }
    return kept
  }
}
