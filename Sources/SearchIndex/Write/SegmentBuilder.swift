package import Bytes
package import Documents

/// Turns documents into one segment file with bounded memory, on one or more threads.
///
/// Documents are collected to stretches, which inverters take in. Each inverter writes the occurrences of its documents as sorted runs
/// when they take up its share of the memory; at the end the runs are merged term by term, when the lengths of all documents, and so their
/// numbers, are known. The file does not depend on the number of threads.
package struct SegmentBuilder: ~Copyable {
  private let file: SegmentFileWriter
  private let inverters: [InverterThread]
  private let queue: InverterQueue
  private var columns = SegmentColumns()
  private var stored: StoredWriter
  private var tokenCounts: [UInt64] = [0, 0, 0, 0]
  private var stretch: [Document] = []
  private var stretchBytes = 0
  /// Stretches that are under way, in order.
  private var underWay: [[Document]] = []
  /// Documents so far.
  package private(set) var documentCount = 0
  /// Runs, if all inverters have as many as the one with most.
  private var runCount = 0
  private let documentLimit: Int
  private var isFinished = false

  /// More runs than this are not merged at once.
  private static let runLimit = 256
  /// Bytes of documents after which a stretch is complete.
  private static let stretchLength = 1 << 17

  /// A segment that will be written to `path`; about `memoryBudget` bytes are used.
  package init(
    path: String, memoryBudget: Int, threads: Int = 1, content: IndexedContent = .whole,
    on files: any FileSystem = LocalFileSystem()
  ) throws(IndexError) {
    // Half for the occurrences and their runs; a quarter for what is kept of each document, about 150 bytes with the
    // caller's; the rest for buffers, texts, and what the runs' merging takes.
    let share = memoryBudget / 2 / max(1, threads)
    inverters = (0..<max(1, threads)).map {
      InverterThread(
        path: "\(path).run\($0).", memoryBudget: share, content: content, on: files)
    }
    documentLimit = min(SegmentLayout.maxDocuments, max(1 << 12, memoryBudget / 4 / 150))
    file = try SegmentFileWriter(path: path, on: files)
    stored = StoredWriter(file: file)
    queue = InverterQueue(inverters)
  }

  deinit {
    if isFinished { return }
    _ = queue.close()
    file.abandon()
  }

  /// Whether the segment must be finished before another document is added.
  package var isFull: Bool { documentCount >= documentLimit || runCount >= Self.runLimit }

  /// Adds the next document and returns its arrival: how many came before it.
  package mutating func add(_ document: Document) throws(IndexError) -> UInt32 {
    stretch.append(document)
    documentCount += 1
    // About what a document takes in memory and in the file.
    stretchBytes += document.text.utf8.count + 256
    if stretchBytes >= Self.stretchLength { try submitStretch() }
    return UInt32(documentCount - 1)
  }

  private mutating func submitStretch() throws(IndexError) {
    guard !stretch.isEmpty else { return }
    underWay.append(stretch)
    let first = documentCount - stretch.count
    let outputs = queue.submit(.init(documents: stretch, firstArrival: first))
    stretch.removeAll(keepingCapacity: true)
    stretchBytes = 0
    try take(outputs)
  }

  /// Takes in what the next stretches gave.
  private mutating func take(_ outputs: [InverterQueue.Output]) throws(IndexError) {
    for output in outputs {
      let (output, documents) = (try output.get(), underWay.removeFirst())
      runCount = max(runCount, output.runCount * inverters.count)
      for block in output.blocks { try stored.add(block) }
      for (document, measures) in zip(documents, output.measures) {
        columns.add(document, measures)
        for field in 0..<4 { tokenCounts[field] += UInt64(measures.lengths[field]) }
      }
    }
  }

  /// Writes the segment, durably; returns the file's length in bytes.
  package mutating func finish() throws(IndexError) -> Int {
    try submitStretch()
    try take(queue.close())
    let inverters = inverters
    _ = try Threads.map(inverters.count, limit: inverters.count) { (index) throws(IndexError) in
      try inverters[index].finish()
    }
    try stored.finish()
    var summary = SegmentSummary()
    summary.documentCount = UInt32(columns.count)
    summary.tokenCounts = tokenCounts
    let order = DocumentOrder(norms: columns.norms[0])
    columns = columns.inOrder(order)
    try mergeLists(order, summary)
    try columns.write(into: file)
    let length = try file.finish()
    isFinished = true
    return length
  }

  /// Merges the runs, each thread a stretch of the keys.
  private func mergeLists(
    _ order: DocumentOrder, _ summary: SegmentSummary
  ) throws(IndexError) {
    let runs = inverters.flatMap(\.runs)
    var lists = try ListWriter(file: file, norms: columns.norms, summary: summary)
    guard inverters.count > 1 else {
      var merger = RunMerger(runs, 0..<UInt64.max, order)
      try merger.merge(into: &lists)
      return try lists.finish()
    }
    // More stretches than threads, so that none waits long for the last one.
    let stretches = SortedRun.stretches(of: runs, count: 4 * inverters.count)
    let (path, files, norms) = (file.path, file.files, columns.norms)
    let makePart: @Sendable (Int) throws(IndexError) -> ListPart = { (index) throws(IndexError) in
      var merger = RunMerger(runs, stretches[index], order)
      var part = try ListWriter(partAt: "\(path).part\(index)", on: files, norms: norms)
      try merger.merge(into: &part)
      return try part.finishPart()
    }
    try Threads.forEach(stretches.count, limit: inverters.count, makePart) {
      (part) throws(IndexError) in try lists.append(part)
    }
    try lists.finish()
  }
}
