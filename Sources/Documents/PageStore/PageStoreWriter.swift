package import Bytes

/// Appends records to the page store; one writer at a time, held by a lock.
///
/// A record counts only after `commit()`: the WARC file is synchronised first, then the mark `committed` is replaced
/// atomically. What a crash left behind the mark is cut off when the next writer opens the store.
package struct PageStoreWriter: ~Copyable {
  private let folder: String
  private let rotationBytes: UInt64
  private let lock: FileLock
  private var mark: PageStore.Mark
  private var pending: [UInt8] = []
  private var fileSize: UInt64
  private var uncommitted: UInt64 = 0
  private var compressor = Gzip.Compressor(level: compressionLevel)

  /// Opens the store of a data folder for writing, making it when it is missing.
  ///
  /// - Parameter holder: who holds the lock, for others' messages: "kuasou crawl".
  /// - Parameter rotationBytes: how many bytes a file holds before the next is begun; tests have less.
  /// - Throws: `FileError.locked` when another process writes, or what the system refused.
  package init(
    data: DataFolder, holder: String, rotationBytes: UInt64 = PageStore.rotationBytes
  ) throws(FileError) {
    try LocalFileSystem().makeFolder(data.pages)
    let lock = try FileLock(path: "\(data.path)/pages.lock", holder: holder)
    let mark = try PageStore.readMark(folder: data.pages)
    try Self.cutUncommitted(folder: data.pages, mark.end)
    try PageStore.removeRests(data.pages, on: LocalFileSystem())
    self.rotationBytes = rotationBytes
    self.folder = data.pages
    self.mark = mark
    self.fileSize = mark.end.offset
    self.lock = lock
  }

  /// Where the next record will begin.
  package var end: PageLocation { PageLocation(file: mark.end.file, offset: fileSize) }

  /// How many records the store holds durably.
  package var committedRecords: UInt64 { mark.records }

  /// Appends one record; it is durable after the next `commit()`.
  ///
  /// - Returns: where it begins.
  package mutating func append(_ record: PageRecord) throws(FileError) -> PageLocation {
    if fileSize >= rotationBytes { try rotate() }
    if fileSize == 0 {
      add(compressor.gzip(WARCRecord.information().bytes))
    }
    let location = end
    add(member(record))
    uncommitted += 1
    if pending.count >= 256 << 10 { try flush() }
    return location
  }

  /// Makes all appended records durable.
  package mutating func commit() throws(FileError) {
    guard uncommitted > 0 else { return }
    try flush()
    Failpoint.pass("pages-before-sync")
    try LocalFileSystem().synchronize(path(mark.end.file))
    Failpoint.pass("pages-before-mark")
    let next = PageStore.Mark(end: end, records: mark.records + uncommitted)
    try AtomicFile.write(PageStore.encode(next), to: "\(folder)/committed")
    mark = next
    uncommitted = 0
  }

  /// The fastest level (docs/decisions/0007).
  private static let compressionLevel: Int32 = 1

  /// The largest document that is stored without compression, in bytes with its header: inflating one costs ten
  /// times what checking it does, and would be half the time of reading (docs/decisions/0004).
  private static let storedLimit = 16 << 10

  /// The record as a gzip member, with a label when the record reads back as what the label says.
  private mutating func member(_ record: PageRecord) -> [UInt8] {
    let warc = record.warc
    let bytes = warc.bytes
    guard record.readsBack(from: warc) else { return compressor.gzip(bytes) }
    let label = PageLabel(record)
    return label.kind == .document && bytes.count <= Self.storedLimit
      ? LabelledMember.stored(bytes, label: label.bytes)
      : LabelledMember.deflated(bytes, label: label.bytes, by: &compressor)
  }

  private mutating func add(_ member: [UInt8]) {
    pending.append(contentsOf: member)
    fileSize += UInt64(member.count)
  }

  private mutating func flush() throws(FileError) {
    guard !pending.isEmpty else { return }
    try FileDescriptor.open(path(mark.end.file), .append).write(pending)
    pending.removeAll(keepingCapacity: true)
  }

  private mutating func rotate() throws(FileError) {
    try commit()
    mark.end = PageLocation(file: mark.end.file + 1, offset: 0)
    fileSize = 0
    try LocalFileSystem().remove(path(mark.end.file))
  }

  private static func cutUncommitted(
    folder: String, _ end: PageLocation
  ) throws(FileError) {
    let current = "\(folder)/\(PageStore.fileName(end.file))"
    if LocalFileSystem().exists(current) {
      let file = try FileDescriptor.open(current, .readWrite)
      let size = UInt64(try file.size())
      guard size >= end.offset else {
        throw .corrupt(
          path: current, offset: Int(size),
          problem: "it ends before the \(end.offset) bytes that were committed")
      }
      if size > end.offset { try file.truncate(to: Int(end.offset)) }
    } else if end.offset > 0 {
      throw .corrupt(path: current, offset: 0, problem: "the file is missing")
    }
    try LocalFileSystem().remove("\(folder)/\(PageStore.fileName(end.file + 1))")
  }

  private func path(_ number: UInt32) -> String { "\(folder)/\(PageStore.fileName(number))" }
}
