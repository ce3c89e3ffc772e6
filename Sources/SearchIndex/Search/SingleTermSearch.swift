import Bytes

extension PartSearch {
  /// The best documents of one term: blocks of the highest impact first, then those that can still win.
  func single(_ entry: TermEntry, _ weight: TermWeight, _ hits: inout TopHits) {
    let file = part.segment.file
    let bytes = file.bytes
    var cursor = cursor(entry)
    guard cursor.blockCount > 4 else {
      for block in 0..<cursor.blockCount { scan(&cursor, block, weight, &hits, bytes) }
      return
    }
    let first = topImpact(cursor, bytes)
    for block in 0..<cursor.blockCount where cursor.impact(block, bytes) >= first {
      if canWin(cursor.impact(block, bytes), weight, hits) {
        scan(&cursor, block, weight, &hits, bytes)
      }
    }
    for block in 0..<cursor.blockCount {
      let impact = cursor.impact(block, bytes)
      if impact < first && canWin(impact, weight, hits) {
        scan(&cursor, block, weight, &hits, bytes)
      }
    }
  }

  /// The impact that only the two or so best blocks reach.
  private func topImpact(_ cursor: borrowing PostingsCursor, _ bytes: Span<UInt8>) -> UInt8 {
    var best: (UInt8, UInt8) = (0, 0)
    for block in 0..<cursor.blockCount {
      let impact = cursor.impact(block, bytes)
      if impact > best.0 { best = (impact, best.0) } else if impact > best.1 { best.1 = impact }
    }
    return best.1
  }

  /// Blocks come out of order here, so an equal score may still win by its earlier document.
  @inline(__always) private func canWin(
    _ impact: UInt8, _ weight: TermWeight, _ hits: borrowing TopHits
  ) -> Bool {
    !hits.isFull || weight.bound(impact, slack: slack) >= hits.threshold
  }

  @inline(never) private func scan(
    _ cursor: inout PostingsCursor, _ block: Int, _ weight: TermWeight, _ hits: inout TopHits,
    _ bytes: Span<UInt8>
  ) {
    cursor.load(block, bytes)
    cursor.loadFrequencies(bytes)
    let table = denominators.span
    for index in 0..<cursor.count {
      let document = cursor.documents[index & 127]
      let denominator = table[Int(bytes.load8(norms &+ Int(document)))]
      let score = weight.score(cursor.frequencies[index & 127], denominator)
      if score >= hits.threshold && isAllowed(document) {
        hits.offer(score, firstDocument &+ document)
      }
    }
  }
}
