import Bytes

/// Walks the documents of one term in ascending order, a block of 128 at a time.
///
/// Owns its buffers and holds no reference: every call that may decode is given the segment's bytes. A damaged block ends
/// the list and sets `isDamaged`. All documents that it shows are below the segment's count and ascend within a block.
struct PostingsCursor: ~Copyable {
  /// The document of a cursor that has come to its end.
  static let end = UInt32.max
  /// Larger than all documents, as a signed number too.
  private static let padding: UInt32 = 0x7FFF_FFFF
  /// What `mostFrequency` says of a list that does not tell.
  static let anyFrequency: UInt32 = 1 << 22

  /// The documents of the decoded block, behind its last one `padding`.
  private var documents = IntegerBlock()
  /// The frequencies of the decoded block, each less 1; valid after `loadFrequencies`.
  private var frequencies = IntegerBlock()
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
  let documentLimit: UInt32
  private let table: ListTable
  private var frequencyOffset = 0
  private var frequenciesLoaded = false

  /// A cursor before the first document of `entry`; call `load`, `next` or `advance` first.
  init(_ entry: TermEntry, documentCount: Int, hasPositions: Bool) {
    self.entry = entry
    documentLimit = UInt32(documentCount)
    table = ListTable(entry, hasPositions: hasPositions)
    blockCount = table.fits ? table.blockCount : 0
    isDamaged = !table.fits
  }

  /// Whether the list is short: one tail, no block table.
  @inline(__always) var isShort: Bool { entry.documents < 128 }

  /// The last document of a block; what the table says, unchecked.
  @inline(__always) func lastDocument(_ block: Int, _ bytes: Span<UInt8>) -> UInt32 {
    isShort ? documentLimit &- 1 : table.lastDocument(block, bytes)
  }

  /// The largest frequency of a block, less 1; `anyFrequency` where the table doesn't tell.
  @inline(__always) func mostFrequency(_ block: Int, _ bytes: Span<UInt8>) -> UInt32 {
    isShort ? Self.anyFrequency : table.mostFrequency(block, bytes)
  }

  /// The least length byte of a block's documents; 0 where there is no table.
  @inline(__always) func leastNorm(_ block: Int, _ bytes: Span<UInt8>) -> UInt8 {
    isShort ? 0 : table.leastNorm(block, bytes)
  }

  /// Where the positions of a block begin, in the file.
  func placesOffset(_ block: Int, _ bytes: Span<UInt8>) -> Int {
    entry.positions.lowerBound &+ (isShort ? 0 : table.placesOffset(block, bytes))
  }

  /// The document at a place of the decoded block.
  @inline(__always) func document(at place: Int) -> UInt32 { documents[place] }

  /// The frequency, less 1, at a place of the decoded block; valid after `loadFrequencies`.
  @inline(__always) func frequencyLessOne(at place: Int) -> UInt32 {
    frequencies[place]
  }

  /// Stands before the first document again.
  mutating func rewind() {
    (block, index, count, document) = (-1, 0, 0, Self.end)
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
    document = document(at: 0)
  }

  private mutating func decode(_ block: Int, _ bytes: Span<UInt8>) -> Bool {
    if let single = entry.single { return take(single) }
    let base = block == 0 ? UInt32.max : lastDocument(block &- 1, bytes)
    guard block == 0 || base < documentLimit else { return false }
    var offset = entry.postings.lowerBound
    if !isShort { offset &+= table.offset(block, bytes) }
    guard offset < table.start || isShort else { return false }
    let left = entry.documents &- 128 &* block
    if left < 128 { return decodeTail(left, base, offset, bytes) }
    count = 128
    // Gaps of at most 24 bits after a base below 2^24 can't pass 32 bits in sum: documents ascend.
    guard BlockCodec.decode(bytes, &offset, maxBits: 24, into: &documents) else { return false }
    var span = documents.mutableSpan
    BitPacking.accumulateGaps(&span, after: base)
    frequencyOffset = offset
    let last = document(at: 127)
    return last < documentLimit && last == lastDocument(block, bytes)
  }

