import Bytes

/// Encodes the lists of one segment, term after term, into two growing buffers that its owner empties.
///
/// A term's list is: blocks of 128 documents (gaps, then frequencies), the tail of fewer than 128, then, when there is at
/// least one whole block, the block table. The table comes last, so that a list of any length is written in one pass. A
/// term that occurs but once has no list.
struct PostingsEncoder: ~Copyable {
  /// Bytes of lists not yet taken by the owner.
  var postings: [UInt8] = []
  /// Bytes of positions not yet taken by the owner.
  var positions: [UInt8] = []
  private var documents = IntegerBlock()
  private var gaps = IntegerBlock()
  private var frequencies = IntegerBlock()
  private var firsts = IntegerBlock()
  /// Gaps of further positions in this block's documents, `furtherCount` of them.
  private var further = HeapBuffer<UInt32>(zeros: 1 << 8)
  private var furtherCount = 0
  private var filled = 0
  private var lastDocument: UInt32 = .max
  private var documentCount: UInt32 = 0
  private var occurrences: UInt64 = 0
  private var table = BlockTable()
  private var field = IndexField.body
  private var postingsTaken = 0
  private var positionsTaken = 0
  private var postingsStart = 0
  private var positionsStart = 0
  private let norms: [[UInt8]]

  /// `norms[f][d]` is the length byte of document `d` in field `f`.
  init(norms: [[UInt8]]) { self.norms = norms }

  /// Begins a term's list.
  mutating func begin(_ field: IndexField) {
    self.field = field
    (filled, documentCount, occurrences) = (0, 0, 0)
    lastDocument = .max
    table.removeAll()
    postingsStart = postingsTaken + postings.count
    positionsStart = positionsTaken + positions.count
  }

  /// Appends a posting of a field without positions; documents ascend.
  @inline(__always) mutating func add(_ document: UInt32, frequency: UInt32) {
    begin(document)
    endDocument(frequency: frequency)
  }

  /// Begins a posting with its first position; further ones follow, then `endDocument`. Documents ascend.
  @inline(__always) mutating func add(_ document: UInt32, firstPosition: UInt32) {
    begin(document)
    firsts[filled] = firstPosition
  }

  /// Appends the gap of a further position: the distance to the one before, less 1.
  @inline(__always) mutating func addFurther(gap: UInt32) {
    if furtherCount == further.count { further.grow(to: 2 &* furtherCount) }
    further[furtherCount] = gap
    furtherCount &+= 1
  }

  /// Ends the posting that was begun.
  @inline(__always) mutating func endDocument(frequency: UInt32) {
    frequencies[filled] = frequency &- 1
    filled &+= 1
    occurrences &+= UInt64(frequency)
  }

  @inline(__always) private mutating func begin(_ document: UInt32) {
    if filled == 128 { closeBlock() }
    documents[filled] = document
    gaps[filled] = document &- lastDocument &- 1
    lastDocument = document
    documentCount &+= 1
  }

  /// What the dictionary must know of the list that just ended.
  struct Ended {
    var documents: UInt32
    var occurrences: UInt64
    var postingsLength = 0
    var positionsLength = 0
    /// The only occurrence, when there is only one.
    var single: TermEntry.Single?
  }

  /// Ends the term's list.
  mutating func finish() -> Ended {
    var ended = Ended(documents: documentCount, occurrences: occurrences)
    if documentCount == 1 && occurrences == 1 {
      ended.single = TermEntry.Single(
        document: documents[0], position: field.hasPositions ? firsts[0] : 0)
      return ended
    }
    if filled == 128 { closeBlock() }
    if filled > 0 { closeTail() }
    if documentCount >= 128 { table.encode(field.hasPositions, into: &postings) }
    ended.postingsLength = postingsTaken + postings.count - postingsStart
    ended.positionsLength = positionsTaken + positions.count - positionsStart
    return ended
  }

