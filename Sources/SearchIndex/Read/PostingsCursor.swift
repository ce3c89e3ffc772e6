import Bytes

/// Walks the documents of one term in ascending order, a block of 128 at a time.
///
/// Owns its buffers and holds no reference: every call that may decode is given the segment's bytes. A damaged block ends
/// the list and sets `isDamaged`. All documents that it shows are below the segment's count and ascend within a block.
struct PostingsCursor: ~Copyable {
  /// The document of a cursor that has come to its end.
  static let end = UInt32.max

  /// The documents of the decoded block.
  private(set) var documents = InlineArray<128, UInt32>(repeating: 0)
  /// The frequencies of the decoded block, each less 1; valid after `loadFrequencies`.
  private(set) var frequencies = InlineArray<128, UInt32>(repeating: 0)
  /// The place of the current document in the decoded block.
  private(set) var index = 0
  /// How many documents the decoded block has.
  private(set) var count = 0
  /// The current document, or `end`.
  private(set) var document = PostingsCursor.end
  /// The decoded block, -1 before the first.
  private(set) var block = -1
  /// Whether a block could not be decoded.
  private(set) var isDamaged = false
  let entry: TermEntry
  /// Blocks, a tail included.
  let blockCount: Int
  private let documentLimit: UInt32
  private let table: Int
  private let hasPositions: Bool
  private var frequencyOffset = 0
  private var frequenciesLoaded = false

  /// A cursor before the first document of `entry`; call `next` or `advance` first.
  init(_ entry: TermEntry, documentCount: Int, hasPositions: Bool) {
    self.entry = entry
    self.hasPositions = hasPositions
    documentLimit = UInt32(documentCount)
    let blocks = (entry.documents + 127) / 128
    let tableBytes = entry.documents < 128 ? 0 : blocks * (hasPositions ? 17 : 9)
    table = entry.postings.upperBound - tableBytes
    let fits = entry.documents > 0 && tableBytes < entry.postings.count
    blockCount = fits ? blocks : 0
    isDamaged = !fits
  }

  /// Whether the list is short: one tail, no block table.
  var isShort: Bool { entry.documents < 128 }

  /// The last document of a block; what the table says, unchecked.
  @inline(__always) func lastDocument(_ block: Int, _ bytes: Span<UInt8>) -> UInt32 {
    isShort ? documentLimit &- 1 : bytes.load32(table &+ 4 &* block)
  }

  /// The largest score part of a block, in 255ths, rounded up; 255 for a short list.
  @inline(__always) func impact(_ block: Int, _ bytes: Span<UInt8>) -> UInt8 {
    isShort ? 255 : bytes.load8(table &+ blockCount &* (hasPositions ? 16 : 8) &+ block)
  }

  /// Where the positions of a block begin: the ordinal of its first and the byte of the group that has it.
  func positionsStart(_ block: Int, _ bytes: Span<UInt8>) -> (ordinal: Int, group: Int) {
    if isShort { return (0, entry.positions.lowerBound) }
    let column = table &+ 8 &* blockCount
    return (
      Int(bytes.load32(column &+ 4 &* (blockCount &+ block))),
      entry.positions.lowerBound &+ Int(bytes.load32(column &+ 4 &* block))
    )
  }

  /// Decodes a block and stands on its first document; past the last block the cursor ends.
  @inline(never) mutating func load(_ block: Int, _ bytes: Span<UInt8>) {
    self.block = block
    index = 0
    frequenciesLoaded = false
    guard block < blockCount, decode(block, bytes) else {
      isDamaged = isDamaged || block < blockCount
      count = 0
      document = Self.end
      return
    }
    document = documents[0]
  }

