import Bytes
import Documents
import SearchIndex

/// Moves the page store's latest records into an index writer, extracting several pages at once but indexing in order.
///
/// While one batch is indexed the next is being read and extracted. Documents reach the writer in the order of the store,
/// whatever the number of workers, so that equal stores give equal indexes.
struct IndexFiller {
  private let latest: LatestRecords
  private let extract: IndexJob.Extract
  private let width: Int

  /// Batches hold that many pages a worker, enough that a slow one does not starve the others.
  private static let pagesPerWorker = 16

  /// A filler that extracts `width` pages at once.
  init(latest: LatestRecords, extract: @escaping IndexJob.Extract, width: Int) {
    self.latest = latest
    self.extract = extract
    self.width = max(1, width)
  }

  /// Reads to the cursor's end.
  func fill(
    _ writer: IndexWriter, from start: PageCursor, report: inout IndexReport,
    skipped: inout SkippedPages, _ progress: (IndexJob.Progress) -> Void
  ) async throws(IndexJobError) {
    let reader = BatchReader(start, latest: latest, pageLimit: width * Self.pagesPerWorker)
    var next = prepare(reader)
    while let current = try await next.value.get() {
      // With one worker asked for, nothing goes on beside the indexing.
      if width > 1 { next = prepare(current.reader) }
      report.recordsRead += current.batch.recordsRead
      try apply(current.batch, current.extracted, to: writer, &report, &skipped)
      progress(
        IndexJob.Progress(read: report.recordsRead, indexed: report.indexed, step: "indexing"))
      if width == 1 { next = prepare(current.reader) }
    }
  }

  /// Extracts pages again that gave no document before, a few at a time in the order of the store.
  func retry(
    _ places: [PageLocation], of pages: PageStoreReader, to writer: IndexWriter,
    report: inout IndexReport, skipped: inout SkippedPages, _ progress: (IndexJob.Progress) -> Void
  ) async throws(IndexJobError) {
    var rest = places[...]
    while !rest.isEmpty {
      progress(
        IndexJob.Progress(
          read: report.recordsRead, indexed: report.indexed,
          step: "trying \(rest.count) scanned files again"))
      let batch = try Self.batch(rest.prefix(width), of: pages)
      rest = rest.dropFirst(width)
      let extracted = await Self.extract(batch.pages, extract)
      try apply(batch, extracted, to: writer, &report, &skipped)
    }
  }

  private static func batch(
    _ places: ArraySlice<PageLocation>, of pages: PageStoreReader
  ) throws(IndexJobError) -> RecordBatch {
    var batch = RecordBatch()
    for place in places {
      do throws(FileError) {
        if let record = try pages.record(at: place) { batch.add(record) }
      } catch { throw .file(error) }
    }
    return batch
  }

  /// A batch that is ready to be indexed.
  private struct Prepared: Sendable {
    var batch: RecordBatch
    /// An outcome for each of the batch's pages.
    var extracted: [RecordOutcome]
    /// Stands behind the batch.
    var reader: BatchReader
  }

  /// Reads and extracts the next batch; nil at the end.
  private func prepare(_ reader: BatchReader) -> Task<Result<Prepared?, IndexJobError>, Never> {
    let extract = extract
    return Task {
      var reader = reader
      do throws(IndexJobError) {
        guard let batch = try reader.next() else { return .success(nil) }
        let extracted = await Self.extract(batch.pages, extract)
        return .success(Prepared(batch: batch, extracted: extracted, reader: reader))
      } catch { return .failure(error) }
    }
  }

  private static func extract(
    _ pages: [Page], _ extract: IndexJob.Extract
  ) async -> [RecordOutcome] {
    let contents = await extract(pages)
    precondition(contents.count == pages.count, "each page has an answer")
    return zip(pages, contents).map { RecordOutcome($0, $1) }
  }

  /// Applies a batch in the order of the store.
  private func apply(
    _ batch: RecordBatch, _ extracted: [RecordOutcome], to writer: IndexWriter,
    _ report: inout IndexReport, _ skipped: inout SkippedPages
  ) throws(IndexJobError) {
    var rest = extracted[...]
    for outcome in batch.outcomes {
      guard let outcome = outcome ?? rest.popFirst() else { continue }
      try apply(outcome, to: writer, &report)
      outcome.note(in: &skipped)
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
      case .skip(let page, let reason):
        // A page that lost its text or asks not to be indexed any more must leave the index too.
        try writer.delete(page.url)
        report.countSkipped(page.site, reason)
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
  case skip(SkippedPages.Entry, SkipReason)
  /// The record says that nothing changed.
  case nothing

  /// Decides on a fetched page of which this was extracted.
  init(_ page: Page, _ content: ExtractedContent) {
    switch DocumentRule.decide(page, content) {
    case .success(let document): self = .add(document)
    case .failure(let reason):
      let entry = SkippedPages.Entry(
        site: page.siteID, reason: reason.description, fetchedAt: page.fetchedAt, url: page.url)
      self = .skip(entry, reason)
    }
  }

  /// Keeps the list of pages without a document.
  func note(in skipped: inout SkippedPages) {
    switch self {
    case .add(let document): skipped.remove(document.id)
    case .remove(let key, _): skipped.remove(key)
    case .skip(let entry, _): skipped.add(entry)
    case .nothing: break
    }
  }
}
