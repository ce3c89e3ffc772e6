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
  private var readers: FixedArray<PositionsCursor>
  private let offsets: [UInt32]
  private let needed: [Int]
  private var places: FixedArray<Places>

  /// `cover[i]` says whether the positions of term `i` must be read; the others only narrow the documents down.
  init(_ search: PartSearch, _ terms: [PhraseTerm], cover: [Bool]) {
    // A term outside the cover costs a list; it is worth it only when it is rarer than all inside.
    let rarest = zip(terms, cover).filter(\.1).map(\.0.entry.documents).min() ?? 0
    let used = terms.indices.filter { cover[$0] || terms[$0].entry.documents < rarest }
      .sorted { terms[$0].entry.documents < terms[$1].entry.documents }
    offsets = used.map { terms[$0].offset }
    needed = used.indices.filter { cover[used[$0]] }
    self.terms = Conjunction(search, used.map { terms[$0].entry })
    readers = FixedArray(count: used.count) { _ in PositionsCursor() }
    places = FixedArray(count: needed.count) { _ in
      Places(current: 0, left: 0, bit: 0, width: 0)
    }
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
    if needed.count == 2 { return pairs(needed[0], needed[1], bytes) }
    guard let first = needed.first else { return 0 }
    for turn in 0..<needed.count {
      places[turn] = readers[needed[turn]].places(&terms.cursors[needed[turn]], bytes)
    }
    var count: UInt32 = 0
    repeat {
      let place = places[0].current
      if place < offsets[first] { continue }
      let begin = place &- offsets[first]
      var turn = 1
      while turn < places.count {
        let wanted = begin &+ offsets[needed[turn]]
        if !places[turn].advance(to: wanted, bytes) { return count }
        if places[turn].current != wanted { break }
        turn &+= 1
      }
      if turn == places.count { count &+= 1 }
    } while places[0].next(bytes)
    return count
  }

  /// The same for the phrase that two terms decide, as they do for three and four characters.
  private mutating func pairs(_ left: Int, _ right: Int, _ bytes: Span<UInt8>) -> UInt32 {
    var ones = readers[left].places(&terms.cursors[left], bytes)
    var others = readers[right].places(&terms.cursors[right], bytes)
    // Both are compared by where the other term would stand, so that nothing falls below 0.
    let (leftOffset, rightOffset) = (offsets[right], offsets[left])
    var count: UInt32 = 0
    while true {
      let (one, other) = (ones.current &+ leftOffset, others.current &+ rightOffset)
      if one == other { count &+= 1 }
      if one <= other {
        if !ones.next(bytes) { return count }
      } else if !others.next(bytes) {
        return count
      }
    }
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
    var places = matcher.terms.cursors[0].places(withFrequency: least, bytes)
    var target: UInt32 = 0
    while let place = places.next() {
      let document = matcher.terms.cursors[0].document(at: place)
      if document < target { continue }
      let norm = norm(document, bytes)
      let frequency = matcher.terms.cursors[0].frequencyLessOne(at: place)
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
