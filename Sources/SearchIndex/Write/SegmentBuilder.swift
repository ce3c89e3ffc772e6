package import Documents
import Tokenizer

/// Turns a batch of documents into one segment file, inverting them in memory.
package struct SegmentBuilder {
  private let path: String
  private var table = TermTable()
  private var batch = TokenBatch()
  private var analysis = DocumentAnalysis()
  private var columns = SegmentColumns()
  private var stored: StoredWriter
  private var spellings: [UInt64: [UInt8]] = [:]
  private var tokenCounts: [UInt64] = [0, 0, 0, 0]
  private let entryLimit: Int

  /// Documents so far.
  package var documentCount: Int { columns.count }

  /// A batch that will be written to `path`; about `memoryBudget` bytes are used.
  package init(path: String, memoryBudget: Int) throws(IndexError) {
    self.path = path
    // Entries are held twice while they are sorted; the rest of the budget is for terms and columns.
    entryLimit = max(1 << 12, memoryBudget / 10 * 6 / 16)
    stored = try StoredWriter(path: "\(path).stored.tmp")
  }

  /// Whether the batch must be written before another document is added.
  package var isFull: Bool {
    batch.entries.count >= entryLimit || columns.count >= TokenBatch.maxDocuments
      || table.count >= TokenBatch.maxTerms - (1 << 22)
      || table.byteCount + columns.byteCount > entryLimit * 10
  }

  /// Adds the next document and returns its number in the segment.
  package mutating func add(_ document: Document) throws(IndexError) -> UInt32 {
    let number = UInt32(columns.count)
    analysis.analyse(document)
    batch.beginDocument()
    appendPlaces(number)
    for counted in analysis.counted {
      batch.append(
        term: table.number(counted.key), document: number,
        value: min(counted.frequency, UInt32(TokenBatch.valueMask)))
    }
    for (key, spelling) in analysis.spellings where spellings[key] == nil {
      spellings[key] = spelling
    }
    for field in 0..<4 { tokenCounts[field] += UInt64(analysis.lengths[field]) }
    columns.add(document, analysis)
    try stored.add(DocumentRecord.encode(document))
    return number
  }

  private mutating func appendPlaces(_ document: UInt32) {
    let all = analysis.places
    let places = all.span
    var start = 0
    while start < places.count {
      let end = min(start &+ 32, places.count)
      var touched: UInt64 = 0
      for index in start..<end { touched |= table.touch(places[index].key) }
      // A condition that never holds keeps the touches from being optimised away.
      if touched == 0 && table.count > 1 << 30 { return }
      for index in start..<end {
        let place = places[index]
        batch.append(term: table.number(place.key), document: document, value: place.position)
      }
      start = end
    }
  }

  /// Writes the segment, durably; returns the file's length in bytes.
  package mutating func finish() throws(IndexError) -> Int {
    let file = try SegmentFileWriter(path: path)
    do {
      return try write(file)
    } catch {
      file.abandon()
      throw error
    }
  }

  private mutating func write(_ file: SegmentFileWriter) throws(IndexError) -> Int {
    var summary = SegmentSummary()
    summary.documentCount = UInt32(columns.count)
    summary.tokenCounts = tokenCounts
    let order = DocumentOrder(norms: columns.norms[0])
    columns = columns.inOrder(order)
    batch.reorder(order)
    var lists = try ListWriter(file: file, norms: columns.norms, summary: summary)
    let starts = batch.sort(termCount: table.count)
    let keys = table.keys
    let terms = (0..<UInt32(keys.count)).sorted { keys[Int($0)] < keys[Int($1)] }
    for number in terms {
      let key = keys[Int(number)]
      let range = starts[Int(number)]..<starts[Int(number) + 1]
      try lists.term(key, spelling: spellings[key]) { encoder in
        if IndexField.of(termKey: key)?.hasPositions == true {
          Self.encodePlaces(batch.entries.span.extracting(range), into: &encoder)
        } else {
          Self.encodeCounts(batch.entries.span.extracting(range), into: &encoder)
        }
      }
    }
    try lists.finish()
    try columns.write(into: file)
    try stored.finish(into: file)
    return try file.finish()
  }

  private static func encodePlaces(
    _ entries: Span<UInt64>, into encoder: inout PostingsEncoder
  ) {
    var index = 0
    while index < entries.count {
      let document = TokenBatch.document(entries[index])
      var end = index &+ 1
      while end < entries.count && TokenBatch.document(entries[end]) == document { end &+= 1 }
      encoder.add(document, frequency: UInt32(end &- index))
      var last = TokenBatch.value(entries[index])
      encoder.addFirst(last)
      index &+= 1
      while index < end {
        let position = TokenBatch.value(entries[index])
        encoder.addFurther(gap: position &- last &- 1)
        last = position
        index &+= 1
      }
    }
  }

  private static func encodeCounts(
    _ entries: Span<UInt64>, into encoder: inout PostingsEncoder
  ) {
    for index in entries.indices {
      encoder.add(
        TokenBatch.document(entries[index]), frequency: TokenBatch.value(entries[index]))
    }
  }
}

/// Writes the sections postings, positions, dictionary and summary, term after term.
struct ListWriter: ~Copyable {
  private let file: SegmentFileWriter
  private let side: SideFile
  private var encoder: PostingsEncoder
  private var dictionary = TermDictionaryWriter()
  private var summary: SegmentSummary

  init(file: SegmentFileWriter, norms: [[UInt8]], summary: SegmentSummary) throws(IndexError) {
    self.file = file
    self.summary = summary
    side = try SideFile(path: "\(file.path).positions.tmp")
    encoder = PostingsEncoder(norms: norms)
    file.begin(.postings)
  }

  /// Writes one term's list, which `fill` adds to the encoder; a term without documents is left out.
  mutating func term(
    _ key: UInt64, spelling: [UInt8]?, _ fill: (inout PostingsEncoder) throws(IndexError) -> Void
  ) throws(IndexError) {
    guard let field = IndexField.of(termKey: key) else { return }
    encoder.begin(field)
    try fill(&encoder)
    let ended = encoder.finish()
    guard ended.documents > 0 else { return }
    dictionary.add(key: key, ended, spelling: spelling)
    summary.postingCount += UInt64(ended.documents)
    if field.hasPositions { summary.positionCount += ended.occurrences }
    if encoder.postings.count + encoder.positions.count >= 1 << 18 { try flush() }
  }

  /// Writes the rest.
  mutating func finish() throws(IndexError) {
    try flush()
    try file.end()
    try file.section(.positions, from: side)
    let index = dictionary.finish()
    summary.termCount = dictionary.termCount
    try file.section(.dictionary, dictionary.data)
    try file.section(.dictionaryIndex, index)
    try file.section(.summary, summary.encoded)
  }

  private mutating func flush() throws(IndexError) {
    let (file, side) = (file, side)
    try encoder.take { (postings, positions) throws(IndexError) in
      try file.write(postings)
      try side.write(positions)
    }
  }
}
