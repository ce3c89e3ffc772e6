import Bytes
import Tokenizer

/// Merges segments, in the order given, into one without their dead documents.
///
/// Memory: values and norms of all documents, the dictionary of the result, and one term's postings; lists stream.
struct SegmentMerger {
  private let sources: [MergeSource]
  private let columns: SegmentColumns
  private let summary: SegmentSummary

  init(_ parts: [IndexReader.Part]) {
    var sources = parts.map { MergeSource($0) }
    var columns = SegmentColumns()
    var summary = SegmentSummary()
    for index in sources.indices { sources[index].add(to: &columns, &summary) }
    let order = DocumentOrder(norms: columns.norms[0])
    for index in sources.indices { sources[index].number(order) }
    self.sources = sources
    self.columns = columns.inOrder(order)
    self.summary = summary
  }

  /// For each source the number in the merged segment of each of its documents, `PostingsCursor.end` for a dead one.
  var numbers: [[UInt32]] { sources.map(\.numbers) }

  /// Writes the merged segment to `path`, durably; returns the file's length in bytes.
  func merge(to path: String, on files: any FileSystem) throws(IndexError) -> Int {
    let file = try SegmentFileWriter(path: path, on: files)
    do {
      return try write(file)
    } catch {
      file.abandon()
      throw error
    }
  }

  private func write(_ file: SegmentFileWriter) throws(IndexError) -> Int {
    guard columns.count <= SegmentLayout.maxDocuments else {
      throw .tooLarge(what: "a segment's number of documents", limit: SegmentLayout.maxDocuments)
    }
    try mergeLists(file)
    try columns.write(into: file)
    try mergeStored(file)
    return try file.finish()
  }

  private func mergeLists(_ file: SegmentFileWriter) throws(IndexError) {
    var lists = try ListWriter(file: file, norms: columns.norms, summary: summary)
    var iterators = sources.map { TermIterator($0.part.segment) }
    var postings = GatheredPostings()
    while let key = iterators.compactMap({ $0.current?.key }).min() {
      let having = iterators.indices.filter { iterators[$0].current?.key == key }
      let spelling = having.first.flatMap { sources[$0].spelling(iterators[$0].current) }
      postings.removeAll()
      for index in having {
        guard let entry = iterators[index].current,
          spelling == nil || sources[index].spelling(entry) == spelling
        else { continue }
        sources[index].take(entry, into: &postings)
      }
      let field = IndexField.of(termKey: key) ?? .body
      lists.begin(field)
      postings.encode(into: &lists.encoder, hasPositions: field.hasPositions)
      try lists.end(key, spelling: spelling)
      for index in having { iterators[index].advance() }
    }
    try lists.finish()
  }

  private func mergeStored(_ file: SegmentFileWriter) throws(IndexError) {
    var writer = StoredWriter(file: file)
    var blocks = StoredBlocks()
    for source in sources {
      let mapped = source.part.segment.file
      let stored = source.part.segment.stored
      for block in 0..<stored.blockCount {
        let arrivals = stored.documents(block, mapped.bytes)
        if arrivals.allSatisfy({ source.isLive(arrival: $0) }) {
          for open in blocks.take() { try writer.add(open) }
          let frame = stored.frame(block, mapped.bytes).map { mapped.bytes[$0] }
          try writer.add(StoredBlocks.Block(frame: frame, documents: UInt32(arrivals.count)))
        } else {
          copyLive(arrivals, stored.records(block, mapped.bytes) ?? [], source, &blocks)
        }
      }
      for block in blocks.take() { try writer.add(block) }
    }
    try writer.finish()
  }

  private func copyLive(
    _ arrivals: Range<UInt32>, _ records: [UInt8], _ source: MergeSource,
    _ blocks: inout StoredBlocks
  ) {
    var reader = ByteReader(records.span)
    for arrival in arrivals {
      // A damaged block gives empty records, so that the numbers of the others stay right.
      var record: [UInt8] = []
      do { record = try reader.array(try reader.count()) } catch { record = [] }
      if source.isLive(arrival: arrival) { blocks.add(record) }
    }
  }
}

/// A segment that is merged, and where its documents go.
private struct MergeSource {
  let part: IndexReader.Part
  private let byArrival: [UInt32]
  /// The new number of each document, `PostingsCursor.end` for a dead one; until `number` its new arrival.
  private(set) var numbers: [UInt32]

  init(_ part: IndexReader.Part) {
    self.part = part
    byArrival = part.segment.numbersByArrival()
    numbers = [UInt32](repeating: PostingsCursor.end, count: byArrival.count)
  }

  /// Whether the document that arrived as this one is live.
  func isLive(arrival: UInt32) -> Bool { part.isLive(byArrival[Int(arrival)]) }

  /// Adds the values of the live documents in the order of their arrival.
  mutating func add(to columns: inout SegmentColumns, _ summary: inout SegmentSummary) {
    for document in byArrival where part.isLive(document) {
      numbers[Int(document)] = UInt32(columns.count)
      columns.add(document, of: part.segment)
    }
    for field in 0..<4 {
      let dead = part.live?.deadTokens[field] ?? 0
      let all = part.segment.summary.tokenCounts[field]
      summary.tokenCounts[field] += all - min(dead, all)
    }
    summary.documentCount = UInt32(columns.count)
  }

  /// Goes from new arrivals to new numbers.
  mutating func number(_ order: DocumentOrder) {
    for index in numbers.indices where numbers[index] != PostingsCursor.end {
      numbers[index] = order.numbers[Int(numbers[index])]
    }
  }

  /// Appends a term's live postings.
  func take(_ entry: TermEntry, into postings: inout GatheredPostings) {
    let file = part.segment.file
    let bytes = file.bytes
    let hasPositions = IndexField.of(termKey: entry.key)?.hasPositions == true
    var cursor = PostingsCursor(
      entry, documentCount: part.segment.documentCount, hasPositions: hasPositions)
    var reader = PositionsCursor()
    cursor.load(0, bytes)
    while cursor.document != PostingsCursor.end {
      let number = numbers[Int(cursor.document)]
      if number != PostingsCursor.end {
        if hasPositions {
          var places = reader.places(&cursor, bytes)
          var isNew = true
          repeat {
            postings.reserve(1)
            postings.append(place: places.current, of: number, isNew: isNew)
            isNew = false
          } while places.next(bytes)
        } else {
          postings.reserve(1)
          postings.append(number, frequency: cursor.frequency(bytes))
        }
      }
      cursor.next(bytes)
    }
  }

  /// The spelling of a hashed word; nil for other terms.
  func spelling(_ entry: TermEntry?) -> [UInt8]? {
    guard let entry, TokenKey.isHashed(entry.key) else { return nil }
    let file = part.segment.file
    return entry.spelling.map { file.bytes.load8($0) }
  }
}
