import Bytes
import Tokenizer

/// Merges segments, in the order given, into one without their dead documents.
///
/// Memory: values and norms of all documents, the dictionary of the result, and a few blocks; lists stream.
struct SegmentMerger {
  private let sources: [IndexReader.Part]
  private var remaps: [DocumentMap] = []

  init(_ sources: [IndexReader.Part]) { self.sources = sources }

  /// Writes the merged segment to `path`, durably; returns the file's length in bytes.
  mutating func merge(to path: String) throws(IndexError) -> Int {
    let file = try SegmentFileWriter(path: path)
    do {
      return try write(file)
    } catch {
      file.abandon()
      throw error
    }
  }

  private mutating func write(_ file: SegmentFileWriter) throws(IndexError) -> Int {
    var columns = SegmentColumns()
    var summary = SegmentSummary()
    for source in sources {
      remaps.append(DocumentMap(source, first: UInt32(columns.count)))
      for document in 0..<UInt32(source.segment.documentCount) where source.isLive(document) {
        columns.add(document, of: source.segment)
      }
      for field in 0..<4 {
        let dead = source.live?.deadTokens[field] ?? 0
        let all = source.segment.summary.tokenCounts[field]
        summary.tokenCounts[field] += all - min(dead, all)
      }
    }
    guard columns.count <= SegmentLayout.maxDocuments else {
      throw .tooLarge(what: "a segment's number of documents", limit: SegmentLayout.maxDocuments)
    }
    summary.documentCount = UInt32(columns.count)
    try mergeLists(file, columns.norms, summary)
    try columns.write(into: file)
    try mergeStored(file)
    return try file.finish()
  }

  private func mergeLists(
    _ file: SegmentFileWriter, _ norms: [[UInt8]], _ summary: SegmentSummary
  ) throws(IndexError) {
    var lists = try ListWriter(file: file, norms: norms, summary: summary)
    var iterators = sources.map { TermIterator($0.segment) }
    while let key = iterators.compactMap({ $0.current?.key }).min() {
      let having = iterators.indices.filter { iterators[$0].current?.key == key }
      let spelling = having.first.flatMap { self.spelling(iterators[$0].current, sources[$0]) }
      let hasPositions = IndexField.of(termKey: key)?.hasPositions == true
      try lists.term(key, spelling: spelling) { encoder in
        for index in having {
          guard let entry = iterators[index].current,
            spelling == nil || self.spelling(entry, sources[index]) == spelling
          else { continue }
          append(entry, sources[index].segment, remaps[index], hasPositions, &encoder)
        }
      }
      for index in having { iterators[index].advance() }
    }
    try lists.finish()
  }

  private func spelling(_ entry: TermEntry?, _ source: IndexReader.Part) -> [UInt8]? {
    guard let entry, TokenKey.isHashed(entry.key) else { return nil }
    let file = source.segment.file
    return entry.spelling.map { file.bytes.load8($0) }
  }

  private func append(
    _ entry: TermEntry, _ segment: Segment, _ map: DocumentMap, _ hasPositions: Bool,
    _ encoder: inout PostingsEncoder
  ) {
    let file = segment.file
    let bytes = file.bytes
    var cursor = PostingsCursor(
      entry, documentCount: segment.documentCount, hasPositions: hasPositions)
    var gaps = GapReader(entry)
    cursor.load(0, bytes)
    while cursor.document != PostingsCursor.end {
      let frequency = cursor.frequency(bytes)
      let document = map.new(cursor.document)
      if document != PostingsCursor.end { encoder.add(document, frequency: frequency) }
      if hasPositions {
        for _ in 0..<frequency {
          guard let gap = gaps.next(bytes) else { break }
          if document != PostingsCursor.end { encoder.addPosition(gap: gap) }
        }
      }
      cursor.next(bytes)
    }
  }

  private func mergeStored(_ file: SegmentFileWriter) throws(IndexError) {
    var writer = try StoredWriter(path: "\(file.path).stored.tmp")
    for source in sources {
      let mapped = source.segment.file
      let stored = source.segment.stored
      for block in 0..<stored.blockCount {
        let documents = stored.documents(block, mapped.bytes)
        let place = stored.frame(block, mapped.bytes)
        if documents.allSatisfy({ source.isLive($0) }) {
          try writer.addBlock(
            place.map { mapped.bytes[$0] }, documents: UInt32(documents.count))
        } else {
          try copyLive(documents, stored.records(block, mapped.bytes) ?? [], source, &writer)
        }
      }
    }
    try writer.finish(into: file)
  }

  private func copyLive(
    _ documents: Range<UInt32>, _ records: [UInt8], _ source: IndexReader.Part,
    _ writer: inout StoredWriter
  ) throws(IndexError) {
    var reader = ByteReader(records.span)
    for document in documents {
      // A damaged block gives empty records, so that the numbers of the others stay right.
      var record: [UInt8] = []
      do { record = try reader.array(try reader.count()) } catch { record = [] }
      if source.isLive(document) { try writer.add(record) }
    }
  }
}

/// The new numbers of a source's documents.
private struct DocumentMap {
  private let first: UInt32
  private var numbers: [UInt32] = []

  init(_ source: IndexReader.Part, first: UInt32) {
    self.first = first
    guard let live = source.live else { return }
    var next = first
    for document in 0..<UInt32(source.segment.documentCount) {
      numbers.append(live.isLive(document) ? next : PostingsCursor.end)
      if live.isLive(document) { next += 1 }
    }
  }

  /// The new number; `PostingsCursor.end` for a dead document.
  @inline(__always) func new(_ document: UInt32) -> UInt32 {
    numbers.isEmpty ? first &+ document : numbers[Int(document)]
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

/// Reads the gaps of a term's positions one after another.
struct GapReader: ~Copyable {
  private var values = InlineArray<128, UInt32>(repeating: 0)
  private var index = 128
  private var left: Int
  private var offset: Int
  private let end: Int

  init(_ entry: TermEntry) {
    left = entry.occurrences
    offset = entry.positions.lowerBound
    end = entry.positions.upperBound
  }

  /// The next gap; nil at the end or at damage.
  @inline(__always) mutating func next(_ bytes: Span<UInt8>) -> UInt32? {
    if index == 128 {
      guard refill(bytes) else { return nil }
    }
    guard left > 0 else { return nil }
    left &-= 1
    index &+= 1
    return values[index &- 1]
  }

  @inline(never) private mutating func refill(_ bytes: Span<UInt8>) -> Bool {
    guard left > 0, offset < end else { return false }
    index = 0
    if left >= 128 { return BlockCodec.decode(bytes, &offset, into: &values) }
    let width = min(32, Int(bytes.load8(offset)))
    offset &+= 1
    TailCodec.decode(bytes, &offset, left, width: width, into: &values)
    return true
  }
}
