import Bytes

/// One segment's side of a search in one field: its bytes' places and what a score needs.
struct PartSearch {
  let part: IndexReader.Part
  /// The segment's first document in the numbering of the whole index.
  let firstDocument: UInt32
  /// Documents let through; nil for all.
  let allowed: DocumentBits?
  /// What documents must be besides; asked only of those that could win.
  let condition: DocumentCondition?
  let length: BM25Length
  private let norms: Range<Int>

  /// A search of part `index` in the body field.
  init(
    _ reader: IndexReader, _ index: Int, _ allowed: DocumentBits?,
    condition: DocumentCondition? = nil
  ) {
    part = reader.parts[index]
    firstDocument = reader.firstDocuments[index]
    self.allowed = allowed
    self.condition = condition
    norms = part.segment.norms(.body)
    length = reader.statistics.lengths[Int(IndexField.body.rawValue)]
  }

  /// A cursor for an entry in this segment.
  func cursor(_ entry: TermEntry, hasPositions: Bool = true) -> PostingsCursor {
    PostingsCursor(entry, documentCount: part.segment.documentCount, hasPositions: hasPositions)
  }

  @inline(__always) func isAllowed(_ document: UInt32, _ bytes: Span<UInt8>) -> Bool {
    (allowed?.contains(document) ?? true) && (condition?.holds(document, bytes) ?? true)
  }

  /// Whether a document fulfils the condition, which is cheaper than adding up scores that are then of no use.
  @inline(__always) func meetsCondition(_ document: UInt32, _ bytes: Span<UInt8>) -> Bool {
    condition?.holds(document, bytes) ?? true
  }

  /// The length byte of a document's body. Documents are numbered by it, so it also bounds those of all later ones.
  @inline(__always) func norm(_ document: UInt32, _ bytes: Span<UInt8>) -> UInt8 {
    bytes.load8(norms.lowerBound &+ Int(document))
  }

  /// The least frequency, less 1, with which a term can lift a document of at least this length over the threshold, when
  /// everything else adds `rest`; nil when not even `most` does.
  @inline(__always) func leastFrequency(
    _ weight: TermWeight, most: UInt32, rest: UInt32, _ norm: UInt8, _ hits: borrowing TopHits
  ) -> UInt32? {
    let bound = hits.bound(beside: rest)
    if weight.scaled * length.part(most, norm) < bound
      || !hits.canEnter(weight.score(most, norm, length) &+ rest, norm)
    {
      return nil
    }
    var least: UInt32 = 0
    let limit = min(most, BM25Length.tabulated)
    while least < limit && weight.scaled * length.part(least, norm) < bound { least &+= 1 }
    while least < limit && !hits.canEnter(weight.score(least, norm, length) &+ rest, norm) {
      least &+= 1
    }
    return least
  }
}
