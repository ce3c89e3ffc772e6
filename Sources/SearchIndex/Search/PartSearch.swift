/// One segment's side of a search: its bytes' places and what a score needs.
struct PartSearch {
  let part: IndexReader.Part
  /// The segment's first document in the numbering of the whole index.
  let firstDocument: UInt32
  /// Documents let through; nil for all.
  let allowed: DocumentBits?
  let norms: Int
  let denominators: [Float]
  let slack: Float

  /// A search of part `index` in the body field.
  init(_ reader: IndexReader, _ index: Int, _ allowed: DocumentBits?, field: IndexField = .body) {
    part = reader.parts[index]
    firstDocument = reader.firstDocuments[index]
    self.allowed = allowed
    norms = part.segment.norms(field).lowerBound
    denominators = reader.statistics.lengths[Int(field.rawValue)].denominators
    slack = part.slack(field, reader.statistics)
  }

  /// A cursor for an entry in this segment.
  func cursor(_ entry: TermEntry, hasPositions: Bool = true) -> PostingsCursor {
    PostingsCursor(entry, documentCount: part.segment.documentCount, hasPositions: hasPositions)
  }

  @inline(__always) func isAllowed(_ document: UInt32) -> Bool {
    allowed?.contains(document) ?? true
  }

  /// The denominator of a document's length.
  @inline(__always) func denominator(_ document: UInt32, _ bytes: Span<UInt8>) -> Float {
    denominators[Int(bytes.load8(norms &+ Int(document)))]
  }
}
