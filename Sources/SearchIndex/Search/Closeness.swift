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
  /// - Complexity: O(documents × terms) blocks decoded, and the occurrences there are sorted.
  func shares(_ documents: [UInt32], _ segment: Segment, part: Int) -> [Shares] {
    let found = occurrences(documents, segment, part).sorted()
    var window = ClosenessWindow(terms)
    var shares = [Shares](repeating: Shares(), count: documents.count)
    var start = 0
    while start < found.count {
      let place = found[start].place
      let end = found[start...].firstIndex { $0.place != place } ?? found.count
      if place < shares.count { shares[place] = self.shares(found[start..<end], &window) }
      start = end
    }
    return shares
  }

  /// An occurrence of a term in one of the documents; those of one document stand together in the order of positions.
  ///
  /// In one number, which is sorted faster than three.
  struct Occurrence: Comparable {
    private let number: UInt64

    init(place: Int, position: UInt32, term: Int) {
      // A damaged list may state any position.
      let position = UInt64(min(position, DocumentLimits.position))
      number = UInt64(place) << 40 | position << 16 | UInt64(term & 0xFFFF)
    }

    /// The place of the document among those asked about.
    var place: Int { Int(number >> 40) }
    /// The character in the document.
    var position: UInt32 { UInt32(number >> 16 & 0xFF_FFFF) }
    /// The place of the term.
    var term: Int { Int(number & 0xFFFF) }

    @inline(__always) static func < (left: Self, right: Self) -> Bool {
      left.number < right.number
    }
  }

  /// Where the terms stand in the documents, term by term: each term's ascend.
  private func occurrences(
    _ documents: [UInt32], _ segment: Segment, _ part: Int
  ) -> [Occurrence] {
    let file = segment.file
    let bytes = file.bytes
    var occurrences: [Occurrence] = []
    occurrences.reserveCapacity(2 * documents.count * terms.count)
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
          occurrences.append(Occurrence(place: place, position: places.current, term: number))
          left -= 1
        } while left > 0 && places.next(bytes)
      }
    }
    return occurrences
  }

  /// Occurrences of one term in one document that are looked at.
  private static let mostOccurrences = 512

  /// The shares of the document with these occurrences.
  private func shares(
    _ found: ArraySlice<Occurrence>, _ window: inout ClosenessWindow
  ) -> Shares {
    var shares = Shares(window: min(1, window.most(found) / total))
    window.forEachFirst(of: found, before: RankingRecipe.lead) { occurrence in
      let share = terms[occurrence.term].weight / total
      if occurrence.position < RankingRecipe.head { shares.head += share }
      shares.lead += share
    }
    return shares
  }
}
