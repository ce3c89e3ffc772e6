import Bytes

extension PartSearch {
  /// The allowed documents that have any of the terms.
  func union(_ entries: [TermEntry], hasPositions: Bool = true) -> DocumentBits {
    let file = part.segment.file
    let bytes = file.bytes
    var bits = DocumentBits(documentCount: part.segment.documentCount)
    for entry in entries {
      var cursor = cursor(entry, hasPositions: hasPositions)
      for block in 0..<cursor.blockCount {
        cursor.load(block, bytes)
        for index in 0..<cursor.count { bits.insert(cursor.document(at: index)) }
      }
    }
    if let allowed { bits.formIntersection(allowed) }
    return bits
  }

  /// The allowed documents that have all of the terms, which may be of several fields.
  func intersection(_ terms: [(entry: TermEntry, hasPositions: Bool)]) -> DocumentBits {
    let file = part.segment.file
    let bytes = file.bytes
    var bits = DocumentBits(documentCount: part.segment.documentCount)
    let terms = terms.sorted { $0.entry.documents < $1.entry.documents }
    guard !terms.isEmpty else { return bits }
    var all = Conjunction(self, terms, wantsFrequencies: false)
    for block in 0..<all.lists.cursors[0].blockCount {
      all.meet(block, bytes)
      for index in 0..<all.candidates.count {
        let document = all.candidates.documents[index]
        if isAllowed(document, bytes) { bits.insert(document) }
      }
    }
    return bits
  }

  /// Adds a term's scores to `sums` for the documents of `matches`; length bytes and `length` are those of the term's field.
  func addScores(
    _ entry: TermEntry, _ weight: TermWeight, hasPositions: Bool, norms: Range<Int>,
    length: BM25Length, matches: DocumentBits, to sums: inout [UInt32]
  ) {
    let file = part.segment.file
    let bytes = file.bytes
    var cursor = cursor(entry, hasPositions: hasPositions)
    cursor.load(0, bytes)
    // Of few matches each is looked up; among many the list is gone through.
    if matches.count * 16 < entry.documents {
      matches.forEach { document in
        cursor.advance(to: document, bytes)
        guard cursor.document == document else { return }
        let norm = norms.isEmpty ? 0 : bytes.load8(norms.lowerBound &+ Int(document))
        sums[Int(document)] &+= weight.score(cursor.frequencyLessOne(bytes), norm, length)
      }
      return
    }
    while cursor.document != PostingsCursor.end {
      let document = cursor.document
      if matches.contains(document) {
        let norm = norms.isEmpty ? 0 : bytes.load8(norms.lowerBound &+ Int(document))
        sums[Int(document)] &+= weight.score(cursor.frequencyLessOne(bytes), norm, length)
      }
      cursor.next(bytes)
    }
  }
}
