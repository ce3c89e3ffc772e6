import Bytes

extension PartSearch {
  /// The allowed documents that have any of the terms, which may be of several fields.
  func union(_ terms: [(entry: TermEntry, hasPositions: Bool)]) -> DocumentBits {
    let file = part.segment.file
    let bytes = file.bytes
    var bits = DocumentBits(documentCount: part.segment.documentCount)
    for (entry, hasPositions) in terms {
      var cursor = cursor(entry, hasPositions: hasPositions)
      for block in 0..<cursor.blockCount {
        cursor.load(block, bytes)
        bits.insertBlock(cursor)
      }
    }
    if let allowed { bits.formIntersection(allowed) }
    return bits
  }

  /// The allowed documents that have any of the terms.
  func union(of terms: [QueryTerm]) -> DocumentBits { union(entries(of: terms)) }

  /// What those of the terms are in this segment that it has.
  func entries(of terms: [QueryTerm]) -> [(entry: TermEntry, hasPositions: Bool)] {
    terms.compactMap { term in
      part.find(term.query).map { (entry: $0, hasPositions: term.query.hasPositions) }
    }
  }

  /// The allowed documents that have all of the terms, which may be of several fields.
  func intersection(_ terms: [(entry: TermEntry, hasPositions: Bool)]) -> DocumentBits {
    let file = part.segment.file
    let bytes = file.bytes
    var bits = DocumentBits(documentCount: part.segment.documentCount)
    let terms = terms.sorted { $0.entry.documents < $1.entry.documents }
    guard !terms.isEmpty else { return bits }
    var all = CommonDocuments(self, terms)
    for block in 0..<all.blockCount {
      all.meet(block, bytes)
      for index in 0..<all.candidates.count {
        let document = all.candidates.documents[index]
        if isAllowed(document, bytes) { bits.insert(document) }
      }
    }
    return bits
  }
}
