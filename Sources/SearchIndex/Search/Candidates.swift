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
  private var found = IntegerBlock()

  init() {}

  /// Forgets all.
  mutating func removeAll() { count = 0 }

  /// Appends a candidate; there is room for 128, and documents ascend.
  @inline(__always) mutating func append(_ document: UInt32, origin: Int) {
    documents[count] = document
    origins[count] = UInt32(truncatingIfNeeded: origin)
    count &+= 1
  }

  /// Drops the candidates for whose origin `isDropped` holds.
  @inline(__always) mutating func drop(_ isDropped: (_ origin: Int) -> Bool) {
    var kept = 0
    for index in 0..<count {
      let origin = origins[index]
      documents[kept] = documents[index]
      origins[kept] = origin
      kept &+= isDropped(Int(origin)) ? 0 : 1
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
      cursor.enter(blockOf: documents[index], bytes)
      if cursor.count == 0 { break }
      let stop = end(from: index, upTo: cursor.blockEnd)
      cursor.find(documents, index..<stop, into: found)
      let before = kept
      kept = documents.compact(index..<stop, by: found, after: before)
      if findings.wantsFrequencies {
        findings.take(index..<stop, found, origins, &cursor, bytes)
        _ = origins.compact(index..<stop, by: found, after: before)
      }
      index = stop
    }
    count = kept
  }

  /// Behind the last candidate that is not after `last`.
  @inline(__always) private func end(from index: Int, upTo last: UInt32) -> Int {
    var end = index &+ 1
    while end < count && documents[end] <= last { end &+= 1 }
    return end
  }
}

/// How often one list has candidates, and where, by the candidates' origins.
struct Findings: ~Copyable {
  /// Whether frequencies are wanted; without them candidates have no origins either.
  let wantsFrequencies: Bool
  /// Whether positions will be read.
  let wantsPlaces: Bool
  /// How often; says nothing of a candidate that the list lacks.
  var frequencies = IntegerBlock()
  private var spots = IntegerBlock()
  private var before = IntegerBlock()

  init(wantsFrequencies: Bool = true, wantsPlaces: Bool = false) {
    self.wantsFrequencies = wantsFrequencies || wantsPlaces
    self.wantsPlaces = wantsPlaces
  }

  /// Takes down what the cursor's block has of the candidates in a range.
  @inline(__always) mutating func take(
    _ range: Range<Int>, _ found: borrowing IntegerBlock, _ origins: borrowing IntegerBlock,
    _ cursor: inout PostingsCursor, _ bytes: Span<UInt8>
  ) {
    cursor.loadFrequencies(bytes)
    for index in range {
      let (place, origin) = (found[index], Int(origins[index]))
      if place == IntegerBlock.absent { continue }
      frequencies[origin] = cursor.frequencyLessOne(at: Int(place)) &+ 1
      if wantsPlaces { note(Int(place), origin, &cursor, bytes) }
    }
  }

  /// Notes where the cursor has a candidate, so that its positions can be read when the cursor has gone on.
  @inline(__always) mutating func note(
    _ place: Int, _ origin: Int, _ cursor: inout PostingsCursor, _ bytes: Span<UInt8>
  ) {
    spots[origin] = UInt32(truncatingIfNeeded: cursor.block &<< 7 | place)
    if cursor.frequencyLessOne(at: place) > 0 {
      before[origin] = UInt32(
        truncatingIfNeeded: cursor.furtherOccurrences(before: place, bytes))
    }
  }

  /// The positions of a candidate that the list has.
  @inline(__always) func places(
    _ origin: Int, _ cursor: borrowing PostingsCursor, _ reader: inout PositionsCursor,
    _ bytes: Span<UInt8>
  ) -> Places {
    reader.places(
      cursor, block: Int(spots[origin] &>> 7), place: Int(spots[origin] & 127),
      frequency: frequencies[origin], before: Int(before[origin]), bytes)
  }
}
