import Documents

/// Reads the page store batch by batch, passing over records that later ones replace.
struct BatchReader: Sendable {
  private var cursor: PageCursor
  private let latest: LatestRecords
  private let pageLimit: Int

  /// Batches end early at that many records.
  private static let recordLimit = 1024
  /// Batches end early at that many bytes of bodies, which bounds the memory held.
  private static let byteLimit = 8 << 20

  /// A reader from `cursor` on whose batches have at most `pageLimit` pages that must be extracted.
  init(_ cursor: PageCursor, latest: LatestRecords, pageLimit: Int) {
    self.cursor = cursor
    self.latest = latest
    self.pageLimit = pageLimit
  }

  /// The next batch; nil at the end.
  mutating func next() throws(IndexJobError) -> RecordBatch? {
    var batch = RecordBatch()
    do {
      while batch.recordsRead < Self.recordLimit, batch.pages.count < pageLimit,
        batch.bytes < Self.byteLimit,
        let (location, record, label) = try cursor.next()
      {
        batch.recordsRead += 1
        if latest.contains(label, at: location) { batch.add(record) }
      }
    } catch { throw .file(error) }
    return batch.recordsRead == 0 ? nil : batch
  }
}

/// Some records in the order of the store: what is clear about them already, and the pages that must be extracted.
struct RecordBatch: Sendable {
  /// Records read for it, those that are passed over included.
  var recordsRead = 0
  /// An outcome a record; nil for the next one of `pages`.
  private(set) var outcomes: [RecordOutcome?] = []
  /// The fetched pages in order.
  private(set) var pages: [Page] = []
  /// Bytes of bodies held.
  private(set) var bytes = 0

  /// Appends a record.
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
