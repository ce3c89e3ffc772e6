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

  /// A weight in fixed point.
  init(scaled: Float) { self.scaled = scaled }

  /// The weight of these documents' frequency in the collection.
  init(_ statistics: CollectionStatistics, documents: Int, boost: Float = 1) {
    self.init(inverse: statistics.inverseFrequency(documents), boost: boost)
  }

  /// The weight of a sum of inverse frequencies, as for a phrase.
  init(inverse: Float, boost: Float = 1) {
    scaled = inverse * (BM25Length.saturation + 1) * boost * FixedScore.scale
  }

  /// The score of a part of `BM25Length`; rounded up, so that a term which is in every document still adds something.
  @inline(__always) func score(_ part: Float) -> UInt32 { UInt32(scaled * part) &+ 1 }

  /// The score of `frequencyLessOne + 1` occurrences in a document with this length byte.
  @inline(__always) func score(
    _ frequencyLessOne: UInt32, _ norm: UInt8, _ length: borrowing BM25Length
  ) -> UInt32 { score(length.part(frequencyLessOne, norm)) }
}

/// A term's scores in documents of one length: kept while documents of that length follow one another, as they do.
struct LengthScores {
  private var scores = InlineArray<4, UInt32>(repeating: 0)
  private var norm = -1

  init() {}

  /// The score of `frequencyLessOne + 1` occurrences in a document with this length byte.
  @inline(__always) mutating func score(
    _ frequencyLessOne: UInt32, _ norm: UInt8, _ weight: TermWeight, _ length: borrowing BM25Length
  ) -> UInt32 {
    if Int(norm) != self.norm { fill(norm, weight, length) }
    return frequencyLessOne < 4
      ? scores[Int(frequencyLessOne & 3)] : weight.score(frequencyLessOne, norm, length)
  }

  @inline(never) private mutating func fill(
    _ norm: UInt8, _ weight: TermWeight, _ length: borrowing BM25Length
  ) {
    self.norm = Int(norm)
    for frequency in 0..<4 { scores[frequency] = weight.score(UInt32(frequency), norm, length) }
  }
}

extension IndexReader {
  /// How many live documents have a term.
  func documentFrequency(_ term: TermQuery) -> Int {
    liveDocuments(of: parts.map { $0.find(term) })
  }

  /// How many live documents have a term that is this in each part; nil where it does not occur.
  func liveDocuments(of entries: [TermEntry?]) -> Int {
    zip(parts, entries).reduce(0) { sum, found in
      sum + (found.1.map { found.0.liveDocuments(of: $0) } ?? 0)
    }
  }
}

extension IndexReader.Part {
  /// How many live documents of this segment have a term.
  func liveDocuments(of entry: TermEntry) -> Int {
    max(0, entry.documents - (live?.deadDocuments(of: entry.key) ?? 0))
  }

  /// A term's entry in this segment.
  func find(_ term: TermQuery) -> TermEntry? {
    let file = segment.file
    return segment.terms.find(term.key, spelling: term.spelling, file.bytes)
  }
}
