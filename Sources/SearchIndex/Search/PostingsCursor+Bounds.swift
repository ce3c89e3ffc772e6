import Bytes

extension PostingsCursor {
  /// The largest part of BM25 that a document from `first` to `last` can have; 0 when none can have the term. `block` is
  /// where the last call, for earlier documents, ended.
  mutating func mostPart(
    _ first: UInt32, _ last: UInt32, _ length: borrowing BM25Length, _ block: inout Int,
    _ bytes: Span<UInt8>
  ) -> Float {
    if isShort {
      advance(to: first, bytes)
      return document <= last ? 1 : 0
    }
    block = findBlock(first, from: block, bytes)
    let end = min(blockCount, block &+ Self.blocksLookedAt)
    var most: Float = 0
    while block < end {
      most = max(most, length.part(mostFrequency(block, bytes), leastNorm(block, bytes)))
      if lastDocument(block, bytes) >= last { return most }
      block &+= 1
    }
    return block < blockCount ? 1 : most
  }

  /// The largest part of BM25 that a document of each of `count` stretches of documents can have.
  func mostParts(
    _ count: Int, _ length: borrowing BM25Length, _ bytes: Span<UInt8>
  ) -> [Float] {
    if isShort { return [Float](repeating: 1, count: count) }
    var most = [Float](repeating: 0, count: count)
    var place = 0
    for block in 0..<blockCount {
      let part = length.part(mostFrequency(block, bytes), leastNorm(block, bytes))
      most[place] = max(most[place], part)
      // A damaged table may go back, or too far.
      let stretch = Int(lastDocument(block, bytes) / MatchRanking.stretch)
      while place < min(stretch, count &- 1) {
        place &+= 1
        most[place] = part
      }
    }
    return most
  }

  /// Documents that are spread over more blocks than these are too few for the bound to be worth the look.
  private static let blocksLookedAt = 32
}
