import Bytes

/// A term of a conjunction or union in one segment.
struct WeightedEntry {
  var entry: TermEntry
  var weight: TermWeight
}

/// The cursors of terms that must all be in a document, the rarest first, and what each can add in a stretch of documents.
struct Conjunction: ~Copyable {
  var cursors: FixedArray<PostingsCursor>
  /// Per cursor what its occurrences score.
  var scores: FixedArray<LengthScores>
  /// Per cursor the block in which the last stretch was looked at.
  private var blocks: [Int]
  /// Per cursor the largest frequency, less 1, in the last stretch.
  private(set) var most: [UInt32]

  /// - Parameter entries: ascending by the number of documents.
  init(_ search: borrowing PartSearch, _ entries: [TermEntry]) {
    cursors = FixedArray(count: entries.count) { search.cursor(entries[$0]) }
    scores = FixedArray(count: entries.count) { _ in LengthScores() }
    blocks = [Int](repeating: 0, count: entries.count)
    most = [UInt32](repeating: PostingsCursor.anyFrequency, count: entries.count)
  }

  /// The first document of a block of the rarest list, or one before it.
  func firstDocument(_ block: Int, _ bytes: Span<UInt8>) -> UInt32 {
    block == 0 ? 0 : cursors[0].lastDocument(block &- 1, bytes) &+ 1
  }

  /// Looks up what the other lists can have where a block of the rarest lies; a short list is not worth it.
  mutating func lookAround(_ block: Int, _ bytes: Span<UInt8>) {
    most[0] = cursors[0].mostFrequency(block, bytes)
    if cursors[0].isShort { return }
    let (first, last) = (firstDocument(block, bytes), cursors[0].lastDocument(block, bytes))
    for index in 1..<max(1, cursors.count) where !cursors[index].isShort {
      most[index] = cursors[index].mostFrequency(first, last, &blocks[index], bytes)
    }
  }

  /// `document` when all further cursors have it, else the next document that could be common.
  @inline(__always) mutating func meet(_ document: UInt32, _ bytes: Span<UInt8>) -> UInt32 {
    for index in 1..<max(1, cursors.count) {
      cursors[index].advance(to: document, bytes)
      let found = cursors[index].document
      if found != document { return found }
    }
    return document
  }
}

extension PostingsCursor {
  /// The largest frequency, less 1, of the blocks that reach into the documents `first` to `last`; `block` is where the
  /// last call, for earlier documents, ended.
  @inline(__always) func mostFrequency(
    _ first: UInt32, _ last: UInt32, _ block: inout Int, _ bytes: Span<UInt8>
  ) -> UInt32 {
    while block < blockCount && lastDocument(block, bytes) < first { block &+= 1 }
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
    var all = Conjunction(self, terms.map(\.entry))
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
      scan(&all, terms, least, rests, &hits, bytes)
    }
  }

  @inline(never) private func scan(
    _ all: inout Conjunction, _ terms: [WeightedEntry], _ least: UInt32, _ rests: [UInt32],
    _ hits: inout TopHits, _ bytes: Span<UInt8>
  ) {
    var places = all.cursors[0].places(withFrequency: least, bytes)
    var target: UInt32 = 0
    while let place = places.next() {
      let document = all.cursors[0].document(at: place)
      if document < target { continue }
      target = follow(
        &all, terms, document, all.cursors[0].frequencyLessOne(at: place), rests, &hits, bytes)
    }
  }

  /// Looks the rarest term's document up in the others as long as it can win; returns where it is worth going on.
  @inline(__always) private func follow(
    _ all: inout Conjunction, _ terms: [WeightedEntry], _ document: UInt32, _ frequency: UInt32,
    _ rests: [UInt32], _ hits: inout TopHits, _ bytes: Span<UInt8>
  ) -> UInt32 {
    let norm = norm(document, bytes)
    var sum = all.scores[0].score(frequency, norm, terms[0].weight, length)
    for index in 1..<max(1, terms.count) {
      guard hits.canEnter(sum &+ rests[index], norm) else { return document &+ 1 }
      all.cursors[index].advance(to: document, bytes)
      if all.cursors[index].document != document { return all.cursors[index].document }
      let other = all.cursors[index].frequencyLessOne(bytes)
      sum &+= all.scores[index].score(other, norm, terms[index].weight, length)
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
    let entries = entries.sorted { $0.documents < $1.documents }
    if entries.count > 1 && Self.areAlike(entries[0], entries[1]) { return denseCount(entries) }
    var all = Conjunction(self, entries)
    var count = 0
    var target: UInt32 = 0
    while true {
      all.cursors[0].advance(to: target, bytes)
      let document = all.cursors[0].document
      if document == PostingsCursor.end { return count }
      target = all.meet(document, bytes)
      if target == PostingsCursor.end { return count }
      if target == document {
        if isAllowed(document, bytes) { count &+= 1 }
        target = document &+ 1
      }
    }
  }
}
