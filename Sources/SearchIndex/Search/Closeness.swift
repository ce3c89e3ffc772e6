import Bytes

/// How close together the words of a query stand in chosen documents: the share of their inverse frequencies that the best window
/// of characters holds.
struct Closeness {
  /// A term of the body and what it counts.
  struct Term {
    var query: TermQuery
    var weight: Float
  }

  private let terms: [Term]
  private let total: Float

  init(_ terms: [Term]) {
    self.terms = terms
    total = terms.reduce(0) { $0 + $1.weight }
  }

  /// Whether there is anything that could stand closer or farther.
  var isMeaningful: Bool { terms.count > 1 && total > 0 }

  /// The share, 0…1, of each document of a part, which must ascend.
  func shares(_ documents: [UInt32], _ part: IndexReader.Part) -> [Float] {
    let file = part.segment.file
    let bytes = file.bytes
    var occurrences = [[(position: UInt32, term: Int)]](repeating: [], count: documents.count)
    for (number, term) in terms.enumerated() {
      guard term.query.hasPositions, let entry = part.find(term.query) else { continue }
      var cursor = PostingsCursor(
        entry, documentCount: part.segment.documentCount, hasPositions: true)
      var reader = PositionsCursor()
      for (place, document) in documents.enumerated() {
        cursor.advance(to: document, bytes)
        guard cursor.document == document else { continue }
        var places = reader.places(&cursor, bytes)
        var left = Self.mostOccurrences
        repeat {
          occurrences[place].append((places.current, number))
          left -= 1
        } while left > 0 && places.next(bytes)
      }
    }
    return occurrences.map { best($0) }
  }

  /// Occurrences of one term in one document that are looked at.
  private static let mostOccurrences = 512

  /// The largest share that a window holds.
  private func best(_ unsorted: [(position: UInt32, term: Int)]) -> Float {
    let found = unsorted.sorted { $0.position < $1.position }
    var counts = [Int](repeating: 0, count: terms.count)
    var (inside, most): (Float, Float) = (0, 0)
    var start = 0
    for end in found.indices {
      let term = found[end].term
      if counts[term] == 0 { inside += terms[term].weight }
      counts[term] += 1
      while found[end].position - found[start].position >= RankingRecipe.closenessWindow {
        let left = found[start].term
        counts[left] -= 1
        if counts[left] == 0 { inside -= terms[left].weight }
        start += 1
      }
      most = max(most, inside)
    }
    return min(1, most / total)
  }
}
