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
  var terms: Conjunction
  private var readers: [PositionsCursor]
  private let offsets: [UInt32]
  private let needed: [Int]
  private var places: [UInt32] = []
  private var other: [UInt32] = []

  /// `cover[i]` says whether the positions of term `i` must be read; the others only narrow the documents down.
  init(_ search: PartSearch, _ terms: [PhraseTerm], cover: [Bool]) {
    // A term outside the cover costs a list; it is worth it only when it is rarer than all inside.
    let rarest = zip(terms, cover).filter(\.1).map(\.0.entry.documents).min() ?? 0
    let used = terms.indices.filter { cover[$0] || terms[$0].entry.documents < rarest }
      .sorted { terms[$0].entry.documents < terms[$1].entry.documents }
    offsets = used.map { terms[$0].offset }
    needed = used.indices.filter { cover[used[$0]] }
    self.terms = Conjunction(search, used.map { terms[$0].entry })
    readers = used.map { _ in PositionsCursor() }
  }

  /// The most often, less 1, that the phrase can occur where a block of the rarest term lies.
  mutating func mostFrequency(_ block: Int, _ bytes: Span<UInt8>) -> UInt32 {
    terms.lookAround(block, bytes)
    return terms.most.min() ?? 0
  }

  /// Whether all terms occur often enough in the document on which all cursors stand; `least` is less 1.
  @inline(__always) mutating func occurs(_ least: UInt32, _ bytes: Span<UInt8>) -> Bool {
    for index in 0..<terms.cursors.count
    where terms.cursors[index].frequencyLessOne(bytes) < least { return false }
    return true
  }

  /// How often the phrase occurs in the document on which all cursors stand.
  mutating func occurrences(_ bytes: Span<UInt8>) -> UInt32 {
    guard let first = needed.first else { return 0 }
    if let simple = onceOrNever(bytes) { return simple }
    places.removeAll(keepingCapacity: true)
    readers[first].read(&terms.cursors[first], into: &places, bytes)
    var count = Self.shift(&places, by: offsets[first])
    for index in needed.dropFirst() {
      if count == 0 { return 0 }
      other.removeAll(keepingCapacity: true)
      readers[index].read(&terms.cursors[index], into: &other, bytes)
      count = keepCommon(offsets[index], of: count)
    }
    return UInt32(count)
  }

  /// 1 or 0 when each term occurs once, as most do; else nil.
  @inline(__always) private mutating func onceOrNever(_ bytes: Span<UInt8>) -> UInt32? {
    var begin: UInt32 = 0
    for (turn, index) in needed.enumerated() {
      if terms.cursors[index].frequencyLessOne(bytes) > 0 { return nil }
      let own = readers[index].first(terms.cursors[index], bytes) &- offsets[index]
      if turn == 0 { begin = own }
      if own != begin {
        // Others may still occur more often; they can't make the phrase complete without this one.
        return 0
      }
    }
    return 1
  }

  /// From a term's positions to those of the phrase's begin; returns how many there are.
  private static func shift(_ places: inout [UInt32], by offset: UInt32) -> Int {
    guard offset > 0 else { return places.count }
    var kept = 0
    for index in places.indices where places[index] >= offset {
      places[kept] = places[index] &- offset
      kept &+= 1
    }
    return kept
  }

  /// Keeps of the first `count` begins those that have a position of `other` at that distance; returns how many.
  private mutating func keepCommon(_ offset: UInt32, of count: Int) -> Int {
    var kept = 0
    var at = 0
    for index in 0..<count {
      let wanted = places[index] &+ offset
      while at < other.count && other[at] < wanted { at &+= 1 }
      if at == other.count { break }
      if other[at] == wanted {
        places[kept] = places[index]
        kept &+= 1
      }
    }
    return kept
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
    for block in 0..<matcher.terms.cursors[0].blockCount {
      let most = matcher.mostFrequency(block, bytes)
      let norm = norm(matcher.terms.firstDocument(block, bytes), bytes)
      guard let least = leastFrequency(weight, most: most, rest: 0, norm, hits) else { continue }
      matcher.terms.cursors[0].load(block, bytes)
      scan(&matcher, least, weight, &hits, bytes)
    }
  }

  @inline(never) private func scan(
    _ matcher: inout PhraseMatcher, _ least: UInt32, _ weight: TermWeight,
    _ hits: inout TopHits, _ bytes: Span<UInt8>
  ) {
    var rows = matcher.terms.cursors[0].rows(withFrequency: least, bytes)
    var target: UInt32 = 0
    while rows != 0 {
      let first = 4 &* rows.trailingZeroBitCount
      rows &= rows &- 1
      for place in first..<min(first &+ 4, matcher.terms.cursors[0].count) {
        let frequency = matcher.terms.cursors[0].frequencyLessOne(at: place)
        let document = matcher.terms.cursors[0].document(at: place)
        if frequency < least || document < target { continue }
        let norm = norm(document, bytes)
        guard hits.canEnter(weight.score(frequency, norm, length), norm) else { continue }
        target = matcher.terms.meet(document, bytes)
        guard target == document else { continue }
        matcher.terms.cursors[0].stand(at: place)
        guard matcher.occurs(least, bytes), isAllowed(document, bytes) else { continue }
        let count = matcher.occurrences(bytes)
        guard count > 0 else { continue }
        let score = weight.score(count &- 1, norm, length)
        if hits.canEnter(score, norm) { hits.offer(score, norm, firstDocument &+ document) }
      }
    }
  }

  /// Tells `take` each allowed document that has the phrase, with how often.
  func forEachPhrase(
    _ terms: [PhraseTerm], cover: [Bool], _ take: (UInt32, UInt32) -> Void
  ) {
    let file = part.segment.file
    let bytes = file.bytes
    var matcher = PhraseMatcher(self, terms, cover: cover)
    var target: UInt32 = 0
    while true {
      matcher.terms.cursors[0].advance(to: target, bytes)
      let document = matcher.terms.cursors[0].document
      if document == PostingsCursor.end { return }
      target = matcher.terms.meet(document, bytes)
      if target == PostingsCursor.end { return }
      guard target == document else { continue }
      target = document &+ 1
      guard isAllowed(document, bytes) else { continue }
      let count = matcher.occurrences(bytes)
      if count > 0 { take(document, count) }
    }
  }
}
