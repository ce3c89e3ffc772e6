import Bytes
import Tokenizer

/// Scores in fixed point: sums do not depend on their order, so every way of evaluation gives the same result to the bit.
enum FixedScore {
  /// 2^20 steps for 1: finer than a Float of the size of a score.
  static let scale: Float = 1_048_576

  /// The score as a number for people.
  static func value(_ score: UInt32) -> Double { Double(score) / Double(scale) }
}

/// A term that is looked for: its key in the dictionary and, for a hashed word, its spelling.
struct TermQuery: Sendable, Equatable {
  var key: UInt64
  var spelling: [UInt8] = []

  /// A token in a field.
  init(_ token: Token, _ field: IndexField) {
    key = field.termKey(token.key)
    if TokenKey.isHashed(token.key) { spelling = Array(token.text.utf8) }
  }

  /// A key that needs no spelling, or whose spelling is given.
  init(key: UInt64, spelling: [UInt8] = []) {
    self.key = key
    self.spelling = spelling
  }

  /// Whether its lists carry positions.
  var hasPositions: Bool { IndexField.of(termKey: key)?.hasPositions == true }
}

/// A term's weight in a search over all segments.
struct TermWeight: Sendable {
  /// inverse frequency × (k1 + 1) × boost × `FixedScore.scale`.
  var scaled: Float

  /// The weight of these documents' frequency in the collection.
  init(_ statistics: CollectionStatistics, documents: Int, boost: Float = 1) {
    self.init(inverse: statistics.inverseFrequency(documents), boost: boost)
  }

  /// The weight of a sum of inverse frequencies, as for a phrase.
  init(inverse: Float, boost: Float = 1) {
    scaled = inverse * (BM25Length.saturation + 1) * boost * FixedScore.scale
  }

  /// The score of `frequencyLessOne + 1` occurrences in a document whose length makes this denominator; rounded up, so
  /// that a term which is in every document still adds something.
  @inline(__always) func score(_ frequencyLessOne: UInt32, _ denominator: Float) -> UInt32 {
    let tf = Float(frequencyLessOne) + 1
    return UInt32(scaled * (tf / (tf + denominator))) &+ 1
  }

  /// No document of a block with this impact scores more.
  ///
  /// - Parameter slack: at least 1; by how much parts may exceed those of the mean length that impacts were made with.
  @inline(__always) func bound(_ impact: UInt8, slack: Float) -> UInt32 {
    let part = min(1, Float(impact) / 255 * slack)
    return UInt32(scaled * part * 1.000001) &+ 2
  }
}

extension IndexReader {
  /// How many live documents have a term.
  func documentFrequency(_ term: TermQuery) -> Int {
    parts.reduce(0) { sum, part in
      guard let entry = part.find(term) else { return sum }
      return sum + max(0, entry.documents - (part.live?.deadDocuments(of: term.key) ?? 0))
    }
  }
}

extension IndexReader.Part {
  /// A term's entry in this segment.
  func find(_ term: TermQuery) -> TermEntry? {
    let file = segment.file
    return segment.terms.find(term.key, spelling: term.spelling, file.bytes)
  }

  /// By how much score parts may exceed those that a field's impacts were made with.
  ///
  /// tf / (tf + rK) ≤ (1/r) tf / (tf + K) for r ≤ 1, and a longer mean shortens K by at most the ratio of the means.
  func slack(_ field: IndexField, _ statistics: CollectionStatistics) -> Float {
    let now = statistics.lengths[Int(field.rawValue)].averageLength
    let then = segment.summary.averageLength(field)
    return now > then ? now / then * 1.000001 : 1
  }
}
