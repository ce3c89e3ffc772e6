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
  ///
  /// - Complexity: O(documents × terms) blocks decoded; positions are read until all of a document's terms have stood together.
  func shares(_ documents: [UInt32], _ segment: Segment, part: Int) -> [Shares] {
    let file = segment.file
    let bytes = file.bytes
    let found = places(documents, segment, part)
    var window = ClosenessWindow()
    return documents.indices.map { document in
      window.removeAll()
      for (number, term) in terms.enumerated() {
        guard let places = found[document * terms.count + number] else { continue }
        window.append(places, weight: term.weight)
      }
      return Shares(
        window: min(1, window.most(bytes) / total),
        head: window.weight(before: RankingRecipe.head) / total,
        lead: window.weight(before: RankingRecipe.lead) / total)
    }
  }

  /// Where each document has each term, document by document; nil where it has not.
  private func places(_ documents: [UInt32], _ segment: Segment, _ part: Int) -> [Places?] {
    let file = segment.file
    let bytes = file.bytes
    var found = [Places?](repeating: nil, count: documents.count * terms.count)
    for (number, term) in terms.enumerated() {
      guard let entry = term.entries[part] else { continue }
      var cursor = PostingsCursor(entry, documentCount: segment.documentCount, hasPositions: true)
      var reader = PositionsCursor()
      for (place, document) in documents.enumerated() {
        cursor.advance(to: document, bytes)
        guard cursor.document == document else { continue }
        found[place * terms.count + number] = reader.places(&cursor, bytes)
      }
    }
    return found
  }
}
