import Bytes

/// A term of a conjunction or union in one segment.
struct WeightedEntry {
  var entry: TermEntry
  var weight: TermWeight
}

/// The lists of terms that must all be in a document, the rarest first.
struct IntersectedLists: ~Copyable {
  var cursors: FixedArray<PostingsCursor>
  /// Per list the block in which the last stretch was looked at.
  private var blocks: [Int]
  /// Per list the largest frequency, less 1, in the last stretch.
  private(set) var most: [UInt32]

  /// - Parameter terms: ascending by the number of documents.
  init(_ search: borrowing PartSearch, _ terms: [(entry: TermEntry, hasPositions: Bool)]) {
    cursors = FixedArray(count: terms.count) {
      search.cursor(terms[$0].entry, hasPositions: terms[$0].hasPositions)
    }
    blocks = [Int](repeating: 0, count: terms.count)
    most = [UInt32](repeating: PostingsCursor.anyFrequency, count: terms.count)
  }

  /// The first document of a block of the rarest list, or one before it.
  func firstDocument(_ block: Int, _ bytes: Span<UInt8>) -> UInt32 {
    block == 0 ? 0 : cursors[0].lastDocument(block &- 1, bytes) &+ 1
  }

  /// Looks up what the other lists can have where a block of the rarest lies; for a short list it is not worth it.
  mutating func lookAround(_ block: Int, _ bytes: Span<UInt8>) {
    most[0] = cursors[0].mostFrequency(block, bytes)
    if cursors[0].isShort { return }
    let (first, last) = (firstDocument(block, bytes), cursors[0].lastDocument(block, bytes))
    for index in 1..<max(1, cursors.count) where !cursors[index].isShort {
      most[index] = cursors[index].mostFrequency(first, last, &blocks[index], bytes) ?? 0
    }
  }
}

/// Lists that are intersected a block of the rarest at a time, and the candidates of that block.
struct Conjunction: ~Copyable {
  var lists: IntersectedLists
  /// What the lists have of the candidates.
  var findings: FixedArray<Findings>
  var candidates = Candidates()

  /// - Parameters:
  ///   - terms: ascending by the number of documents.
  ///   - wantsPlaces: the lists of which positions will be read.
  init(
    _ search: borrowing PartSearch, _ terms: [(entry: TermEntry, hasPositions: Bool)],
    wantsPlaces: [Bool]
  ) {
    lists = IntersectedLists(search, terms)
    findings = FixedArray(count: terms.count) { Findings(wantsPlaces: wantsPlaces[$0]) }
  }

  /// Keeps the candidates that a list, which has been looked up, has more often than `least`.
  mutating func dropBelow(_ least: UInt32, _ index: Int) {
    candidates.drop { findings[index].frequencies[$0] < least }
  }

  /// The least that any list has a candidate, less 1.
  @inline(__always) func leastFound(_ origin: Int) -> UInt32 {
    var least = findings[0].frequencies[origin]
    for index in 1..<max(1, findings.count) {
      least = min(least, findings[index].frequencies[origin])
    }
    return least
  }

  /// Keeps the candidates that a list has.
  mutating func lookUp(_ index: Int, _ bytes: Span<UInt8>) {
    if candidates.count == 0 { return }
    candidates.lookUp(&lists.cursors[index], &findings[index], bytes)
  }
}

/// The documents that all of some lists have, of which nothing more is asked; found a block of the rarest list at a time.
struct CommonDocuments: ~Copyable {
  private var cursors: FixedArray<PostingsCursor>
  /// Those of the last block that was looked at.
  private(set) var candidates = Candidates()

  /// - Parameter terms: ascending by the number of documents.
  init(_ search: borrowing PartSearch, _ terms: [(entry: TermEntry, hasPositions: Bool)]) {
    cursors = FixedArray(count: terms.count) {
      search.cursor(terms[$0].entry, hasPositions: terms[$0].hasPositions)
    }
  }

  /// Blocks of the rarest list.
  var blockCount: Int { cursors[0].blockCount }

  /// Makes all documents of a block of the rarest list candidates, and keeps those that all lists have.
  mutating func meet(_ block: Int, _ bytes: Span<UInt8>) {
    cursors[0].load(block, bytes)
    candidates.takeDocuments(cursors[0])
    for index in 1..<max(1, cursors.count) where candidates.count > 0 {
      candidates.keep(in: &cursors[index], bytes)
    }
  }
}

extension PostingsCursor {
  /// The largest frequency, less 1, of the blocks that reach into the documents `first` to `last`; nil behind the last block.
  /// `block` is where the last call, for earlier documents, ended.
  @inline(__always) func mostFrequency(
    _ first: UInt32, _ last: UInt32, _ block: inout Int, _ bytes: Span<UInt8>
  ) -> UInt32? {
    while block < blockCount && lastDocument(block, bytes) < first { block &+= 1 }
    if block >= blockCount { return nil }
    var most: UInt32 = 0
    while block < blockCount {
      most = max(most, mostFrequency(block, bytes))
      if lastDocument(block, bytes) >= last { break }
      block &+= 1
    }
    return most
  }
}

/// The best documents that have all terms, found a block of the rarest term's list at a time.
struct RankedConjunction: ~Copyable {
  private let search: PartSearch
  /// The terms, the rarest first.
  private let terms: [WeightedEntry]
  private var lists: IntersectedLists
  private var scores: FixedArray<LengthScores>
  private var candidates = Candidates()
  /// How often, less 1, the list that was looked up last has each candidate, by its origin.
  private var frequencies = IntegerBlock()
  /// What the lists that were looked up so far give each candidate, by its origin.
  private var sums = IntegerBlock()
  /// What all lists from each one on can give in the present stretch of documents.
  private var rests: [UInt32]

