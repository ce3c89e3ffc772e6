import Bytes

/// A phrase's term: what it is in a segment and how far after the phrase's begin it stands.
struct PhraseTerm {
  var entry: TermEntry
  var offset: UInt32
}

/// Which of a phrase's terms decide it.
enum PhraseCover {
  /// The terms whose positions must be read: of a run of bigrams every second one and the last, for each bigram covers
  /// two characters; words and single characters always.
  ///
  /// - Parameter lengths: how many positions each term covers: 2 for a bigram, 1 else.
  static func needed(offsets: [UInt32], lengths: [UInt32]) -> [Bool] {
    var needed = [Bool](repeating: false, count: offsets.count)
    var index = 0
    while index < offsets.count {
      needed[index] = true
      var next = index + 1
      // The farthest term that still touches what this one covers, as long as the run goes on without a gap.
      while next + 1 < offsets.count, offsets[next + 1] <= offsets[index] + lengths[index],
        offsets[next] == offsets[next - 1] + 1, offsets[next + 1] == offsets[next] + 1
      { next += 1 }
      index = next
    }
    return needed
  }
}

/// Finds the documents of one segment that have a phrase.
struct PhraseMatcher: ~Copyable {
  private var cursors: FixedArray<PostingsCursor>
  private var readers: FixedArray<PositionsCursor>
  private let terms: [PhraseTerm]
  private let needed: [Int]
  private var places: [UInt32] = []
  private var other: [UInt32] = []

  /// `cover[i]` says whether the positions of term `i` must be read; the others only narrow the documents down.
  init(_ search: PartSearch, _ terms: [PhraseTerm], cover: [Bool]) {
    // A term outside the cover costs a list; it is worth it only when it is much rarer than the rarest inside.
    let rarest = zip(terms, cover).filter(\.1).map(\.0.entry.documents).min() ?? 0
    let used = terms.indices.filter { cover[$0] || terms[$0].entry.documents * 2 < rarest }
      .sorted { terms[$0].entry.documents < terms[$1].entry.documents }
    let ordered = used.map { terms[$0] }
    self.terms = ordered
    needed = used.indices.filter { cover[used[$0]] }
    cursors = FixedArray(count: ordered.count) { search.cursor(ordered[$0].entry) }
    readers = FixedArray(count: ordered.count) { _ in PositionsCursor() }
  }

  /// The next document from `target` on that has all terms; `PostingsCursor.end` when there is none.
  mutating func candidate(from target: UInt32, _ search: PartSearch, _ bytes: Span<UInt8>) -> UInt32
  {
    var target = target
    while true {
      cursors[0].advance(to: target, bytes)
      let document = cursors[0].document
      if document == PostingsCursor.end { return document }
      target = search.meet(&cursors, document, bytes)
      if target == document || target == PostingsCursor.end { return target }
    }
  }

  /// The most often that the phrase can occur in the candidate.
  mutating func mostOccurrences(_ bytes: Span<UInt8>) -> UInt32 {
    var most = UInt32.max
    for index in needed { most = min(most, cursors[index].frequency(bytes)) }
    return most
  }

  /// How often the phrase occurs in the candidate.
  mutating func occurrences(_ bytes: Span<UInt8>) -> UInt32 {
    guard let first = needed.first else { return 0 }
    places.removeAll(keepingCapacity: true)
    readers[first].read(&cursors[first], into: &places, bytes)
    Self.shift(&places, by: terms[first].offset)
    for index in needed.dropFirst() {
      if places.isEmpty { return 0 }
      other.removeAll(keepingCapacity: true)
      readers[index].read(&cursors[index], into: &other, bytes)
      keepCommon(terms[index].offset)
    }
    return UInt32(places.count)
  }

  /// From a term's positions to those of the phrase's begin.
  private static func shift(_ places: inout [UInt32], by offset: UInt32) {
    guard offset > 0 else { return }
    var kept = 0
    for index in places.indices where places[index] >= offset {
      places[kept] = places[index] - offset
      kept += 1
    }
    places.removeLast(places.count - kept)
  }

  private mutating func keepCommon(_ offset: UInt32) {
    var kept = 0
    var at = 0
    for index in places.indices {
      let wanted = places[index] &+ offset
      while at < other.count && other[at] < wanted { at &+= 1 }
      if at == other.count { break }
      if other[at] == wanted {
        places[kept] = places[index]
        kept &+= 1
      }
    }
    places.removeLast(places.count - kept)
  }
}

extension PartSearch {
  /// The best documents that have the phrase; its frequency is scored as a term's, with the terms' summed weight.
  func phrase(
    _ terms: [PhraseTerm], cover: [Bool], _ weight: TermWeight, _ hits: inout TopHits
  ) {
    let file = part.segment.file
    let bytes = file.bytes
    var matcher = PhraseMatcher(self, terms, cover: cover)
    var target: UInt32 = 0
    while true {
      let document = matcher.candidate(from: target, self, bytes)
      if document == PostingsCursor.end { return }
      target = document &+ 1
      guard isAllowed(document) else { continue }
      let denominator = denominator(document, bytes)
      let most = matcher.mostOccurrences(bytes)
      guard hits.canEnter(weight.score(most &- 1, denominator)) else { continue }
      let count = matcher.occurrences(bytes)
      if count > 0 {
        hits.offer(weight.score(count &- 1, denominator), firstDocument &+ document)
      }
    }
  }

  /// How many documents have the phrase; `take` is told each with its frequency when that is wanted.
  func forEachPhrase(
    _ terms: [PhraseTerm], cover: [Bool], _ take: (UInt32, UInt32) -> Void
  ) {
    let file = part.segment.file
    let bytes = file.bytes
    var matcher = PhraseMatcher(self, terms, cover: cover)
    var target: UInt32 = 0
    while true {
      let document = matcher.candidate(from: target, self, bytes)
      if document == PostingsCursor.end { return }
      target = document &+ 1
      guard isAllowed(document) else { continue }
      let count = matcher.occurrences(bytes)
      if count > 0 { take(document, count) }
    }
  }
}
