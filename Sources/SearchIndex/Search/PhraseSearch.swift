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

/// What is known of a block's candidates, by origin, while it is seen which of them have a phrase.
struct PhraseBlocks: ~Copyable {
  /// The first position of one term, as the other would have it, and the other way round.
  var ones = IntegerBlock()
  var others = IntegerBlock()
  /// 0 where the phrase is not.
  var found = IntegerBlock()
}

/// Finds the documents of one segment that have a phrase.
struct PhraseMatcher: ~Copyable {
  var terms: Conjunction
  private var readers: FixedArray<PositionsCursor>
  private var places: FixedArray<Places>
  private let offsets: [UInt32]
  private let needed: [Int]

  /// `cover[i]` says whether the positions of term `i` must be read; the others only narrow the documents down.
  init(_ search: PartSearch, _ terms: [PhraseTerm], cover: [Bool]) {
    // A term outside the cover costs a list; it is worth it only when it is rarer than all inside.
    let rarest = zip(terms, cover).filter(\.1).map(\.0.entry.documents).min() ?? 0
    let used = terms.indices.filter { cover[$0] || terms[$0].entry.documents < rarest }
      .sorted { terms[$0].entry.documents < terms[$1].entry.documents }
    offsets = used.map { terms[$0].offset }
    needed = used.indices.filter { cover[used[$0]] }
    self.terms = Conjunction(
      search, used.map { (terms[$0].entry, true) }, wantsPlaces: used.map { cover[$0] })
    readers = FixedArray(count: used.count) { _ in PositionsCursor() }
    places = FixedArray(count: needed.count) { _ in Places(current: 0) }
  }

  /// The most often, less 1, that the phrase can occur where a block of the rarest term lies.
  mutating func mostFrequency(_ block: Int, _ bytes: Span<UInt8>) -> UInt32 {
    terms.lists.lookAround(block, bytes)
    return terms.lists.most.min() ?? 0
  }

  /// Makes the documents of the rarest term's decoded block candidates in which it occurs often enough, `least` less 1, and
  /// keeps those in which all terms do.
  mutating func meet(_ least: UInt32, _ bytes: Span<UInt8>) {
    terms.findings[0].takeAll(&terms.lists.cursors[0], bytes)
    if least == 0 {
      terms.candidates.takeAll(terms.lists.cursors[0])
    } else {
      terms.candidates.removeAll()
      var places = terms.lists.cursors[0].places(withFrequency: least, bytes)
      while let place = places.next() {
        terms.candidates.append(terms.lists.cursors[0].document(at: place), origin: place)
      }
    }
    for index in 1..<max(1, terms.lists.cursors.count) {
      terms.lookUp(index, bytes)
      if least > 0 { terms.dropBelow(least, index) }
    }
  }

  /// How often the phrase occurs in a candidate, which has been noted; not counted beyond `limit`.
  mutating func occurrences(
    _ origin: Int, limit: UInt32 = .max, _ bytes: Span<UInt8>
  ) -> UInt32 {
    if needed.count == 2 { return pairs(needed[0], needed[1], origin, limit: limit, bytes) }
    guard let first = needed.first else { return 0 }
    for turn in 0..<needed.count {
      let index = needed[turn]
      places[turn] = positions(index, origin, bytes)
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
    } while count < limit && places[0].next(bytes)
    return count
  }

  /// Keeps the candidates that have the phrase.
  ///
  /// Where two terms decide it of many, the first positions of all are compared before any further one is read.
  mutating func keepFound(_ blocks: inout PhraseBlocks, _ bytes: Span<UInt8>) {
    let comparesFirsts = needed.count == 2 && terms.candidates.count >= Self.many
    if terms.candidates.count > 0 { note(bytes) }
    if comparesFirsts {
      readFirsts(needed[0], plus: offsets[needed[1]], into: &blocks.ones, bytes)
      readFirsts(needed[1], plus: offsets[needed[0]], into: &blocks.others, bytes)
    }
    for index in 0..<terms.candidates.count {
      let origin = Int(terms.candidates.origins[index])
      let isFound =
        comparesFirsts
        ? hasPair(origin, blocks, bytes) : occurrences(origin, limit: 1, bytes) > 0
      blocks.found[origin] = isFound ? 1 : 0
    }
    terms.candidates.drop { blocks.found[$0] == 0 }
  }

  /// Candidates from which on it is worth it to go over them several times.
  private static let many = 16

