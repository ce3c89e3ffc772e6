import Bytes

extension PartSearch {
  /// The best documents of one term: of the blocks that can win those occurrences that can.
  func single(_ entry: TermEntry, _ weight: TermWeight, _ hits: inout TopHits) {
    let file = part.segment.file
    let bytes = file.bytes
    var cursor = cursor(entry)
    var scores = LengthScores()
    hits.raise(floor(&cursor, weight, &scores, hits, bytes))
    for block in 0..<cursor.blockCount {
      let norm = cursor.leastNorm(block, bytes)
      let most = cursor.mostFrequency(block, bytes)
      guard let least = leastFrequency(weight, most: most, rest: 0, norm, hits) else { continue }
      scan(&cursor, block, least, weight, &scores, &hits, bytes)
    }
  }

  /// A score that the hits will reach at least: that of the worst hit of the most promising block alone.
  private func floor(
    _ cursor: inout PostingsCursor, _ weight: TermWeight, _ scores: inout LengthScores,
    _ hits: borrowing TopHits, _ bytes: Span<UInt8>
  ) -> UInt32 {
    guard cursor.blockCount > 8 else { return 0 }
    var (best, bestPart): (Int, Float) = (0, -1)
    for block in 0..<cursor.blockCount {
      let part = length.part(
        cursor.mostFrequency(block, bytes), cursor.leastNorm(block, bytes))
      if part > bestPart { (best, bestPart) = (block, part) }
    }
    var sample = TopHits(hits.limit)
    scan(&cursor, best, 0, weight, &scores, &sample, bytes)
    return sample.floor
  }

  @inline(never) private func scan(
    _ cursor: inout PostingsCursor, _ block: Int, _ least: UInt32, _ weight: TermWeight,
    _ scores: inout LengthScores, _ hits: inout TopHits, _ bytes: Span<UInt8>
  ) {
    cursor.load(block, bytes)
    var places = cursor.places(withFrequency: least, bytes)
    while let place = places.next() {
      let document = cursor.document(at: place)
      let norm = norm(document, bytes)
      let score = scores.score(cursor.frequencyLessOne(at: place), norm, weight, length)
      if hits.canEnter(score, norm) && isAllowed(document, bytes) {
        hits.offer(score, norm, firstDocument &+ document)
      }
    }
  }
}
