/// Merges runs term by term into the lists of a segment.
struct RunMerger: ~Copyable {
  private var readers: FixedArray<RunReader>
  /// The runs that have the term at hand.
  private var having: [Int] = []
  private var postings = GatheredPostings()

  /// A merger of the terms whose key lies in `keys`.
  ///
  /// - Parameter order: of all documents of the segment.
  init(_ runs: [SortedRun], _ keys: Range<UInt64>, _ order: DocumentOrder) {
    readers = FixedArray(count: runs.count) { RunReader(runs[$0], keys, order) }
  }

  /// Writes the terms.
  mutating func merge(into lists: inout ListWriter) throws(IndexError) {
    for index in 0..<readers.count { try readers[index].nextTerm() }
    while let key = leastKey() {
      let field = IndexField.of(termKey: key) ?? .body
      let spelling = having.first.flatMap { readers[$0].spelling }
      postings.removeAll()
      for index in having {
        try readers[index].take(into: &postings, hasPositions: field.hasPositions)
        try readers[index].nextTerm()
      }
      lists.begin(field)
      postings.encode(into: &lists.encoder, hasPositions: field.hasPositions)
      try lists.end(key, spelling: spelling)
    }
  }

  /// The smallest key that a run stands on; `having` then names the runs that do.
  private mutating func leastKey() -> UInt64? {
    var least: UInt64?
    having.removeAll(keepingCapacity: true)
    for index in 0..<readers.count {
      guard let key = readers[index].key else { continue }
      if let known = least, key > known { continue }
      if key != least { having.removeAll(keepingCapacity: true) }
      least = key
      having.append(index)
    }
    return least
  }
}
