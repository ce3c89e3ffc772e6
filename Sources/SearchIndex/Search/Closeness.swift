import Bytes

/// Where the words of a query stand in chosen documents: how close together and how near to the beginning.
struct Closeness {
  /// A term of the body and what it counts.
  struct Term {
    /// What it is in each part; nil where it does not occur.
    var entries: [TermEntry?]
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

  /// What a document holds of a query's words, by shares of the sum of their inverse frequencies, 0…1.
  struct Shares: Equatable {
    /// Within one window of characters.
    var window: Float = 0
    /// Within the first line (`RankingRecipe.head`).
    var head: Float = 0
    /// Within the first lines (`RankingRecipe.lead`).
    var lead: Float = 0

    /// What a document's score is multiplied by.
    var factor: Float {
      (1 + window)
        * (1 + RankingRecipe.headBoost * head + RankingRecipe.leadBoost * lead)
    }
  }

  /// The shares of each document of a part's segment, which must ascend.
  func shares(_ documents: [UInt32], _ segment: Segment, part: Int) -> [Shares] {
    let file = segment.file
    let bytes = file.bytes
    var occurrences = [[(position: UInt32, term: Int)]](repeating: [], count: documents.count)
    for (number, term) in terms.enumerated() {
      guard let entry = term.entries[part] else { continue }
      var cursor = PostingsCursor(entry, documentCount: segment.documentCount, hasPositions: true)
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
    return occurrences.map { shares(of: $0.sorted { $0.position < $1.position }) }
  }

  /// Occurrences of one term in one document that are looked at.
  private static let mostOccurrences = 512

  private func shares(of found: [(position: UInt32, term: Int)]) -> Shares {
    var shares = Shares(window: window(found))
    var seen = [Bool](repeating: false, count: terms.count)
    for (position, term) in found where !seen[term] {
      seen[term] = true
      let share = terms[term].weight / total
      if position < RankingRecipe.head { shares.head += share }
      if position < RankingRecipe.lead { shares.lead += share }
    }
    return shares
  }

  /// The largest share that a window holds.
  private func window(_ found: [(position: UInt32, term: Int)]) -> Float {
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
