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
  ///   - wantsFrequencies: whether more is asked than which documents have all terms.
  ///   - wantsPlaces: the lists of which positions will be read.
  init(
    _ search: borrowing PartSearch, _ terms: [(entry: TermEntry, hasPositions: Bool)],
    wantsFrequencies: Bool, wantsPlaces: [Bool] = []
  ) {
    lists = IntersectedLists(search, terms)
    findings = FixedArray(count: terms.count) {
      Findings(
        wantsFrequencies: wantsFrequencies, wantsPlaces: !wantsPlaces.isEmpty && wantsPlaces[$0])
    }
  }

  /// Makes all documents of a block of the rarest list candidates, and keeps those that all lists have.
  mutating func meet(_ block: Int, _ bytes: Span<UInt8>) {
    lists.cursors[0].load(block, bytes)
    candidates.takeBlock(lists.cursors[0])
    for index in 1..<max(1, lists.cursors.count) { lookUp(index, bytes) }
  }

  /// Keeps the candidates that a list, which has been looked up, has more often than `least`.
  mutating func dropBelow(_ least: UInt32, _ index: Int) {
    candidates.drop { findings[index].frequencies[$0] <= least }
  }

  /// The least that any list has a candidate.
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

extension PartSearch {
  /// The best documents that have all terms, led by the rarest; its blocks, and occurrences, that can't win are passed over.
  func conjunction(_ terms: [WeightedEntry], _ hits: inout TopHits) {
    let file = part.segment.file
    let bytes = file.bytes
    let terms = terms.sorted { $0.entry.documents < $1.entry.documents }
    var all = IntersectedLists(self, terms.map { ($0.entry, true) })
    var scores = FixedArray(count: terms.count) { _ in LengthScores() }
    var rests = [UInt32](repeating: 0, count: terms.count + 1)
    for block in 0..<all.cursors[0].blockCount {
      all.lookAround(block, bytes)
      let norm = norm(all.firstDocument(block, bytes), bytes)
      for index in stride(from: terms.count - 1, to: 0, by: -1) {
        rests[index] = rests[index + 1] &+ terms[index].weight.score(all.most[index], norm, length)
      }
      guard
        let least = leastFrequency(
          terms[0].weight, most: all.most[0], rest: rests[1], norm, hits)
      else { continue }
      all.cursors[0].load(block, bytes)
      scan(&all, terms, least, rests, &scores, &hits, bytes)
    }
  }

  /// Looks at the occurrences in the decoded block that are frequent enough, `least` less 1, one after another: the threshold
  /// that one raises, and the distance to what another list has next, spare the look at most of the others.
  @inline(never) private func scan(
    _ all: inout IntersectedLists, _ terms: [WeightedEntry], _ least: UInt32, _ rests: [UInt32],
    _ scores: inout FixedArray<LengthScores>, _ hits: inout TopHits, _ bytes: Span<UInt8>
  ) {
    var places = all.cursors[0].places(withFrequency: least, bytes)
    var target: UInt32 = 0
    while let place = places.next() {
      let document = all.cursors[0].document(at: place)
      if document < target { continue }
      let norm = norm(document, bytes)
      let own = scores[0].score(
        all.cursors[0].frequencyLessOne(at: place), norm, terms[0].weight, length)
      target = follow(&all, terms, document, norm, own, rests, &scores, &hits, bytes)
    }
  }

  /// Looks the rarest term's document up in the others as long as it can win; returns where it is worth going on.
  @inline(__always) private func follow(
    _ all: inout IntersectedLists, _ terms: [WeightedEntry], _ document: UInt32, _ norm: UInt8,
    _ own: UInt32, _ rests: [UInt32], _ scores: inout FixedArray<LengthScores>,
    _ hits: inout TopHits, _ bytes: Span<UInt8>
  ) -> UInt32 {
    var sum = own
    for index in 1..<max(1, terms.count) {
      guard hits.canEnter(sum &+ rests[index], norm) else { return document &+ 1 }
      all.cursors[index].advance(to: document, bytes)
      if all.cursors[index].document != document { return all.cursors[index].document }
      let other = all.cursors[index].frequencyLessOne(bytes)
      sum &+= scores[index].score(other, norm, terms[index].weight, length)
    }
    if hits.canEnter(sum, norm) && isAllowed(document, bytes) {
      hits.offer(sum, norm, firstDocument &+ document)
    }
    return document &+ 1
  }

  /// How many documents have all terms.
  func countConjunction(_ entries: [TermEntry]) -> Int {
    let file = part.segment.file
    let bytes = file.bytes
    let terms = entries.sorted { $0.documents < $1.documents }.map { ($0, true) }
    var all = Conjunction(self, terms, wantsFrequencies: false)
    var count = 0
    for block in 0..<all.lists.cursors[0].blockCount {
      all.meet(block, bytes)
      count &+= all.candidates.count
      if allowed == nil && condition == nil { continue }
      for index in 0..<all.candidates.count
      where !isAllowed(all.candidates.documents[index], bytes) { count &-= 1 }
    }
    return count
  }
}
