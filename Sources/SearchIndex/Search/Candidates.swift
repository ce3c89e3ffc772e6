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

  /// Makes all documents of a cursor's decoded block the candidates.
  mutating func takeAll(_ cursor: borrowing PostingsCursor) {
    takeDocuments(cursor)
    var origins = origins.mutableSpan
    for place in 0..<128 { origins[place] = UInt32(truncatingIfNeeded: place) }
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
    count = Self.keep(&documents, &origins, count, isKept)
  }

  /// The same of the first of some documents and their origins; returns how many are kept.
  @inline(__always) private static func keep(
    _ documents: inout IntegerBlock, _ origins: inout IntegerBlock, _ count: Int,
    _ isKept: (_ document: UInt32, _ origin: Int) -> Bool
  ) -> Int {
    // Spans, whose addresses stay in registers.
    var documents = documents.mutableSpan
    var origins = origins.mutableSpan
    var kept = 0
    for index in 0..<count {
      let (document, origin) = (documents[index & 127], origins[index & 127])
      documents[kept & 127] = document
      origins[kept & 127] = origin
      kept &+= isKept(document, Int(origin)) ? 1 : 0
    }
    return kept
  }

  /// Adds to the sum of each candidate, by its origin, what its frequency in a list, less 1, gives it, and keeps those that can enter the
  /// hits with `rest` more.
  mutating func add(
    _ frequencies: borrowing IntegerBlock, _ scores: inout LengthScores, _ weight: TermWeight,
    to sums: inout IntegerBlock, rest: UInt32, _ search: borrowing PartSearch,
    _ hits: borrowing TopHits, _ bytes: Span<UInt8>
  ) {
    // A copy, which stays in registers.
    var known = scores
    let frequencies = frequencies.span
    var sums = sums.mutableSpan
    keep { document, origin in
      let origin = origin & 127
      let norm = search.norm(document, bytes)
      let sum = sums[origin] &+ known.score(frequencies[origin], norm, weight, search.length)
      sums[origin] = sum
      return hits.canEnter(sum &+ rest, norm)
    }
    scores = known
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
      if kept > before {
        cursor.loadFrequencies(bytes)
        cursor.copyFrequencies(at: places, before..<kept, into: &frequencies, at: origins)
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
    if cursor.count == 0 { return nil }
    let last = cursor.blockEnd
    return documents[count &- 1] <= last ? count : documents.end(index..<count, upTo: last)
  }
}

/// How often one list has candidates, and where, by the candidates' origins.
struct Findings: ~Copyable {
  /// Whether positions will be read.
  let wantsPlaces: Bool
  /// How often, less 1; says nothing of a candidate that the list lacks.
  var frequencies = IntegerBlock()
  private var spots = IntegerBlock()
  /// The number of the last occurrence of each in the block that has it, from 0.
  private var lasts = IntegerBlock()
  /// The same of each document of the block `summed`.
  private var lastOccurrences = IntegerBlock()
  private var summed = -1

  init(wantsPlaces: Bool = false) { self.wantsPlaces = wantsPlaces }

  /// Takes down what the cursor's block has, at `places`, of the candidates in a range.
  mutating func take(
    _ range: Range<Int>, _ places: borrowing IntegerBlock, _ origins: borrowing IntegerBlock,
    _ cursor: inout PostingsCursor, _ bytes: Span<UInt8>
  ) {
    cursor.loadFrequencies(bytes)
    if !wantsPlaces {
      cursor.copyFrequencies(at: places, range, into: &frequencies, at: origins)
      return
    }
    if summed != cursor.block {
      summed = cursor.block
      cursor.sumOccurrences(into: &lastOccurrences, bytes)
    }
    Self.note(
      &frequencies, &spots, &lasts, lastOccurrences, range, places, origins, cursor)
  }

