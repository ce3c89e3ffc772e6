import Bytes

extension PartSearch {
  /// The best documents of one term: of the blocks that can win those occurrences that can.
  func single(_ entry: TermEntry, _ weight: TermWeight, _ hits: inout TopHits) {
    let file = part.segment.file
    let bytes = file.bytes
    var cursor = cursor(entry)
    for block in 0..<cursor.blockCount {
      let norm = cursor.leastNorm(block, bytes)
      let most = cursor.mostFrequency(block, bytes)
      guard let least = leastFrequency(weight, most: most, rest: 0, norm, hits) else { continue }
      cursor.load(block, bytes)
      scan(&cursor, least, weight, &hits, bytes)
    }
  }

  @inline(never) private func scan(
    _ cursor: inout PostingsCursor, _ least: UInt32, _ weight: TermWeight,
    _ hits: inout TopHits, _ bytes: Span<UInt8>
  ) {
    var rows = cursor.rows(withFrequency: least, bytes)
    while rows != 0 {
      let first = 4 &* rows.trailingZeroBitCount
      rows &= rows &- 1
      for place in first..<min(first &+ 4, cursor.count) {
        let frequency = cursor.frequencyLessOne(at: place)
        if frequency < least { continue }
        let document = cursor.document(at: place)
        let norm = norm(document, bytes)
        let score = weight.score(frequency, norm, length)
        if hits.canEnter(score, norm) && isAllowed(document, bytes) {
          hits.offer(score, norm, firstDocument &+ document)
        }
      }
    }
  }
}
