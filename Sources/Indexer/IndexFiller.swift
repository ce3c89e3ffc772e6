import Documents
import SearchIndex

/// Moves the page store's latest records into an index writer, extracting several pages at once but indexing in order.
///
/// While one batch is indexed the next is being extracted. Documents reach the writer in the order of the store,
/// whatever the number of workers, so that equal stores give equal indexes.
struct IndexFiller {
  private let latest: LatestRecords
  private let extract: IndexJob.Extract
  private let width: Int

  /// Batches hold that many records a worker, enough that a slow document does not starve the others.
  private static let recordsPerWorker = 16
  /// Batches end early at that many bytes of bodies, which bounds the memory held.
  private static let batchBytes = 32 << 20

  /// A filler that extracts `width` pages at once.
  init(latest: LatestRecords, extract: @escaping IndexJob.Extract, width: Int) {
    self.latest = latest
    self.extract = extract
    self.width = max(1, width)
  }

  /// Reads to the cursor's end.
  mutating func fill(
    _ writer: IndexWriter, from start: PageCursor, report: inout IndexReport,
    _ progress: (IndexJob.Progress) -> Void
  ) async throws(IndexJobError) {
    var cursor = start
    var batch = try nextBatch(&cursor, &report)
    var task = startExtraction(of: batch)
    while let current = batch {
      batch = try nextBatch(&cursor, &report)
      let extracted = await task?.value ?? []
      task = startExtraction(of: batch)
      try apply(current, extracted, to: writer, &report)
      progress(
        IndexJob.Progress(read: report.recordsRead, indexed: report.indexed, step: "indexing"))
    }
  }

  private func nextBatch(
    _ cursor: inout PageCursor, _ report: inout IndexReport
  ) throws(IndexJobError) -> Batch? {
    var batch = Batch()
    do {
      while batch.outcomes.count < width * Self.recordsPerWorker, batch.bytes < Self.batchBytes,
        let (location, record, label) = try cursor.next()
      {
        report.recordsRead += 1
        if latest.contains(label, at: location) { batch.add(record) }
      }
    } catch { throw .file(error) }
    return batch.outcomes.isEmpty ? nil : batch
  }

  /// Extracts a batch's pages; nil when it has none, for a task costs more than a document does.
  private func startExtraction(of batch: Batch?) -> Task<[RecordOutcome], Never>? {
    guard let pages = batch?.pages, !pages.isEmpty else { return nil }
    let extract = extract
    return Task {
      await withTaskGroup(of: (Int, RecordOutcome).self) { group in
        for (index, page) in pages.enumerated() {
          group.addTask { (index, await RecordOutcome(page, extract)) }
        }
        var outcomes: [(Int, RecordOutcome)] = []
        for await outcome in group { outcomes.append(outcome) }
        return outcomes.sorted { $0.0 < $1.0 }.map(\.1)
      }
    }
  }

  /// Applies a batch in the order of the store; `extracted` has an outcome for each of its pages.
  private func apply(
    _ batch: Batch, _ extracted: [RecordOutcome], to writer: IndexWriter,
    _ report: inout IndexReport
  ) throws(IndexJobError) {
    var rest = extracted[...]
    for outcome in batch.outcomes {
      if let outcome = outcome ?? rest.popFirst() { try apply(outcome, to: writer, &report) }
    }
  }

  private func apply(
    _ outcome: RecordOutcome, to writer: IndexWriter, _ report: inout IndexReport
  ) throws(IndexJobError) {
    do throws(IndexError) {
      switch outcome {
      case .add(let document):
        try writer.add(document)
        report.countIndexed(document)
      case .remove(let key, let siteID):
        try writer.delete(key)
        report.countRemoved(siteID)
      case .skip(let key, let siteID, let reason):
        // A page that lost its text or asks not to be indexed any more must leave the index too.
        try writer.delete(key)
        report.countSkipped(siteID, reason)
      case .nothing: break
      }
    } catch { throw .index(error) }
  }
}

/// What one record of the page store does to the index.
enum RecordOutcome: Sendable {
  /// This document is added, replacing an older one of its id.
  case add(Document)
  /// The document of that key leaves.
  case remove(key: String, siteID: String)
  /// The record gives no document, for this reason.
  case skip(key: String, siteID: String, SkipReason)
  /// The record says that nothing changed.
  case nothing

  /// Decides on a fetched page, extracting it.
  init(_ page: Page, _ extract: IndexJob.Extract) async {
    switch DocumentRule.decide(page, await extract(page)) {
    case .success(let document): self = .add(document)
    case .failure(let reason): self = .skip(key: page.url, siteID: page.siteID, reason)
    }
  }
}

/// Some records in the order of the store: what is clear about them already, and the pages that must be extracted.
private struct Batch {
  /// An outcome a record; nil for the next one of `pages`.
  private(set) var outcomes: [RecordOutcome?] = []
  /// The fetched pages in order.
  private(set) var pages: [Page] = []
  /// Bytes of bodies held.
  private(set) var bytes = 0

  mutating func add(_ record: PageRecord) {
    switch record {
    case .document(let document):
      bytes += document.text.utf8.count
      outcomes.append(.add(document.document))
    case .gone(let removal):
      outcomes.append(.remove(key: removal.url, siteID: removal.siteID))
    case .revisit: outcomes.append(.nothing)
    case .response(let page):
      bytes += page.body.count
      pages.append(page)
      outcomes.append(nil)
    }
  }
}
