import Bytes

/// Meets two long lists of about equal length block by block: a merge without unpredictable branches.
///
/// `PostingsCursor.advance` costs about 10 ns a document; where two lists are equally frequent it would be called for
/// nearly every one of them. Here a step is about 2 ns.
struct BlockMeeting {
  /// Places in the first list's block and in the second's that hold the same document.
  private(set) var first = InlineArray<128, UInt8>(repeating: 0)
  private(set) var second = InlineArray<128, UInt8>(repeating: 0)
  private(set) var count = 0

  /// Finds what the rests of the two decoded blocks have in common and moves both cursors behind what was compared.
  @inline(__always) mutating func meet(
    _ left: inout PostingsCursor, _ right: inout PostingsCursor, _ bytes: Span<UInt8>
  ) {
    var (at, other) = (left.index, right.index)
    let (end, otherEnd) = (left.count, right.count)
    count = 0
    while at < end && other < otherEnd {
      let (one, two) = (left.documents[at & 127], right.documents[other & 127])
      first[count & 127] = UInt8(truncatingIfNeeded: at)
      second[count & 127] = UInt8(truncatingIfNeeded: other)
      count &+= one == two ? 1 : 0
      at &+= one <= two ? 1 : 0
      other &+= two <= one ? 1 : 0
    }
    left.leave(at)
    right.leave(other)
  }
}

extension PartSearch {
  /// Whether two lists are so alike in length that meeting blocks beats leaping.
  static func areAlike(_ rarer: TermEntry, _ other: TermEntry) -> Bool {
    rarer.documents >= 512 && other.documents <= 6 * rarer.documents
  }

  /// The best documents that have all terms, of which the two rarest are about equally frequent; terms ascend by length.
  func denseConjunction(_ terms: [WeightedEntry], _ hits: inout TopHits) {
    let file = part.segment.file
    let bytes = file.bytes
    var left = cursor(terms[0].entry)
    var right = cursor(terms[1].entry)
    var others = FixedArray(count: terms.count - 2) { cursor(terms[$0 + 2].entry) }
    var meeting = BlockMeeting()
    var checked = (-1, -1)
    left.load(0, bytes)
    right.load(0, bytes)
    while align(&left, &right, bytes) {
      if hits.isFull && checked != (left.block, right.block) {
        checked = (left.block, right.block)
        if let next = skipTarget(terms, left, right, hits.threshold, bytes) {
          left.advance(to: next, bytes)
          continue
        }
      }
      meeting.meet(&left, &right, bytes)
      if meeting.count > 0 { offer(terms, meeting, &left, &right, &others, &hits, bytes) }
    }
  }

  /// How many documents have all terms; as `denseConjunction`.
  func denseCount(_ entries: [TermEntry]) -> Int {
    let file = part.segment.file
    let bytes = file.bytes
    var left = cursor(entries[0])
    var right = cursor(entries[1])
    var others = FixedArray(count: entries.count - 2) { cursor(entries[$0 + 2]) }
    var meeting = BlockMeeting()
    var count = 0
    left.load(0, bytes)
    right.load(0, bytes)
    while align(&left, &right, bytes) {
      meeting.meet(&left, &right, bytes)
      for index in 0..<meeting.count {
        let document = left.documents[Int(meeting.first[index & 127]) & 127]
        if isAllowed(document) && allHave(&others, document, bytes) { count &+= 1 }
      }
    }
    return count
  }

  /// Brings both cursors to blocks that overlap; false at the end of either.
  private func align(
    _ left: inout PostingsCursor, _ right: inout PostingsCursor, _ bytes: Span<UInt8>
  ) -> Bool {
    while true {
      left.settle(bytes)
      right.settle(bytes)
      if left.document == PostingsCursor.end || right.document == PostingsCursor.end {
        return false
      }
      if left.blockEnd < right.document {
        left.advance(to: right.document, bytes)
      } else if right.blockEnd < left.document {
        right.advance(to: left.document, bytes)
      } else {
        return true
      }
    }
  }

  @inline(__always) private func allHave(
    _ others: inout FixedArray<PostingsCursor>, _ document: UInt32, _ bytes: Span<UInt8>
  ) -> Bool {
    for index in 0..<others.count {
      others[index].advance(to: document, bytes)
      if others[index].document != document { return false }
    }
    return true
  }

  private func offer(
    _ terms: [WeightedEntry], _ meeting: borrowing BlockMeeting, _ left: inout PostingsCursor,
    _ right: inout PostingsCursor, _ others: inout FixedArray<PostingsCursor>,
    _ hits: inout TopHits, _ bytes: Span<UInt8>
  ) {
    left.loadFrequencies(bytes)
    right.loadFrequencies(bytes)
    for index in 0..<meeting.count {
      let (one, two) = (
        Int(meeting.first[index & 127]) & 127, Int(meeting.second[index & 127]) & 127
      )
      let document = left.documents[one]
      guard isAllowed(document), allHave(&others, document, bytes) else { continue }
      let denominator = denominator(document, bytes)
      var sum =
        terms[0].weight.score(left.frequencies[one], denominator)
        &+ terms[1].weight.score(right.frequencies[two], denominator)
      for other in 0..<others.count {
        let frequency = others[other].frequency(bytes) &- 1
        sum &+= terms[other &+ 2].weight.score(frequency, denominator)
      }
      hits.offer(sum, firstDocument &+ document)
    }
  }

  /// Where to go on when nothing in the two blocks' common range can win; nil when something can.
  private func skipTarget(
    _ terms: [WeightedEntry], _ left: borrowing PostingsCursor,
    _ right: borrowing PostingsCursor, _ threshold: UInt32, _ bytes: Span<UInt8>
  ) -> UInt32? {
    var bound =
      terms[0].weight.bound(left.impact(left.block, bytes), slack: slack)
      &+ terms[1].weight.bound(right.impact(right.block, bytes), slack: slack)
    for term in terms.dropFirst(2) { bound &+= term.weight.bound(255, slack: slack) }
    return bound > threshold ? nil : min(left.blockEnd, right.blockEnd) &+ 1
  }
}

extension PostingsCursor {
  /// The last document of the decoded block.
  @inline(__always) var blockEnd: UInt32 { count > 0 ? documents[(count &- 1) & 127] : 0 }

  /// Leaves the decoded block's documents before `place`; `settle` must follow before the cursor is used.
  @inline(__always) mutating func leave(_ place: Int) { stand(at: place) }

  /// Goes on to the next block when the decoded one has been left wholly.
  @inline(__always) mutating func settle(_ bytes: Span<UInt8>) {
    if block < blockCount && index >= count { load(block &+ 1, bytes) }
  }
}
