import Bytes

/// Encodes the lists of one segment, term after term, into two growing buffers that its owner empties.
///
/// A term's list is: blocks of 128 documents (gaps, then frequencies), the tail of fewer than 128, then, when there is at
/// least one whole block, the block table. The table comes last, so that a list of any length is written in one pass.
struct PostingsEncoder {
  /// Bytes of lists not yet taken by the owner.
  var postings: [UInt8] = []
  /// Bytes of positions not yet taken by the owner.
  var positions: [UInt8] = []
  private var documents = InlineArray<128, UInt32>(repeating: 0)
  private var gaps = InlineArray<128, UInt32>(repeating: 0)
  private var frequencies = InlineArray<128, UInt32>(repeating: 0)
  private var places = InlineArray<128, UInt32>(repeating: 0)
  private var filled = 0
  private var placed = 0
  private var lastDocument: UInt32 = .max
  private var documentCount: UInt32 = 0
  private var occurrences: UInt64 = 0
  private var placeCount: UInt64 = 0
  private var table = BlockTable()
  private var field = IndexField.body
  private var postingsTaken = 0
  private var positionsTaken = 0
  private var postingsStart = 0
  private var positionsStart = 0
  private let norms: [[UInt8]]
  private let scorers: [BM25Length]

  /// `norms[f][d]` is the length byte of document `d` in field `f`.
  init(norms: [[UInt8]], summary: SegmentSummary) {
    self.norms = norms
    scorers = IndexField.allCases.map { BM25Length(averageLength: summary.averageLength($0)) }
  }

  /// Begins a term's list.
  mutating func begin(_ field: IndexField) {
    self.field = field
    (filled, placed, documentCount, occurrences, placeCount) = (0, 0, 0, 0, 0)
    lastDocument = .max
    table.removeAll()
    postingsStart = postingsTaken + postings.count
    positionsStart = positionsTaken + positions.count
  }

  /// Appends a posting; documents ascend.
  mutating func add(_ document: UInt32, frequency: UInt32) {
    if filled == 128 { closeBlock() }
    documents[filled] = document
    gaps[filled] = document &- lastDocument &- 1
    frequencies[filled] = frequency &- 1
    filled += 1
    lastDocument = document
    documentCount += 1
    occurrences += UInt64(frequency)
  }

  /// Appends the gap of a position: the position itself for a document's first, else the distance to the one before, less 1.
  mutating func addPosition(gap: UInt32) {
    places[placed] = gap
    placed += 1
    placeCount += 1
    if placed == 128 {
      BlockCodec.encode(places.span, into: &positions)
      placed = 0
    }
  }

  /// What the dictionary must know of the list that just ended.
  struct Ended {
    let documents: UInt32
    let occurrences: UInt64
    let postingsLength: Int
    let positionsLength: Int
  }

  /// Ends the term's list.
  mutating func finish() -> Ended {
    if filled == 128 { closeBlock() }
    if filled > 0 { closeTail() }
    if placed > 0 {
      let width = TailCodec.width(places.span, placed)
      positions.append(UInt8(width))
      TailCodec.encode(places.span, placed, width: width, into: &positions)
    }
    if documentCount >= 128 { table.encode(field.hasPositions, into: &postings) }
    return Ended(
      documents: documentCount, occurrences: occurrences,
      postingsLength: postingsTaken + postings.count - postingsStart,
      positionsLength: positionsTaken + positions.count - positionsStart)
  }

  /// Hands over what has been encoded so far.
  mutating func take() -> (postings: [UInt8], positions: [UInt8]) {
    let taken = (postings, positions)
    postingsTaken += postings.count
    positionsTaken += positions.count
    postings.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    return taken
  }

  private mutating func closeBlock() {
    noteBlock()
    BlockCodec.encode(gaps.span, into: &postings)
    BlockCodec.encode(frequencies.span, into: &postings)
    filled = 0
    // Where the next block's positions begin: its group's first byte and its ordinal among all.
    table.nextPlace = placeCount
    table.nextPlaceOffset = UInt32(
      truncatingIfNeeded: positionsTaken + positions.count - positionsStart)
  }

  private mutating func closeTail() {
    if documentCount >= 128 { noteBlock() }
    let width = TailCodec.width(gaps.span, filled)
    let frequencyWidth = TailCodec.width(frequencies.span, filled)
    postings.append(UInt8(width) | (frequencyWidth == 0 ? 0x80 : 0))
    TailCodec.encode(gaps.span, filled, width: width, into: &postings)
    if frequencyWidth > 0 {
      postings.append(UInt8(frequencyWidth))
      TailCodec.encode(frequencies.span, filled, width: frequencyWidth, into: &postings)
    }
  }

  private mutating func noteBlock() {
    let index = Int(field.rawValue)
    var best: Float = 0
    for at in 0..<filled {
      let document = Int(documents[at])
      let norm = document < norms[index].count ? norms[index][document] : 0
      let part = scorers[index].part(frequencies[at] &+ 1, norm)
      if part > best { best = part }
    }
    table.append(
      lastDocument: documents[filled - 1],
      offset: UInt32(truncatingIfNeeded: postingsTaken + postings.count - postingsStart),
      impact: BM25Length.quantisedUp(best))
  }
}

/// The block table of one list while it is written.
private struct BlockTable {
  var nextPlace: UInt64 = 0
  var nextPlaceOffset: UInt32 = 0
  private var lastDocuments: [UInt32] = []
  private var offsets: [UInt32] = []
  private var placeOffsets: [UInt32] = []
  private var places: [UInt32] = []
  private var impacts: [UInt8] = []

  mutating func removeAll() {
    lastDocuments.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    placeOffsets.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    impacts.removeAll(keepingCapacity: true)
    nextPlace = 0
    nextPlaceOffset = 0
  }

  mutating func append(lastDocument: UInt32, offset: UInt32, impact: UInt8) {
    lastDocuments.append(lastDocument)
    offsets.append(offset)
    impacts.append(impact)
    placeOffsets.append(nextPlaceOffset)
    places.append(UInt32(truncatingIfNeeded: nextPlace))
  }

  func encode(_ hasPositions: Bool, into bytes: inout [UInt8]) {
    var columns = [lastDocuments, offsets]
    if hasPositions { columns += [placeOffsets, places] }
    for column in columns {
      for value in column {
        for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * shift))) }
      }
    }
    bytes.append(contentsOf: impacts)
  }
}
