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

  /// Writes the merged segment to `path`, durably; returns the file's length in bytes.
  func merge(to path: String) throws(IndexError) -> Int {
    let file = try SegmentFileWriter(path: path)
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
    var postings = MergedPostings()
    while let key = iterators.compactMap({ $0.current?.key }).min() {
      let having = iterators.indices.filter { iterators[$0].current?.key == key }
      let spelling = having.first.flatMap { sources[$0].spelling(iterators[$0].current) }
      postings.removeAll()
      for index in having {
        guard let entry = iterators[index].current,
          spelling == nil || sources[index].spelling(entry) == spelling
        else { continue }
        postings.append(entry, sources[index])
      }
      postings.sort()
      lists.begin(IndexField.of(termKey: key) ?? .body)
      postings.encode(into: &lists.encoder)
      try lists.end(key, spelling: spelling)
      for index in having { iterators[index].advance() }
    }
    try lists.finish()
  }

  private func mergeStored(_ file: SegmentFileWriter) throws(IndexError) {
    var writer = try StoredWriter(path: "\(file.path).stored.tmp")
    for source in sources {
      let mapped = source.part.segment.file
      let stored = source.part.segment.stored
      for block in 0..<stored.blockCount {
        let arrivals = stored.documents(block, mapped.bytes)
        let place = stored.frame(block, mapped.bytes)
        if arrivals.allSatisfy({ source.isLive(arrival: $0) }) {
          try writer.addBlock(place.map { mapped.bytes[$0] }, documents: UInt32(arrivals.count))
        } else {
          try copyLive(arrivals, stored.records(block, mapped.bytes) ?? [], source, &writer)
        }
      }
    }
    try writer.finish(into: file)
  }

  private func copyLive(
    _ arrivals: Range<UInt32>, _ records: [UInt8], _ source: MergeSource,
    _ writer: inout StoredWriter
  ) throws(IndexError) {
    var reader = ByteReader(records.span)
    for arrival in arrivals {
      // A damaged block gives empty records, so that the numbers of the others stay right.
      var record: [UInt8] = []
      do { record = try reader.array(try reader.count()) } catch { record = [] }
      if source.isLive(arrival: arrival) { try writer.add(record) }
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

  /// The spelling of a hashed word; nil for other terms.
  func spelling(_ entry: TermEntry?) -> [UInt8]? {
    guard let entry, TokenKey.isHashed(entry.key) else { return nil }
    let file = part.segment.file
    return entry.spelling.map { file.bytes.load8($0) }
  }
}

/// One term's postings of all sources, by their new numbers.
private struct MergedPostings {
  private struct Posting {
    var document: UInt32
    var frequency: UInt32
    var firstPlace: Int
  }

  private var postings: [Posting] = []
  private var places: [UInt32] = []
  private var sourceCount = 0

  mutating func removeAll() {
    postings.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    sourceCount = 0
  }

  /// Appends a source's live postings.
  mutating func append(_ entry: TermEntry, _ source: MergeSource) {
    let (file, segment) = (source.part.segment.file, source.part.segment)
    let bytes = file.bytes
    let hasPositions = IndexField.of(termKey: entry.key)?.hasPositions == true
    var cursor = PostingsCursor(
      entry, documentCount: segment.documentCount, hasPositions: hasPositions)
    var reader = PositionsCursor()
    sourceCount += 1
    cursor.load(0, bytes)
    while cursor.document != PostingsCursor.end {
      let document = source.numbers[Int(cursor.document)]
      if document != PostingsCursor.end {
        let firstPlace = places.count
        if hasPositions { reader.read(&cursor, into: &places, bytes) }
        // A damaged list may have fewer positions than it says.
        let frequency =
          hasPositions ? UInt32(places.count - firstPlace) : cursor.frequency(bytes)
        postings.append(
          Posting(document: document, frequency: frequency, firstPlace: firstPlace))
      }
      cursor.next(bytes)
    }
  }

  /// Brings the postings of several sources into one order.
  mutating func sort() {
    if sourceCount > 1 { postings.sort { $0.document < $1.document } }
  }

  func encode(into encoder: inout PostingsEncoder) {
    for posting in postings {
      encoder.add(posting.document, frequency: posting.frequency)
      guard !places.isEmpty else { continue }
      var last = places[posting.firstPlace]
      encoder.addFirst(last)
      for place in posting.firstPlace + 1..<posting.firstPlace + Int(posting.frequency) {
        encoder.addFurther(gap: places[place] &- last &- 1)
        last = places[place]
      }
    }
  }
}

/// The terms of a segment in ascending order of their keys.
struct TermIterator {
  private let segment: Segment
  private var entries: [TermEntry] = []
  private var place = 0
  private var block = 0
  private var lastKey: UInt64?
  /// The present term; nil at the end.
  private(set) var current: TermEntry?

  init(_ segment: Segment) {
    self.segment = segment
    advance()
  }

  /// Moves to the next term. Keys that do not ascend, which only damage can cause, are passed over.
  mutating func advance() {
    repeat {
      step()
    } while current.map { entry in lastKey.map { entry.key <= $0 } ?? false } ?? false
    lastKey = current?.key
  }

  private mutating func step() {
    while place >= entries.count {
      guard block < segment.terms.blockCount else {
        current = nil
        return
      }
      let file = segment.file
      entries = segment.terms.entries(block: block, file.bytes)
      block += 1
      place = 0
    }
    current = entries[place]
    place += 1
  }
}
