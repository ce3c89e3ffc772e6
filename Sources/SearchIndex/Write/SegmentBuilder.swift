package import Documents
import Tokenizer

/// Turns documents into one segment file with bounded memory.
///
/// Occurrences are collected up to a share of the budget, sorted, and put aside as a run; at the end the runs are merged term by term,
/// when the lengths of all documents, and so their numbers, are known.
package struct SegmentBuilder: ~Copyable {
  private let path: String
  private var table = TermTable()
  private var batch = TokenBatch()
  private var analysis = DocumentAnalysis()
  private var columns = SegmentColumns()
  private var stored: StoredWriter
  private var spellings: [UInt64: [UInt8]] = [:]
  private var tokenCounts: [UInt64] = [0, 0, 0, 0]
  private var runs: [SortedRun] = []
  /// The arrival of the batch's first document.
  private var batchStart = 0
  private let entryLimit: Int
  private let documentLimit: Int

  /// More runs than this are not merged at once.
  private static let runLimit = 256

  /// Documents so far.
  package var documentCount: Int { columns.count }

  /// A segment that will be written to `path`; about `memoryBudget` bytes are used.
  package init(path: String, memoryBudget: Int) throws(IndexError) {
    self.path = path
    // Half for the occurrences, which are held twice while they are sorted; a quarter for what is kept of each document,
    // about 150 bytes with the caller's; the rest for terms, buffers and texts.
    entryLimit = max(1 << 12, memoryBudget / 2 / 16)
    documentLimit = min(SegmentLayout.maxDocuments, max(1 << 12, memoryBudget / 4 / 150))
    stored = try StoredWriter(path: "\(path).stored.tmp")
  }

  /// Whether the segment must be finished before another document is added.
  package var isFull: Bool { columns.count >= documentLimit || runs.count >= Self.runLimit }

  /// Adds the next document and returns its arrival: how many came before it.
  package mutating func add(_ document: Document) throws(IndexError) -> UInt32 {
    let arrival = columns.count
    analysis.analyse(document)
    if !hasRoom { try closeRun() }
    batch.beginDocument()
    appendPlaces(UInt32(arrival - batchStart))
    for counted in analysis.counted {
      batch.append(
        term: table.number(counted.key), document: UInt32(arrival - batchStart),
        value: min(counted.frequency, UInt32(TokenBatch.valueMask)))
    }
    for (key, spelling) in analysis.spellings where spellings[key] == nil {
      spellings[key] = spelling
    }
    for field in 0..<4 { tokenCounts[field] += UInt64(analysis.lengths[field]) }
    columns.add(document, analysis)
    try stored.add(DocumentRecord.encode(document))
    return UInt32(arrival)
  }

  /// Whether the batch has room for the document that was just analysed; an empty one has, whatever its length.
  private var hasRoom: Bool {
    batch.entries.isEmpty
      || (batch.entries.count + analysis.places.count + analysis.counted.count <= entryLimit
        && columns.count - batchStart < TokenBatch.maxDocuments
        && table.count < TokenBatch.maxTerms - (1 << 22))
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

  /// Sorts the batch and puts it aside.
  private mutating func closeRun() throws(IndexError) {
    guard columns.count > batchStart else { return }
    let order = DocumentOrder(norms: Array(columns.norms[0][batchStart...]))
    batch.reorder(order)
    let starts = batch.sort(termCount: table.count)
    let run = try SortedRun(
      path: "\(path).run\(runs.count).tmp", firstArrival: UInt32(batchStart), order: order)
    for term in table.sorted() {
      try run.append(
        term.key, spelling: spellings[term.key],
        batch.entries.span.extracting(starts[Int(term.number)]..<starts[Int(term.number) + 1]))
    }
    try run.close()
    runs.append(run)
    batchStart = columns.count
    batch.removeAll()
    table.removeAll()
    spellings.removeAll(keepingCapacity: true)
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
    try closeRun()
    batch = TokenBatch()
    table = TermTable()
    var summary = SegmentSummary()
    summary.documentCount = UInt32(columns.count)
    summary.tokenCounts = tokenCounts
    let order = DocumentOrder(norms: columns.norms[0])
    columns = columns.inOrder(order)
    var lists = try ListWriter(file: file, norms: columns.norms, summary: summary)
    var merger = RunMerger(runs, order)
    try merger.merge(into: &lists)
    try lists.finish()
    runs = []
    try columns.write(into: file)
    try stored.finish(into: file)
    return try file.finish()
  }
}
