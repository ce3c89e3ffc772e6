/// The block table at the end of a list of 128 documents or more: what its blocks are, without decoding them.
///
/// Column by column, an entry per block and one for the tail: u32 last document, u32 offset in the list, with positions
/// u32 offset in the list of positions, u8 largest frequency less 1, u8 least length byte.
struct ListTable {
  /// Blocks, a tail included.
  let blockCount: Int
  /// Where the table begins in the file, and the blocks end.
  let start: Int
  /// Whether there is room for what the entry says.
  let fits: Bool
  private let hasPositions: Bool

  init(_ entry: TermEntry, hasPositions: Bool) {
    self.hasPositions = hasPositions
    blockCount = (entry.documents &+ 127) / 128
    let length = entry.documents < 128 ? 0 : blockCount &* Self.bytesPerBlock(hasPositions)
    start = entry.postings.upperBound &- length
    fits = entry.documents > 0 && (entry.single != nil || length < entry.postings.count)
  }

  /// The bytes of one block's entries.
  static func bytesPerBlock(_ hasPositions: Bool) -> Int { hasPositions ? 14 : 10 }

  @inline(__always) func lastDocument(_ block: Int, _ bytes: Span<UInt8>) -> UInt32 {
    bytes.load32(start &+ 4 &* block)
  }

  @inline(__always) func offset(_ block: Int, _ bytes: Span<UInt8>) -> Int {
    Int(bytes.load32(start &+ 4 &* (blockCount &+ block)))
  }

  @inline(__always) func placesOffset(_ block: Int, _ bytes: Span<UInt8>) -> Int {
    Int(bytes.load32(start &+ 4 &* (2 &* blockCount &+ block)))
  }

  /// The largest frequency less 1; 255 stands for all from there on.
  @inline(__always) func mostFrequency(_ block: Int, _ bytes: Span<UInt8>) -> UInt32 {
    let stated = UInt32(bytes.load8(start &+ (hasPositions ? 12 : 8) &* blockCount &+ block))
    return stated == 255 ? PostingsCursor.anyFrequency : stated
  }

  @inline(__always) func leastNorm(_ block: Int, _ bytes: Span<UInt8>) -> UInt8 {
    bytes.load8(start &+ (hasPositions ? 13 : 9) &* blockCount &+ block)
  }

  /// The first block from `first` on whose last document is not before `target`; `blockCount` when there is none.
  ///
  /// - Complexity: O(log distance): steps that double, then halves.
  func findBlock(_ target: UInt32, from first: Int, _ bytes: Span<UInt8>) -> Int {
    // Mostly it is the first.
    if first < blockCount && lastDocument(first, bytes) >= target { return first }
    var low = first
    var step = 1
    while low &+ step < blockCount && lastDocument(low &+ step &- 1, bytes) < target {
      low &+= step
      step &<<= 1
    }
    var high = min(low &+ step, blockCount)
    while low < high {
      let middle = (low &+ high) >> 1
      if lastDocument(middle, bytes) < target { low = middle &+ 1 } else { high = middle }
    }
    return low
  }
}