  private mutating func take(_ single: TermEntry.Single) -> Bool {
    documents.fill(Self.padding)
    (documents[0], frequencies[0]) = (single.document, 0)
    count = 1
    frequenciesLoaded = true
    return single.document < documentLimit
  }

  private mutating func decodeTail(
    _ count: Int, _ base: UInt32, _ start: Int, _ bytes: Span<UInt8>
  ) -> Bool {
    var offset = start
    let header = bytes.load8(offset)
    let width = Int(header & 0x7F)
    guard width <= 24 else { return false }
    offset &+= 1
    documents.fill(Self.padding)
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
        frequencies.fill(0)
      }
    } else if offset < 0 {
      frequencies.fill(0)
    } else {
      let width = min(32, Int(bytes.load8(offset)))
      offset &+= 1
      TailCodec.decode(bytes, &offset, count, width: width, into: &frequencies)
    }
  }

  /// The frequency of the current document, less 1, when no or few others of the block will be asked for: it alone is decoded.
  @inline(never) mutating func singleFrequencyLessOne(_ bytes: Span<UInt8>) -> UInt32 {
    if frequenciesLoaded { return frequencyLessOne(at: index) }
    if count < 128 {
      if frequencyOffset < 0 { return 0 }
      let width = min(32, Int(bytes.load8(frequencyOffset)))
      return TailCodec.value(bytes, frequencyOffset &+ 1, at: index, width: width)
    }
    guard let value = BlockCodec.value(bytes, frequencyOffset, at: index) else {
      isDamaged = true
      return 0
    }
    return value
  }

  /// The frequency of the current document, less 1.
  @inline(__always) mutating func frequencyLessOne(_ bytes: Span<UInt8>) -> UInt32 {
    loadFrequencies(bytes)
    return frequencyLessOne(at: index)
  }

  /// The frequency of the current document.
  @inline(__always) mutating func frequency(_ bytes: Span<UInt8>) -> UInt32 {
    frequencyLessOne(bytes) &+ 1
  }

  /// The places of the decoded block, from `start` on, where a frequency, less 1, is at least `least`.
  @inline(__always) mutating func places(
    withFrequency least: UInt32, from start: Int = 0, _ bytes: Span<UInt8>
  ) -> PlaceSet {
    loadFrequencies(bytes)
    let all = PlaceSet(start, count)
    return least == 0 ? all : frequencies.places(atLeast: least).intersection(all)
  }

  /// Moves to the next document.
  @inline(__always) mutating func next(_ bytes: Span<UInt8>) {
    index &+= 1
    if index < count { document = document(at: index) } else { load(block &+ 1, bytes) }
  }

  /// Moves to the first document not before `target`; stays where it is when that is the current one.
  @inline(__always) mutating func advance(to target: UInt32, _ bytes: Span<UInt8>) {
    if document >= target && block >= 0 { return }
    advanceSlowly(to: target, bytes)
  }

  @inline(never) private mutating func advanceSlowly(to target: UInt32, _ bytes: Span<UInt8>) {
    if block < 0 || count == 0 || document(at: count &- 1) < target {
      let found = findBlock(target, bytes)
      if found != block || count == 0 { load(found, bytes) }
      if document >= target { return }
    }
    let place = documents.countBelow(target)
    index = place
    if place < count { document = document(at: place) } else { load(block &+ 1, bytes) }
  }

  /// The last document of the decoded block.
  @inline(__always) var blockEnd: UInt32 { count > 0 ? document(at: count &- 1) : 0 }

  /// Decodes the block that has `target`, should the list have it; behind the last block `count` is 0.
  @inline(__always) mutating func enter(blockOf target: UInt32, _ bytes: Span<UInt8>) {
    if block >= 0 && target <= blockEnd { return }
    load(findBlock(target, bytes), bytes)
  }

  /// Keeps those of ascending documents, none after the decoded block's last one, that it has; see `IntegerBlock.intersect`.
  @inline(__always) func intersect(
    _ documents: inout IntegerBlock, _ tags: inout IntegerBlock, _ places: inout IntegerBlock,
    _ range: Range<Int>, after kept: Int
  ) -> Int {
    self.documents.intersect(&documents, &tags, &places, range, after: kept)
  }

  /// The same for documents without tags; see `IntegerBlock.keep`.
  @inline(__always) func keep(
    _ documents: inout IntegerBlock, _ range: Range<Int>, after kept: Int
  ) -> Int {
    self.documents.keep(&documents, range, after: kept)
  }

  /// Copies the documents of the decoded block, behind whose last one stands what is larger than any.
  @inline(__always) func copyDocuments(into block: inout IntegerBlock) { block.copy(documents) }

  /// Copies the frequencies of the decoded block, each less 1; valid after `loadFrequencies`.
  @inline(__always) func copyFrequencies(into block: inout IntegerBlock) {
    block.copy(frequencies)
  }

  /// Copies the frequencies, each less 1, at those of `places` that are in `range` to where `targets` says; valid after `loadFrequencies`.
  @inline(__always) func copyFrequencies(
    at places: borrowing IntegerBlock, _ range: Range<Int>, into block: inout IntegerBlock,
    at targets: borrowing IntegerBlock
  ) {
    block.scatter(frequencies, at: places, range, to: targets)
  }

  /// The frequencies of the decoded block, each less 1; valid after `loadFrequencies`.
  var frequenciesLessOne: Span<UInt32> {
    @_lifetime(borrow self)
    @inline(__always) get { frequencies.span }
  }

  /// Numbers the occurrences in the decoded block from 0 and gives of each document the number of its last one.
  mutating func sumOccurrences(into sums: inout IntegerBlock, _ bytes: Span<UInt8>) {
    loadFrequencies(bytes)
    sums.copy(frequencies)
    var span = sums.mutableSpan
    BitPacking.accumulateGaps(&span, after: .max)
  }

  /// The first block, from the present one on, whose last document is not before `target`; `blockCount` when there is none.
  func findBlock(_ target: UInt32, _ bytes: Span<UInt8>) -> Int {
    if isShort { return block < 0 ? 0 : 1 }
    // A decoded block that ends before needn't be asked again.
    let isPassed = count > 0 && blockEnd < target
    return table.findBlock(target, from: isPassed ? block &+ 1 : max(block, 0), bytes)
  }

  /// The same from a given block on; of a list that is not short.
  func findBlock(_ target: UInt32, from first: Int, _ bytes: Span<UInt8>) -> Int {
    table.findBlock(target, from: first, bytes)
  }

  /// The occurrences beyond the first of the block's documents before the one at `place`.
  mutating func furtherOccurrences(before place: Int, _ bytes: Span<UInt8>) -> Int {
    loadFrequencies(bytes)
    return Int(frequencies.sum(first: place))
  }

  /// The first place from `place` on of the decoded block whose document is after `last`; else the block's end.
  @inline(__always) func end(from place: Int, upTo last: UInt32) -> Int {
    documents.end(place..<count, upTo: last)
  }

  /// Stands on the decoded block's document at `place`, or behind the block on the next one's first.
  @inline(__always) mutating func goOn(at place: Int, _ bytes: Span<UInt8>) {
    if place < count { stand(at: place) } else { load(block &+ 1, bytes) }
  }

  /// Stands on the decoded block's document at `place`.
  @inline(__always) mutating func stand(at place: Int) {
    index = place
    document = place < count ? document(at: place) : Self.end
  }

  /// Adds what a term gives the decoded block's documents at `places` to a window of scores; see `ScoreWindow.add`.
  @inline(__always) func add(
    _ places: Range<Int>, to window: inout ScoreWindow, from base: UInt32,
    _ length: borrowing BM25Length, weight: Float, norms: Range<Int>, ascend: Bool,
    _ bytes: Span<UInt8>
  ) {
    window.add(
      documents, frequencies, places, from: base, length, weight: weight, norms: norms,
      ascend: ascend, bytes)
  }
}
