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
  private let documentCount: UInt32
  /// Whether it is faster to look at each match than at all sums; then nothing is added to other documents.
  private let isSparse: Bool
  /// How many documents are looked at together.
  let step: UInt32

  /// For so many matches.
  init(_ segment: Segment, matches: Int) {
    documentCount = UInt32(segment.documentCount)
    isSparse = matches < segment.documentCount / 16
    step = isSparse ? 1024 : 128
  }

  /// Begins a window, with all sums 0.
  mutating func begin(at base: UInt32) {
    if !isSparse { sums.clear() }
    self.base = base
    last = min(base &+ Self.length, documentCount) &- 1
  }

  /// Adds what a term has in the window; its cursor stands in no later one.
  mutating func add(
    _ term: RankedTerm, _ cursor: inout PostingsCursor, of matches: DocumentBits,
    _ bytes: Span<UInt8>
  ) {
    cursor.advance(to: base, bytes)
    while cursor.document <= last {
      cursor.loadFrequencies(bytes)
      let end = cursor.end(from: cursor.index, upTo: last)
      let places = cursor.index..<max(cursor.index, end)
      if isSparse {
        addMatches(term, cursor, places, matches, bytes)
      } else {
        cursor.add(
          places, to: &sums, from: base, term.length, weight: term.weight.scaled, norms: term.norms,
          ascend: term.field == .body, bytes)
      }
      cursor.goOn(at: end, bytes)
    }
  }

  /// Adds places of the decoded block each by itself, of documents that match.
  private mutating func addMatches(
    _ term: RankedTerm, _ cursor: borrowing PostingsCursor, _ places: Range<Int>,
    _ matches: DocumentBits, _ bytes: Span<UInt8>
  ) {
    let parts = term.length.parts
    for place in places {
      let document = cursor.document(at: place)
      guard matches.contains(document) else { continue }
      sums[document &- base] &+= term.score(
        cursor.frequencyLessOne(at: place), document, parts.span, bytes)
    }
  }

  /// Puts the documents of the window that have a sum into `matches`, as far as they are in `allowed`; nil for all.
  func insertAll(into matches: inout DocumentBits, _ allowed: DocumentBits?) {
    for first in stride(from: base, through: last, by: 128) {
      matches.insert(sums.places(atLeast: 1, from: first &- base), from: first, allowed)
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