  init(_ search: PartSearch, _ terms: [WeightedEntry]) {
    self.search = search
    self.terms = terms.sorted { $0.entry.documents < $1.entry.documents }
    lists = IntersectedLists(search, self.terms.map { ($0.entry, true) })
    scores = FixedArray(count: terms.count) { _ in LengthScores() }
    rests = [UInt32](repeating: 0, count: terms.count + 1)
  }

  /// Offers all that could be among the best; blocks, and occurrences, that can't win are passed over.
  mutating func run(_ hits: inout TopHits, _ bytes: Span<UInt8>) {
    for block in 0..<lists.cursors[0].blockCount {
      lists.lookAround(block, bytes)
      let norm = search.norm(lists.firstDocument(block, bytes), bytes)
      for index in stride(from: terms.count - 1, to: 0, by: -1) {
        let most = terms[index].weight.score(lists.most[index], norm, search.length)
        rests[index] = rests[index + 1] &+ most
      }
      guard
        let least = search.leastFrequency(
          terms[0].weight, most: lists.most[0], rest: rests[1], norm, hits)
      else { continue }
      lists.cursors[0].load(block, bytes)
      begin(least, hits, bytes)
      var index = 1
      while index < terms.count && candidates.count >= Self.many {
        candidates.lookUp(&lists.cursors[index], &frequencies, bytes)
        add(index, hits, bytes)
        index += 1
      }
      offer(lookingUpFrom: index, &hits, bytes)
    }
  }

  /// Candidates from which on they are looked up in a list together; fewer are looked up one by one in all, for what one raises the
  /// threshold to, and the distance to what another list has next, spare the look at others.
  private static let many = 16

  /// Makes the occurrences in the decoded block of the rarest list candidates that are frequent enough, `least` less 1.
  private mutating func begin(
    _ least: UInt32, _ hits: borrowing TopHits, _ bytes: Span<UInt8>
  ) {
    candidates.removeAll()
    let weight = terms[0].weight
    var scores = scores[0]
    var places = lists.cursors[0].places(withFrequency: least, bytes)
    while let place = places.next() {
      let document = lists.cursors[0].document(at: place)
      let norm = search.norm(document, bytes)
      let score = scores.score(
        lists.cursors[0].frequencyLessOne(at: place), norm, weight, search.length)
      guard hits.canEnter(score &+ rests[1], norm) else { continue }
      sums[place] = score
      candidates.append(document, origin: place)
    }
    self.scores[0] = scores
  }

  /// Adds what a list gives its candidates, and drops those that can't win with what the lists behind it can give.
  private mutating func add(_ index: Int, _ hits: borrowing TopHits, _ bytes: Span<UInt8>) {
    candidates.add(
      frequencies, &scores[index], terms[index].weight, to: &sums, rest: rests[index + 1], search,
      hits, bytes)
  }

  /// Offers the candidates that the lists from one on have, too.
  @inline(never) private mutating func offer(
    lookingUpFrom first: Int, _ hits: inout TopHits, _ bytes: Span<UInt8>
  ) {
    var target: UInt32 = 0
    for index in 0..<candidates.count {
      let document = candidates.documents[index]
      if document < target { continue }
      target = follow(
        document, from: first, sum: sums[Int(candidates.origins[index])], &hits, bytes)
    }
  }

  /// Looks a document up in the lists from one on as long as it can win; returns where it is worth going on.
  @inline(__always) private mutating func follow(
    _ document: UInt32, from first: Int, sum: UInt32, _ hits: inout TopHits, _ bytes: Span<UInt8>
  ) -> UInt32 {
    let norm = search.norm(document, bytes)
    var sum = sum
    var index = first
    while index < terms.count {
      guard hits.canEnter(sum &+ rests[index], norm) else { return document &+ 1 }
      lists.cursors[index].advance(to: document, bytes)
      let next = lists.cursors[index].document
      if next != document { return next }
      let frequency = lists.cursors[index].singleFrequencyLessOne(bytes)
      sum &+= scores[index].score(frequency, norm, terms[index].weight, search.length)
      index &+= 1
    }
    if hits.canEnter(sum, norm) && search.isAllowed(document, bytes) {
      hits.offer(sum, norm, search.firstDocument &+ document)
    }
    return document &+ 1
  }
}

extension PartSearch {
  /// The best documents that have all terms.
  func conjunction(_ terms: [WeightedEntry], _ hits: inout TopHits) {
    let file = part.segment.file
    var conjunction = RankedConjunction(self, terms)
    conjunction.run(&hits, file.bytes)
  }

  /// How many documents have all terms.
  func countConjunction(_ entries: [TermEntry]) -> Int {
    let file = part.segment.file
    let bytes = file.bytes
    let terms = entries.sorted { $0.documents < $1.documents }.map { ($0, true) }
    var all = CommonDocuments(self, terms)
    var count = 0
    for block in 0..<all.blockCount {
      all.meet(block, bytes)
      count &+= all.candidates.count
      if allowed == nil && condition == nil { continue }
      for index in 0..<all.candidates.count
      where !isAllowed(all.candidates.documents[index], bytes) { count &-= 1 }
    }
    return count
  }
}