  /// Whether two terms stand in a candidate as the phrase has them.
  @inline(__always) private mutating func hasPair(
    _ origin: Int, _ blocks: borrowing PhraseBlocks, _ bytes: Span<UInt8>
  ) -> Bool {
    if blocks.ones[origin] == blocks.others[origin] { return true }
    let (left, right) = (needed[0], needed[1])
    let further =
      terms.findings[left].frequencies[origin] | terms.findings[right].frequencies[origin]
    return further > 0 && pairs(left, right, origin, limit: 1, bytes) > 0
  }

  /// Notes where the rarest list has the documents of its decoded block, if their positions will be read.
  @inline(__always) mutating func note(_ bytes: Span<UInt8>) {
    if needed.first == 0 { terms.findings[0].note(&terms.lists.cursors[0], bytes) }
  }

  /// Reads the first position that a list has of each candidate.
  private mutating func readFirsts(
    _ list: Int, plus shift: UInt32, into firsts: inout IntegerBlock, _ bytes: Span<UInt8>
  ) {
    terms.findings[list].readFirsts(
      terms.candidates, &readers[list], terms.lists.cursors[list], plus: shift, into: &firsts,
      bytes)
  }

  /// The positions that a list has of a candidate.
  @inline(__always) private mutating func positions(
    _ index: Int, _ origin: Int, _ bytes: Span<UInt8>
  ) -> Places {
    enter(index, origin, bytes)
    return terms.findings[index].places(origin, readers[index], bytes)
  }

  /// Has a list's reader stand in the block that has a candidate.
  @inline(__always) private mutating func enter(
    _ index: Int, _ origin: Int, _ bytes: Span<UInt8>
  ) {
    let block = terms.findings[index].block(of: origin)
    if !readers[index].isIn(block) {
      readers[index].enter(terms.lists.cursors[index], block, bytes)
    }
  }

  /// How often a phrase occurs in a candidate that two terms decide, as they do for three and four characters.
  private mutating func pairs(
    _ left: Int, _ right: Int, _ origin: Int, limit: UInt32, _ bytes: Span<UInt8>
  ) -> UInt32 {
    var ones = positions(left, origin, bytes)
    var others = positions(right, origin, bytes)
    // Both are compared by where the other term would stand, so that nothing falls below 0.
    let (leftOffset, rightOffset) = (offsets[right], offsets[left])
    if ones.isLast && others.isLast {
      return ones.current &+ leftOffset == others.current &+ rightOffset ? 1 : 0
    }
    var count: UInt32 = 0
    while true {
      let (one, other) = (ones.current &+ leftOffset, others.current &+ rightOffset)
      if one == other {
        count &+= 1
        if count == limit { return count }
      }
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
    for block in 0..<matcher.terms.lists.cursors[0].blockCount {
      let most = matcher.mostFrequency(block, bytes)
      let norm = norm(matcher.terms.lists.firstDocument(block, bytes), bytes)
      guard let least = leastFrequency(weight, most: most, rest: 0, norm, hits) else { continue }
      matcher.terms.lists.cursors[0].load(block, bytes)
      matcher.meet(least, bytes)
      offer(&matcher, weight, &hits, bytes)
    }
  }

  @inline(never) private func offer(
    _ matcher: inout PhraseMatcher, _ weight: TermWeight, _ hits: inout TopHits,
    _ bytes: Span<UInt8>
  ) {
    for index in 0..<matcher.terms.candidates.count {
      let document = matcher.terms.candidates.documents[index]
      let origin = Int(matcher.terms.candidates.origins[index])
      let norm = norm(document, bytes)
      let most = matcher.terms.leastFound(origin)
      guard hits.canEnter(weight.score(most, norm, length), norm),
        isAllowed(document, bytes)
      else { continue }
      matcher.note(bytes)
      let count = matcher.occurrences(origin, bytes)
      guard count > 0 else { continue }
      let score = weight.score(count &- 1, norm, length)
      if hits.canEnter(score, norm) { hits.offer(score, norm, firstDocument &+ document) }
    }
  }

  /// Tells `take` each allowed document that has the phrase.
  func forEachPhrase(_ terms: [PhraseTerm], cover: [Bool], _ take: (UInt32) -> Void) {
    let file = part.segment.file
    let bytes = file.bytes
    var matcher = PhraseMatcher(self, terms, cover: cover)
    var blocks = PhraseBlocks()
    for block in 0..<matcher.terms.lists.cursors[0].blockCount {
      matcher.terms.lists.cursors[0].load(block, bytes)
      matcher.meet(0, bytes)
      if allowed != nil || condition != nil {
        matcher.terms.candidates.keep { document, _ in isAllowed(document, bytes) }
      }
      matcher.keepFound(&blocks, bytes)
      for index in 0..<matcher.terms.candidates.count {
        take(matcher.terms.candidates.documents[index])
      }
    }
  }
}
