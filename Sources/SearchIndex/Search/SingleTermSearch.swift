import Bytes

extension PartSearch {
  /// The best documents of one term: of the blocks that can win those occurrences that can.
  func single(_ entry: TermEntry, _ weight: TermWeight, _ hits: inout TopHits) {
    let file = part.segment.file
    let bytes = file.bytes
    var cursor = cursor(entry)
    hits.raise(floor(&cursor, weight, hits, bytes))
    var bound = hits.bound(beside: 0)
    for block in 0..<cursor.blockCount {
      let norm = cursor.leastNorm(block, bytes)
      let most = cursor.mostFrequency(block, bytes)
      // Most blocks are passed over here, at the price of one multiplication.
      if weight.scaled * length.part(most, norm) < bound { continue }
      guard let least = leastFrequency(weight, most: most, rest: 0, norm, hits) else { continue }
      cursor.load(block, bytes)
      scan(&cursor, least, weight, &hits, bytes)
      bound = hits.bound(beside: 0)
    }
  }

  /// A score that the hits will reach at least: that of the worst hit among the most frequent occurrences of the most promising block.
  private func floor(
    _ cursor: inout PostingsCursor, _ weight: TermWeight, _ hits: borrowing TopHits,
    _ bytes: Span<UInt8>
  ) -> UInt32 {
    guard cursor.blockCount > 8 else { return 0 }
    var (best, bestPart): (Int, Float) = (0, -1)
    for block in 0..<cursor.blockCount {
      let part = length.part(
        cursor.mostFrequency(block, bytes), cursor.leastNorm(block, bytes))
      if part > bestPart { (best, bestPart) = (block, part) }
    }
    var sample = TopHits(hits.limit)
    var least = min(cursor.mostFrequency(best, bytes), BM25Length.tabulated) / 2
    cursor.load(best, bytes)
    while least > 0 && cursor.places(withFrequency: least, bytes).count < hits.limit { least /= 2 }
    scan(&cursor, least, weight, &sample, bytes)
    return sample.floor
  }

  /// Offers the decoded block's occurrences that are frequent enough, `least` less 1.
  @inline(never) private func scan(
    _ cursor: inout PostingsCursor, _ least: UInt32, _ weight: TermWeight, _ hits: inout TopHits,
    _ bytes: Span<UInt8>
  ) {
    var places = cursor.places(withFrequency: least, bytes)
    while let place = places.next() {
      let document = cursor.document(at: place)
      let norm = norm(document, bytes)
      let score = weight.score(cursor.frequencyLessOne(at: place), norm, length)
      if hits.canEnter(score, norm) && isAllowed(document, bytes) {
        hits.offer(score, norm, firstDocument &+ document)
      }
    }
  }
}
