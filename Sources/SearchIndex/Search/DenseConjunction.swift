import Bytes

/// Meets two long lists of about equal length block by block: a merge without unpredictable branches.
///
/// `PostingsCursor.advance` costs about 10 ns a document; where two lists are equally frequent it would be called for
/// nearly every one of them. Here a step is about 2 ns.
struct BlockMeeting: ~Copyable {
  /// The documents that both have.
  private(set) var documents = IntegerBlock()
  private(set) var count = 0

  /// Finds what the rests of the two decoded blocks have in common and moves both cursors behind what was compared.
  @inline(__always) mutating func meet(
    _ left: inout PostingsCursor, _ right: inout PostingsCursor
  ) {
    var (at, other) = (left.index, right.index)
    let (end, otherEnd) = (left.count, right.count)
    count = 0
    while at < end && other < otherEnd {
      let (one, two) = (left.document(at: at), right.document(at: other))
      documents[count] = one
      count &+= one == two ? 1 : 0
      at &+= one <= two ? 1 : 0
      other &+= two <= one ? 1 : 0
    }
    left.stand(at: at)
    right.stand(at: other)
  }
}

extension PartSearch {
  /// Whether two lists are so alike in length that meeting blocks beats leaping.
  static func areAlike(_ rarer: TermEntry, _ other: TermEntry) -> Bool {
    rarer.documents >= 512 && other.documents <= 6 * rarer.documents
  }

  /// How many documents have all terms, of which the two rarest are about equally frequent; entries ascend by length.
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
      meeting.meet(&left, &right)
      for index in 0..<meeting.count {
        let document = meeting.documents[index]
        if allHave(&others, document, bytes) && isAllowed(document, bytes) { count &+= 1 }
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
}

extension PostingsCursor {
  /// The last document of the decoded block.
  @inline(__always) var blockEnd: UInt32 { count > 0 ? document(at: count &- 1) : 0 }

  /// Goes on to the next block when the decoded one has been left wholly.
  @inline(__always) mutating func settle(_ bytes: Span<UInt8>) {
    if block < blockCount && index >= count { load(block &+ 1, bytes) }
  }
}