  /// Hands over what has been encoded so far.
  mutating func take(
    _ write: (_ postings: [UInt8], _ positions: [UInt8]) throws(IndexError) -> Void
  ) throws(IndexError) {
    try write(postings, positions)
    postingsTaken += postings.count
    positionsTaken += positions.count
    postings.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
  }

  private mutating func closeBlock() {
    noteBlock()
    BlockCodec.encode(gaps, into: &postings)
    BlockCodec.encode(frequencies, into: &postings)
    closePlaces()
    filled = 0
  }

  private mutating func closeTail() {
    if documentCount >= 128 { noteBlock() }
    let width = TailCodec.width(gaps, filled)
    let frequencyWidth = TailCodec.width(frequencies, filled)
    postings.append(UInt8(width) | (frequencyWidth == 0 ? 0x80 : 0))
    TailCodec.encode(gaps, filled, width: width, into: &postings)
    if frequencyWidth > 0 {
      postings.append(UInt8(frequencyWidth))
      TailCodec.encode(frequencies, filled, width: frequencyWidth, into: &postings)
    }
    closePlaces()
  }

  private mutating func closePlaces() {
    guard field.hasPositions else { return }
    let width = TailCodec.width(firsts, filled)
    positions.append(UInt8(width))
    TailCodec.encode(firsts, filled, width: width, into: &positions)
    guard furtherCount > 0 else { return }
    Self.encodeFurther(further, furtherCount, into: &positions)
    furtherCount = 0
  }

  private static func encodeFurther(
    _ further: borrowing HeapBuffer<UInt32>, _ count: Int, into positions: inout [UInt8]
  ) {
    let gaps = further.span(first: count)
    let width = TailCodec.width(gaps, count)
    positions.append(UInt8(width))
    TailCodec.encode(gaps, count, width: width, into: &positions)
  }

  private mutating func noteBlock() {
    let index = Int(field.rawValue)
    var most: UInt32 = 0
    var least = UInt8.max
    for at in 0..<filled {
      let document = Int(documents[at])
      most = max(most, frequencies[at])
      least = min(least, document < norms[index].count ? norms[index][document] : 0)
    }
    table.append(
      lastDocument: documents[filled - 1],
      offset: UInt32(truncatingIfNeeded: postingsTaken + postings.count - postingsStart),
      placesOffset: UInt32(truncatingIfNeeded: positionsTaken + positions.count - positionsStart),
      mostFrequency: UInt8(clamping: most), leastNorm: least)
  }
}

/// The block table of one list while it is written; `ListTable` reads it.
private struct BlockTable {
  private var lastDocuments: [UInt32] = []
  private var offsets: [UInt32] = []
  private var placesOffsets: [UInt32] = []
  private var mostFrequencies: [UInt8] = []
  private var leastNorms: [UInt8] = []

  mutating func removeAll() {
    lastDocuments.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    placesOffsets.removeAll(keepingCapacity: true)
    mostFrequencies.removeAll(keepingCapacity: true)
    leastNorms.removeAll(keepingCapacity: true)
  }

  mutating func append(
    lastDocument: UInt32, offset: UInt32, placesOffset: UInt32, mostFrequency: UInt8,
    leastNorm: UInt8
  ) {
    lastDocuments.append(lastDocument)
    offsets.append(offset)
    placesOffsets.append(placesOffset)
    mostFrequencies.append(mostFrequency)
    leastNorms.append(leastNorm)
  }

  func encode(_ hasPositions: Bool, into bytes: inout [UInt8]) {
    Self.append(lastDocuments, to: &bytes)
    Self.append(offsets, to: &bytes)
    if hasPositions { Self.append(placesOffsets, to: &bytes) }
    bytes.append(contentsOf: mostFrequencies)
    bytes.append(contentsOf: leastNorms)
  }

  private static func append(_ column: [UInt32], to bytes: inout [UInt8]) {
    for value in column {
      for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * shift))) }
    }
  }
}
