import Bytes

/// A term of a conjunction or union in one segment.
struct WeightedEntry {
  var entry: TermEntry
  var weight: TermWeight
}

extension PartSearch {
  /// The best documents that have all terms, led by the rarest; whole blocks of it are passed over by their bounds.
  func conjunction(_ terms: [WeightedEntry], _ hits: inout TopHits) {
    let file = part.segment.file
    let bytes = file.bytes
    let terms = terms.sorted { $0.entry.documents < $1.entry.documents }
    if terms.count > 1 && Self.areAlike(terms[0].entry, terms[1].entry) {
      return denseConjunction(terms, &hits)
    }
    var cursors = FixedArray(count: terms.count) { cursor(terms[$0].entry) }
    var target: UInt32 = 0
    var checkedBlock = -1
    while true {
      cursors[0].advance(to: target, bytes)
      let document = cursors[0].document
      if document == PostingsCursor.end { return }
      if hits.isFull && cursors[0].block != checkedBlock {
        checkedBlock = cursors[0].block
        if let next = skipTarget(terms, cursors, document, hits.threshold, bytes) {
          if next == PostingsCursor.end { return }
          target = next
          continue
        }
      }
      target = meet(&cursors, document, bytes)
      if target == document {
        target = document &+ 1
        if isAllowed(document) {
          hits.offer(total(terms, &cursors, document, bytes), firstDocument &+ document)
        }
      } else if target == PostingsCursor.end {
        return
      }
    }
  }

  /// `document` when all cursors have it, else the next document that could be common.
  @inline(__always) func meet(
    _ cursors: inout FixedArray<PostingsCursor>, _ document: UInt32, _ bytes: Span<UInt8>
  ) -> UInt32 {
    for index in 1..<max(1, cursors.count) {
      cursors[index].advance(to: document, bytes)
      let found = cursors[index].document
      if found != document { return found }
    }
    return document
  }

  /// The sum of the terms' scores at a document on which all cursors stand.
  @inline(__always) private func total(
    _ terms: [WeightedEntry], _ cursors: inout FixedArray<PostingsCursor>, _ document: UInt32,
    _ bytes: Span<UInt8>
  ) -> UInt32 {
    let denominator = denominator(document, bytes)
    var sum: UInt32 = 0
    for index in 0..<cursors.count {
      sum &+= terms[index].weight.score(cursors[index].frequency(bytes) &- 1, denominator)
    }
    return sum
  }

  /// Where to go on when no document of the leading term's block can win; nil when one can.
  private func skipTarget(
    _ terms: [WeightedEntry], _ cursors: borrowing FixedArray<PostingsCursor>,
    _ document: UInt32, _ threshold: UInt32, _ bytes: Span<UInt8>
  ) -> UInt32? {
    let block = cursors[0].block
    let last = cursors[0].lastDocument(block, bytes)
    var bound = terms[0].weight.bound(cursors[0].impact(block, bytes), slack: slack)
    for index in 1..<max(1, cursors.count) {
      var at = cursors[index].findBlock(document, bytes)
      var impact: UInt8 = 0
      while at < cursors[index].blockCount {
        impact = max(impact, cursors[index].impact(at, bytes))
        if cursors[index].lastDocument(at, bytes) >= last { break }
        at &+= 1
      }
      if impact > 0 { bound &+= terms[index].weight.bound(impact, slack: slack) }
    }
    if bound > threshold { return nil }
    return last == PostingsCursor.end ? last : last &+ 1
  }

  /// How many documents have all terms.
  func countConjunction(_ entries: [TermEntry]) -> Int {
    let file = part.segment.file
    let bytes = file.bytes
    let entries = entries.sorted { $0.documents < $1.documents }
    if entries.count > 1 && Self.areAlike(entries[0], entries[1]) { return denseCount(entries) }
    var cursors = FixedArray(count: entries.count) { cursor(entries[$0]) }
    var count = 0
    var target: UInt32 = 0
    while true {
      cursors[0].advance(to: target, bytes)
      let document = cursors[0].document
      if document == PostingsCursor.end { return count }
      target = meet(&cursors, document, bytes)
      if target == PostingsCursor.end { return count }
      if target == document {
        if isAllowed(document) { count &+= 1 }
        target = document &+ 1
      }
    }
  }
}