  private mutating func decode(_ block: Int, _ bytes: Span<UInt8>) -> Bool {
    let base = block == 0 ? UInt32.max : lastDocument(block &- 1, bytes)
    guard block == 0 || base < documentLimit else { return false }
    var offset = entry.postings.lowerBound
    if !isShort { offset &+= Int(bytes.load32(table &+ 4 &* (blockCount &+ block))) }
    guard offset < table || isShort else { return false }
    let left = entry.documents &- 128 &* block
    if left >= 128 {
      count = 128
      // Gaps of at most 24 bits after a base below 2^24 can't pass 32 bits in sum: documents ascend.
      guard BlockCodec.decode(bytes, &offset, maxBits: 24, into: &documents) else { return false }
      BitPacking.accumulateGaps(&documents, after: base)
      frequencyOffset = offset
      return documents[127] < documentLimit
        && documents[127] == lastDocument(block, bytes)
    }
    return decodeTail(left, base, offset, bytes)
  }

  private mutating func decodeTail(
    _ count: Int, _ base: UInt32, _ start: Int, _ bytes: Span<UInt8>
  ) -> Bool {
    var offset = start
    let header = bytes.load8(offset)
    let width = Int(header & 0x7F)
    guard width <= 24 else { return false }
    offset &+= 1
    TailCodec.decode(bytes, &offset, count, width: width, into: &documents)
    var last = base
    for index in 0..<count {
      last = last &+ documents[index] &+ 1
      documents[index] = last
    }
    self.count = count
    frequencyOffset = header & 0x80 == 0 ? offset : -1
    return last < documentLimit
  }

  /// Decodes the frequencies of the decoded block, once.
  @inline(__always) mutating func loadFrequencies(_ bytes: Span<UInt8>) {
    if !frequenciesLoaded { decodeFrequencies(bytes) }
  }

  @inline(never) private mutating func decodeFrequencies(_ bytes: Span<UInt8>) {
    frequenciesLoaded = true
    var offset = frequencyOffset
    if count == 128 {
      if !BlockCodec.decode(bytes, &offset, into: &frequencies) {
        isDamaged = true
        frequencies = InlineArray(repeating: 0)
      }
    } else if offset < 0 {
      frequencies = InlineArray(repeating: 0)
    } else {
      let width = min(32, Int(bytes.load8(offset)))
      offset &+= 1
      TailCodec.decode(bytes, &offset, count, width: width, into: &frequencies)
    }
  }

  /// The frequency of the current document.
  @inline(__always) mutating func frequency(_ bytes: Span<UInt8>) -> UInt32 {
    loadFrequencies(bytes)
    return frequencies[index & 127] &+ 1
  }

  /// Moves to the next document.
  @inline(__always) mutating func next(_ bytes: Span<UInt8>) {
    index &+= 1
    if index < count { document = documents[index] } else { load(block &+ 1, bytes) }
  }

  /// Moves to the first document not before `target`; stays where it is when that is the current one.
  @inline(__always) mutating func advance(to target: UInt32, _ bytes: Span<UInt8>) {
    if document >= target && block >= 0 { return }
    advanceSlowly(to: target, bytes)
  }

  @inline(never) private mutating func advanceSlowly(to target: UInt32, _ bytes: Span<UInt8>) {
    if block < 0 || count == 0 || documents[count &- 1] < target {
      let found = findBlock(target, bytes)
      if found != block || count == 0 { load(found, bytes) }
      if document >= target { return }
    }
    // Branch-free lower bound over what is left of the block.
    var low = index
    var size = count &- index
    while size > 1 {
      let half = size >> 1
      low = documents[(low &+ half &- 1) & 127] < target ? low &+ half : low
      size &-= half
    }
    if low < count && documents[low & 127] < target { low &+= 1 }
    index = low
    if low < count { document = documents[low & 127] } else { load(block &+ 1, bytes) }
  }

  /// The first block, from the present one on, whose last document is not before `target`; `blockCount` when there is none.
  func findBlock(_ target: UInt32, _ bytes: Span<UInt8>) -> Int {
    var low = max(block, 0)
    if isShort { return block < 0 ? 0 : 1 }
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

  /// The occurrences of the term in the block before the current document.
  mutating func occurrencesBefore(_ bytes: Span<UInt8>) -> Int {
    loadFrequencies(bytes)
    var sum = index
    for at in 0..<index { sum &+= Int(frequencies[at]) }
    return sum
  }

  /// Stands on the decoded block's document at `place`.
  @inline(__always) mutating func stand(at place: Int) {
    index = place
    document = place < count ? documents[place] : Self.end
  }
}
