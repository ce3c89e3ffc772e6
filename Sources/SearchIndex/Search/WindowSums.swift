import Bytes

/// What terms add to documents of a segment, of those in a window at a time.
struct WindowSums: ~Copyable {
  /// Documents in a window.
  static let length = UInt32(ScoreWindow.count)

  /// The first document of the window.
  private(set) var base: UInt32 = 0
  /// The last one.
  private(set) var last: UInt32 = 0
  private var sums = ScoreWindow()
  /// By the places of terms that are added.
  private var scores: FixedArray<LengthScores>
  /// See `Segment.lengthEnds`.
  private let lengthEnds: [UInt32]

  /// Of so many terms.
  init(_ segment: Segment, terms: Int) {
    lengthEnds = segment.lengthEnds
    scores = FixedArray(count: terms) { _ in LengthScores() }
  }

  /// Begins a window of so many documents of the segment, with all sums 0.
  mutating func begin(at base: UInt32, documentCount: Int) {
    sums.clear()
    self.base = base
    last = min(base &+ Self.length, UInt32(documentCount)) &- 1
  }

  /// Adds what a term has in the window; its cursor stands in no later one.
  mutating func add(
    _ term: RankedTerm, at index: Int, _ cursor: inout PostingsCursor, _ bytes: Span<UInt8>
  ) {
    cursor.advance(to: base, bytes)
    while cursor.document <= last {
      cursor.loadFrequencies(bytes)
      let end =
        term.field == .body
        ? addRuns(term, index, cursor, bytes) : addEach(term, cursor, bytes)
      if end < cursor.count { cursor.stand(at: end) } else { cursor.load(cursor.block &+ 1, bytes) }
    }
  }

  /// Adds the decoded block as far as it lies in the window, run by run of documents of one length; returns the place where it ended.
  private mutating func addRuns(
    _ term: RankedTerm, _ index: Int, _ cursor: borrowing PostingsCursor, _ bytes: Span<UInt8>
  ) -> Int {
    let end = cursor.end(upTo: last)
    var place = cursor.index
    while place < end {
      let norm = bytes.load8(term.norms.lowerBound &+ Int(cursor.document(at: place)))
      let limit = lengthEnds[Int(norm)]
      scores[index].prepare(norm, term.weight, term.length)
      let stop = limit > last ? end : max(place &+ 1, min(end, cursor.end(place, before: limit)))
      addRun(term, scores[index], cursor, place..<stop)
      place = stop
    }
    return end
  }

  @inline(__always) private mutating func addRun(
    _ term: RankedTerm, _ scores: LengthScores, _ cursor: borrowing PostingsCursor,
    _ places: Range<Int>
  ) {
    let (weight, length) = (term.weight, term.length)
    for place in places {
      sums[cursor.document(at: place) &- base] &+= scores.score(
        cursor.frequencyLessOne(at: place), weight, length)
    }
  }

  /// The same for a field by whose lengths documents are not numbered.
  private mutating func addEach(
    _ term: RankedTerm, _ cursor: borrowing PostingsCursor, _ bytes: Span<UInt8>
  ) -> Int {
    let parts = term.length.parts
    let end = cursor.end(upTo: last)
    for place in cursor.index..<max(cursor.index, end) {
      let document = cursor.document(at: place)
      sums[document &- base] &+= term.score(
        cursor.frequencyLessOne(at: place), document, parts.span, bytes)
    }
    return end
  }

  /// Calls `take` for those of `matches` among the 128 documents from `first` on, of this window, whose sum is at least `least`.
  @inline(__always) func forEach(
    of matches: DocumentBits, from first: UInt32, atLeast least: UInt32,
    _ take: (_ document: UInt32, _ sum: UInt32) -> Void
  ) {
    if least == 0 {
      matches.forEach(128, from: first) { take($0, sums[$0 &- base]) }
      return
    }
    var places = sums.places(atLeast: least, from: first &- base)
    while let place = places.next() {
      let document = first &+ UInt32(place)
      if matches.contains(document) { take(document, sums[document &- base]) }
    }
  }
}
