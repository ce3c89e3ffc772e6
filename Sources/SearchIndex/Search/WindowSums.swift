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
  private let documentCount: UInt32
  /// See `Segment.lengthEnds`.
  private let lengthEnds: [UInt32]
  /// Whether it is faster to look at each match than at all sums; then nothing is added to other documents.
  private let isSparse: Bool
  /// How many documents are looked at together.
  let step: UInt32

  /// Of so many terms, for so many matches.
  init(_ segment: Segment, terms: Int, matches: Int) {
    documentCount = UInt32(segment.documentCount)
    lengthEnds = segment.lengthEnds
    isSparse = matches < segment.documentCount / 16
    step = isSparse ? 1024 : 128
    scores = FixedArray(count: terms) { _ in LengthScores() }
  }

  /// Begins a window, with all sums 0.
  mutating func begin(at base: UInt32) {
    if !isSparse { sums.clear() }
    self.base = base
    last = min(base &+ Self.length, documentCount) &- 1
  }

  /// Adds what a term has in the window; its cursor stands in no later one.
  mutating func add(
    _ term: RankedTerm, at index: Int, _ cursor: inout PostingsCursor, of matches: DocumentBits,
    _ bytes: Span<UInt8>
  ) {
    cursor.advance(to: base, bytes)
    while cursor.document <= last {
      cursor.loadFrequencies(bytes)
      let end =
        term.field == .body
        ? addRuns(term, index, cursor, matches, bytes) : addEach(term, cursor, matches, bytes)
      cursor.goOn(at: end, bytes)
    }
  }

  /// Adds the decoded block as far as it lies in the window, run by run of documents of one length; returns the place where it ended.
  private mutating func addRuns(
    _ term: RankedTerm, _ index: Int, _ cursor: borrowing PostingsCursor,
    _ matches: DocumentBits, _ bytes: Span<UInt8>
  ) -> Int {
    let end = cursor.end(from: cursor.index, upTo: last)
    var place = cursor.index
    while place < end {
      let norm = bytes.load8(term.norms.lowerBound &+ Int(cursor.document(at: place)))
      let limit = lengthEnds[Int(norm)]
      scores[index].prepare(norm, term.weight, term.length)
      let stop =
        limit > last ? end : max(place &+ 1, min(end, cursor.end(from: place, upTo: limit &- 1)))
      addRun(term, scores[index], cursor, place..<stop, matches)
      place = stop
    }
    return end
  }

  @inline(__always) private mutating func addRun(
    _ term: RankedTerm, _ scores: LengthScores, _ cursor: borrowing PostingsCursor,
    _ places: Range<Int>, _ matches: DocumentBits
  ) {
    let (weight, length) = (term.weight, term.length)
    let base = base
    Self.forEach(places, of: cursor, isSparse ? matches : nil) { document, place in
      sums[document &- base] &+= scores.score(
        cursor.frequencyLessOne(at: place), weight, length)
    }
  }

  /// The same for a field by whose lengths documents are not numbered.
  private mutating func addEach(
    _ term: RankedTerm, _ cursor: borrowing PostingsCursor, _ matches: DocumentBits,
    _ bytes: Span<UInt8>
  ) -> Int {
    let (parts, base) = (term.length.parts, base)
    let end = cursor.end(from: cursor.index, upTo: last)
    let places = cursor.index..<max(cursor.index, end)
    Self.forEach(places, of: cursor, isSparse ? matches : nil) { document, place in
      sums[document &- base] &+= term.score(
        cursor.frequencyLessOne(at: place), document, parts.span, bytes)
    }
    return end
  }

  /// Calls `take` for the places of those documents that match; nil for all.
  @inline(__always) private static func forEach(
    _ places: Range<Int>, of cursor: borrowing PostingsCursor, _ matches: DocumentBits?,
    _ take: (_ document: UInt32, _ place: Int) -> Void
  ) {
    if let matches {
      for place in places where matches.contains(cursor.document(at: place)) {
        take(cursor.document(at: place), place)
      }
    } else {
      for place in places { take(cursor.document(at: place), place) }
    }
  }

  /// Calls `take` for those of `matches` among the next `step` documents from `first` on, of this window, whose sum is at least `least`.
  @inline(__always) mutating func forEach(
    of matches: DocumentBits, from first: UInt32, atLeast least: UInt32,
    _ take: (_ document: UInt32, _ sum: UInt32) -> Void
  ) {
    if isSparse || least == 0 {
      matches.forEach(Int(step), from: first) { document in
        let sum = sums[document &- base]
        sums[document &- base] = 0
        if sum >= least { take(document, sum) }
      }
      return
    }
    var places = sums.places(atLeast: least, from: first &- base)
    while let place = places.next() {
      let document = first &+ UInt32(place)
      if matches.contains(document) { take(document, sums[document &- base]) }
    }
  }
}
