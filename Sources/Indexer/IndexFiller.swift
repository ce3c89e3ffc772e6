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
    var waiting = startExtraction(of: try nextBatch(&cursor, &report))
    while let task = waiting {
      let next = try nextBatch(&cursor, &report)
      let outcomes = await task.value
      waiting = startExtraction(of: next)
      for outcome in outcomes { try apply(outcome, to: writer, &report) }
      progress(
        IndexJob.Progress(read: report.recordsRead, indexed: report.indexed, step: "indexing"))
    }
  }

  private func nextBatch(
    _ cursor: inout PageCursor, _ report: inout IndexReport
  ) throws(IndexJobError) -> [PageRecord] {
    var batch: [PageRecord] = []
    var bytes = 0
    do {
      while batch.count < width * Self.recordsPerWorker, bytes < Self.batchBytes,
        let (location, record) = try cursor.next()
      {
        report.recordsRead += 1
        guard latest.contains(record, at: location) else { continue }
        if case .response(let page) = record { bytes += page.body.count }
        batch.append(record)
      }
    } catch { throw .file(error) }
    return batch
  }

  private func startExtraction(of batch: [PageRecord]) -> Task<[RecordOutcome], Never>? {
    guard !batch.isEmpty else { return nil }
    let extract = extract
    return Task {
      await withTaskGroup(of: (Int, RecordOutcome).self) { group in
        for (index, record) in batch.enumerated() {
          group.addTask { (index, await RecordOutcome(record, extract)) }
        }
        var outcomes: [(Int, RecordOutcome)] = []
        for await outcome in group { outcomes.append(outcome) }
        return outcomes.sorted { $0.0 < $1.0 }.map(\.1)
      }
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

  /// Decides on a record, extracting the page if it is one.
  init(_ record: PageRecord, _ extract: IndexJob.Extract) async {
    switch record {
    case .document(let document): self = .add(document.document)
    case .gone(let removal): self = .remove(key: removal.url, siteID: removal.siteID)
    case .revisit: self = .nothing
    case .response(let page):
      switch DocumentRule.decide(page, await extract(page)) {
      case .success(let document): self = .add(document)
      case .failure(let reason): self = .skip(key: page.url, siteID: page.siteID, reason)
      }
    }
  }
}