  /// Notes by the candidates' origins how often a cursor's block has them, where, and their last occurrences.
  @inline(__always) private static func note(
    _ frequencies: inout IntegerBlock, _ spots: inout IntegerBlock, _ lasts: inout IntegerBlock,
    _ lastOccurrences: borrowing IntegerBlock, _ range: Range<Int>,
    _ places: borrowing IntegerBlock, _ origins: borrowing IntegerBlock,
    _ cursor: borrowing PostingsCursor
  ) {
    // Spans, whose addresses stay in registers.
    let (places, origins) = (places.span, origins.span)
    let (often, last) = (cursor.frequenciesLessOne, lastOccurrences.span)
    var frequencies = frequencies.mutableSpan
    var spots = spots.mutableSpan
    var lasts = lasts.mutableSpan
    let first = UInt32(truncatingIfNeeded: cursor.block &<< 7)
    for index in range {
      let (place, origin) = (Int(places[index & 127] & 127), Int(origins[index & 127] & 127))
      frequencies[origin] = often[place]
      spots[origin] = first | UInt32(truncatingIfNeeded: place)
      lasts[origin] = last[place]
    }
  }

  /// Takes down the frequencies of the cursor's decoded block, each of whose documents is a candidate whose origin is its place.
  mutating func takeAll(_ cursor: inout PostingsCursor, _ bytes: Span<UInt8>) {
    cursor.loadFrequencies(bytes)
    cursor.copyFrequencies(into: &frequencies)
  }

  /// Notes where the cursor has the documents of its decoded block, each of which is a candidate whose origin is its place, so that their
  /// positions can be read when the cursor has gone on.
  mutating func note(_ cursor: inout PostingsCursor, _ bytes: Span<UInt8>) {
    if summed == cursor.block { return }
    summed = cursor.block
    cursor.sumOccurrences(into: &lasts, bytes)
    var spots = spots.mutableSpan
    let first = UInt32(truncatingIfNeeded: cursor.block &<< 7)
    for place in 0..<128 { spots[place] = first | UInt32(truncatingIfNeeded: place) }
  }

  /// The block of the list in which a candidate is that the list has.
  @inline(__always) func block(of origin: Int) -> Int { Int(spots[origin] &>> 7) }

  /// The place of a candidate in its block of the list.
  @inline(__always) func place(of origin: Int) -> Int { Int(spots[origin] & 127) }

  /// Reads the first position of each candidate, more `shift`, into its place in `firsts`.
  mutating func readFirsts(
    _ candidates: borrowing Candidates, _ reader: inout PositionsCursor,
    _ cursor: borrowing PostingsCursor, plus shift: UInt32, into firsts: inout IntegerBlock,
    _ bytes: Span<UInt8>
  ) {
    let (origins, spots) = (candidates.origins.span, spots.span)
    var firsts = firsts.mutableSpan
    for index in 0..<candidates.count {
      let origin = Int(origins[index & 127] & 127)
      let spot = Int(spots[origin])
      if !reader.isIn(spot &>> 7) { reader.enter(cursor, spot &>> 7, bytes) }
      firsts[origin] = reader.first(at: spot & 127, bytes) &+ shift
    }
  }

  /// The positions of a candidate that the list has; `reader` stands in its block.
  @inline(__always) func places(
    _ origin: Int, _ reader: borrowing PositionsCursor, _ bytes: Span<UInt8>
  ) -> Places {
    let (place, further) = (place(of: origin), frequencies[origin])
    // Each document before has one occurrence that is not a further one.
    let before = lasts[origin] &- further &- UInt32(truncatingIfNeeded: place)
    return reader.places(at: place, frequency: further &+ 1, before: Int(before), bytes)
  }
}

extension IntegerBlock {
  /// Copies the numbers of another block at those of `places` that are in `range` to where `targets` says.
  @inline(__always) mutating func scatter(
    _ numbers: borrowing IntegerBlock, at places: borrowing IntegerBlock, _ range: Range<Int>,
    to targets: borrowing IntegerBlock
  ) {
    let (numbers, places, targets) = (numbers.span, places.span, targets.span)
    var span = mutableSpan
    for index in range {
      span[Int(targets[index & 127] & 127)] = numbers[Int(places[index & 127] & 127)]
    }
  }
}
