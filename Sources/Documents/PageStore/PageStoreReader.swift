package import Bytes

/// Reads the committed records of a page store in order; any number of readers beside a writer.
package struct PageStoreReader: Sendable {
  /// The store's folder.
  package let folder: String
  /// How far the store was durable when the reader was made.
  package let mark: PageStore.Mark

  /// Opens the store of a data folder as it is now; a data folder without pages is an empty store.
  package init(data: DataFolder) throws(FileError) {
    folder = data.pages
    mark = try PageStore.readMark(folder: folder)
  }

  /// A cursor over the records from `start`, which must be the location of a record or an earlier end mark.
  package func cursor(from start: PageLocation = .start) -> PageCursor {
    PageCursor(folder: folder, end: mark.end, next: start)
  }

  /// The one record at `location`.
  package func record(at location: PageLocation) throws(FileError) -> PageRecord? {
    var cursor = cursor(from: location)
    return try cursor.next()?.record
  }
}

/// A place in the page store that moves from record to record.
package struct PageCursor {
  private let folder: String
  private let end: PageLocation
  private var position: PageLocation
  private var file: MappedFile?
  private var fileNumber: UInt32 = 0

  init(folder: String, end: PageLocation, next: PageLocation) {
    self.folder = folder
    self.end = end
    self.position = next
  }

  /// Behind the last record that was given: where a later cursor goes on.
  package var location: PageLocation { position }

  /// The next record about a page, passing over others; nil at the end.
  ///
  /// - Throws: `FileError.corrupt` at a record whose gzip member or WARC frame is damaged.
  package mutating func next() throws(FileError) -> (location: PageLocation, record: PageRecord)? {
    while let (location, warc) = try nextWARC() {
      if let record = PageRecord(warc: warc) { return (location, record) }
    }
    return nil
  }

  /// The next WARC record of whatever type; nil at the end.
  package mutating func nextWARC() throws(FileError) -> (PageLocation, WARCRecord)? {
    while position < end {
      let file = try open(position.file)
      let limit = position.file == end.file ? Int(end.offset) : file.count
      guard Int(position.offset) < limit else {
        position = PageLocation(file: position.file + 1, offset: 0)
        continue
      }
      let location = position
      let member = file.bytes.extracting(Int(position.offset)..<limit)
      let output = Gzip.decompress(member, limit: PageStore.recordLimit, oneMember: true)
      guard output.end == .complete, let (record, _) = WARCRecord.read(output.bytes) else {
        throw .corrupt(
          path: file.path, offset: Int(location.offset), problem: "no whole WARC record here")
      }
      position.offset += UInt64(output.consumed)
      return (location, record)
    }
    return nil
  }

  private mutating func open(_ number: UInt32) throws(FileError) -> MappedFile {
    if let file, fileNumber == number { return file }
    let opened = try MappedFile(path: "\(folder)/\(PageStore.fileName(number))")
    file = opened
    fileNumber = number
    return opened
  }
}
