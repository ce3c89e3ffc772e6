import Bytes

/// Up to 128 documents of one list that may be matches, ascending.
///
/// Lists are looked up in them one after another, a block of documents at a time: a step of its loops costs about a
/// nanosecond, where moving a cursor to each document costs ten or twenty.
struct Candidates: ~Copyable {
  private(set) var documents = IntegerBlock()
  /// The place of each candidate in the block that it came from; findings are kept under it.
  private(set) var origins = IntegerBlock()
  private(set) var count = 0
  /// The places of the candidates in the block in which they were looked up last.
  private var places = IntegerBlock()

  init() {}

  /// Forgets all.
  mutating func removeAll() { count = 0 }

  /// Appends a candidate; there is room for 128, and documents ascend.
  @inline(__always) mutating func append(_ document: UInt32, origin: Int) {
    documents[count] = document
    origins[count] = UInt32(truncatingIfNeeded: origin)
    count &+= 1
  }

  /// Takes over the candidates of another.
  mutating func copy(_ other: borrowing Candidates) {
    documents.copy(other.documents)
    origins.copy(other.origins)
    count = other.count
  }

  /// Makes all documents of a cursor's decoded block the candidates, without noting where they come from.
  mutating func takeDocuments(_ cursor: borrowing PostingsCursor) {
    cursor.copyDocuments(into: &documents)
    count = cursor.count
  }

  /// Drops the candidates for whose origin `isDropped` holds.
  @inline(__always) mutating func drop(_ isDropped: (_ origin: Int) -> Bool) {
    keep { _, origin in !isDropped(origin) }
  }

  /// Keeps the candidates for which `isKept` holds.
  @inline(__always) mutating func keep(_ isKept: (_ document: UInt32, _ origin: Int) -> Bool) {
    var kept = 0
    for index in 0..<count {
      let (document, origin) = (documents[index], origins[index])
      documents[kept] = document
      origins[kept] = origin
      kept &+= isKept(document, Int(origin)) ? 1 : 0
    }
    count = kept
  }

  /// Looks all candidates up in a list and drops those that it lacks; notes in `findings` how often it has the others and
  /// where.
  mutating func lookUp(
    _ cursor: inout PostingsCursor, _ findings: inout Findings, _ bytes: Span<UInt8>
  ) {
    var (index, kept) = (0, 0)
    while index < count {
      guard let stop = enter(&cursor, from: index, bytes) else { break }
      let before = kept
      kept = cursor.intersect(&documents, &origins, &places, index..<stop, after: before)
      if kept > before { findings.take(before..<kept, places, origins, &cursor, bytes) }
      // A damaged tail may end before its table says so: what it lacks is passed over all the same.
      index = max(stop, index + 1)
    }
    count = kept
  }

  /// The same, noting only how often, less 1.
  mutating func lookUp(
    _ cursor: inout PostingsCursor, _ frequencies: inout IntegerBlock, _ bytes: Span<UInt8>
  ) {
    var (index, kept) = (0, 0)
    while index < count {
      guard let stop = enter(&cursor, from: index, bytes) else { break }
      let before = kept
      kept = cursor.intersect(&documents, &origins, &places, index..<stop, after: before)
      if kept > before { cursor.loadFrequencies(bytes) }
      for found in before..<kept {
        frequencies[Int(origins[found])] = cursor.frequencyLessOne(at: Int(places[found]))
      }
      index = max(stop, index + 1)
    }
    count = kept
  }

  /// Drops the candidates that a list lacks, and forgets where the others came from.
  mutating func keep(in cursor: inout PostingsCursor, _ bytes: Span<UInt8>) {
    var (index, kept) = (0, 0)
    while index < count {
      guard let stop = enter(&cursor, from: index, bytes) else { break }
      kept = cursor.keep(&documents, index..<stop, after: kept)
      index = max(stop, index + 1)
    }
    count = kept
  }

  /// Decodes the block of a list in which a candidate would be, and tells up to which one it says whether the list has them; nil behind
  /// the list's end.
  @inline(__always) private func enter(
    _ cursor: inout PostingsCursor, from index: Int, _ bytes: Span<UInt8>
  ) -> Int? {
    cursor.enter(blockOf: documents[index], bytes)
    return cursor.count == 0 ? nil : documents.end(index..<count, upTo: cursor.blockEnd)
  }
}

/// How often one list has candidates, and where, by the candidates' origins.
struct Findings: ~Copyable {
  /// Whether positions will be read.
  let wantsPlaces: Bool
  /// How often; says nothing of a candidate that the list lacks.
  var frequencies = IntegerBlock()
  private var spots = IntegerBlock()
  private var before = IntegerBlock()
  /// For the occurrences in the block `summed`: the number of the last one in each of its documents, from 0.
  private var lastOccurrences = IntegerBlock()
  private var summed = -1

  init(wantsPlaces: Bool = false) { self.wantsPlaces = wantsPlaces }

  /// Takes down what the cursor's block has, at `places`, of the candidates in a range.
  @inline(__always) mutating func take(
    _ range: Range<Int>, _ places: borrowing IntegerBlock, _ origins: borrowing IntegerBlock,
    _ cursor: inout PostingsCursor, _ bytes: Span<UInt8>
  ) {
    cursor.loadFrequencies(bytes)
    for index in range {
      let (place, origin) = (Int(places[index]), Int(origins[index]))
      frequencies[origin] = cursor.frequencyLessOne(at: place) &+ 1
      if wantsPlaces { note(place, origin, &cursor, bytes) }
    }
  }

  /// Notes where the cursor has a candidate, so that its positions can be read when the cursor has gone on.
  @inline(__always) mutating func note(
    _ place: Int, _ origin: Int, _ cursor: inout PostingsCursor, _ bytes: Span<UInt8>
  ) {
    if summed != cursor.block {
      summed = cursor.block
      cursor.sumOccurrences(into: &lastOccurrences, bytes)
    }
    spots[origin] = UInt32(truncatingIfNeeded: cursor.block &<< 7 | place)
    // Each document before has one occurrence that is not a further one.
    before[origin] =
      lastOccurrences[place] &- cursor.frequencyLessOne(at: place)
      &- UInt32(truncatingIfNeeded: place)
  }

  /// The block of the list in which a candidate is that the list has.
  @inline(__always) func block(of origin: Int) -> Int { Int(spots[origin] &>> 7) }

  /// The place of a candidate in its block of the list.
  @inline(__always) func place(of origin: Int) -> Int { Int(spots[origin] & 127) }

  /// The positions of a candidate that the list has; `reader` stands in its block.
  @inline(__always) func places(
    _ origin: Int, _ reader: borrowing PositionsCursor, _ bytes: Span<UInt8>
  ) -> Places {
    reader.places(
      at: place(of: origin), frequency: frequencies[origin],
      before: Int(before[origin]), bytes)
  }
}
