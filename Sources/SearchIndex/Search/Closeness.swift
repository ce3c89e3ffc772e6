import Bytes

/// What chosen documents hold of a query's words and characters: how close together, how near to the beginning, and at all.
struct Closeness {
  /// A term of the body and what it counts.
  struct Term {
    /// What it is in each part; nil where it does not occur.
    var entries: [TermEntry?]
    /// Its inverse frequency.
    var weight: Float
    /// What its characters count in a window.
    var places: ClosenessPlaces.Weight
  }

  /// A character of the query and what it counts.
  struct Character {
    /// What it is in each part; nil where it does not occur.
    var entries: [TermEntry?]
    /// 1, less for a function character.
    var weight: Float
    /// The terms that have it: a document with one of them has it.
    var terms: [Int]
  }

  private let terms: [Term]
  private let characters: [Character]
  private let total: Float
  private let allCharacters: Float

  init(_ terms: [Term], _ characters: [Character]) {
    self.terms = terms
    self.characters = characters
    total = terms.reduce(0) { $0 + $1.weight }
    allCharacters = characters.reduce(0) { $0 + $1.weight }
  }

  /// Whether there is anything that could stand closer or farther.
  var isMeaningful: Bool { terms.count > 1 && total > 0 }

  /// What a document holds of a query, 0…1.
  struct Shares: Equatable {
    /// Of its words and characters (`ClosenessPlaces`), within one window of characters.
    var window: Float = 0
    /// Of its words by their inverse frequencies, within the first line (`RankingRecipe.head`).
    var head: Float = 0
    /// The same within the first lines (`RankingRecipe.lead`).
    var lead: Float = 0
    /// Of its different characters, anywhere.
    var characters: Float = 0

    /// What a document's score is multiplied by.
    var factor: Float {
      (1 + window)
        * (1 + RankingRecipe.headBoost * head + RankingRecipe.leadBoost * lead)
        * (1 + RankingRecipe.coverageBoost * characters)
    }
  }

  /// The shares of each document of a part's segment, which must ascend.
  ///
  /// - Complexity: O(documents × terms) blocks decoded; positions are read until all of a document's terms have stood together.
  func shares(_ documents: [UInt32], _ segment: Segment, part: Int) -> [Shares] {
    let file = segment.file
    let bytes = file.bytes
    let found = places(documents, segment, part)
    let covered = covered(documents, found, segment, part)
    var window = ClosenessWindow()
    return documents.indices.map { document in
      window.removeAll()
      var before = false
      for (number, term) in terms.enumerated() {
        guard let places = found[document * terms.count + number] else {
          before = false
          continue
        }
        window.append(places, term, isAfterTheOneBefore: before)
        before = true
      }
      return Shares(
        window: min(1, window.most(bytes)),
        head: window.weight(before: RankingRecipe.head) / total,
        lead: window.weight(before: RankingRecipe.lead) / total,
        characters: covered[document])
    }
  }

  /// The share of the characters that each document has. Only those are looked up that are in none of its terms.
  private func covered(
    _ documents: [UInt32], _ found: [Places?], _ segment: Segment, _ part: Int
  ) -> [Float] {
    let file = segment.file
    let bytes = file.bytes
    var sums = [Float](repeating: 0, count: documents.count)
    for character in characters {
      guard let entry = character.entries[part] else { continue }
      var cursor = PostingsCursor(
        entry, documentCount: segment.documentCount, hasPositions: false)
      for (place, document) in documents.enumerated() {
        if !character.terms.contains(where: { found[place * terms.count + $0] != nil }) {
          cursor.advance(to: document, bytes)
          guard cursor.document == document else { continue }
        }
        sums[place] += character.weight
      }
    }
    return sums.map { allCharacters > 0 ? $0 / allCharacters : 0 }
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
