package import Bytes

/// What the first record of a compacted WARC file says: how much was dropped, and on whose word.
package struct CompactionNote: Sendable, Equatable {
  /// How many records have been dropped from the file since it was begun.
  package var dropped: UInt64
  /// How far every generation of the index had read when the file was last compacted: whoever has read less can't go on
  /// reading from where it stopped, because a removal that it has not seen may have been dropped.
  package var read: PageLocation

  private static let droppedField = "Kuasou-Dropped"
  private static let readField = "Kuasou-Read"

  /// A note of these facts.
  package init(dropped: UInt64, read: PageLocation) {
    self.dropped = dropped
    self.read = read
  }

  /// Reads the note of a `warcinfo`; nil when it has none.
  init?(_ warc: WARCRecord) {
    guard warc.field("WARC-Type") == "warcinfo",
      let dropped = warc.field(Self.droppedField).flatMap({ UInt64($0) })
    else { return nil }
    let parts = warc.field(Self.readField)?.split(separator: ":") ?? []
    guard parts.count == 2, let file = UInt32(parts[0]), let offset = UInt64(parts[1]) else {
      return nil
    }
    self.init(dropped: dropped, read: PageLocation(file: file, offset: offset))
  }

  /// The header fields that hold the note.
  var fields: [HTTPHeader] {
    [
      HTTPHeader(Self.droppedField, "\(dropped)"),
      HTTPHeader(Self.readField, "\(read.file):\(read.offset)"),
    ]
  }
}

extension WARCRecord {
  /// The `warcinfo` with which every file of the page store begins.
  static func information(_ note: CompactionNote? = nil) -> WARCRecord {
    let text =
      "software: kuasou\r\nformat: WARC File Format 1.1\r\nconformsTo: "
      + "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
    return WARCRecord(
      fields: [
        HTTPHeader("WARC-Type", "warcinfo"),
        HTTPHeader("WARC-Record-ID", "<\(PageRecord.randomURN())>"),
        HTTPHeader("WARC-Date", UnixTime.now.description),
        HTTPHeader("Content-Type", "application/warc-fields"),
      ] + (note?.fields ?? []), block: Array(text.utf8))
  }
}

extension PageStoreReader {
  /// How many records the store holds: those that were committed less those that compaction has dropped.
  ///
  /// - Complexity: O(files).
  package func recordCount() throws(FileError) -> UInt64 {
    var dropped: UInt64 = 0
    for number in closedFiles { dropped += try note(ofFile: number)?.dropped ?? 0 }
    return mark.records - min(dropped, mark.records)
  }

  /// Whether compaction may have dropped a removal that whoever has read the store up to `location` has not seen.
  ///
  /// - Complexity: O(files behind `location`).
  package func hasDropped(behind location: PageLocation) throws(FileError) -> Bool {
    for number in closedFiles where number >= location.file {
      if let note = try note(ofFile: number), note.read > location { return true }
    }
    return false
  }

  /// The numbers of the files to which nothing is appended any more.
  var closedFiles: Range<UInt32> { 1..<max(1, mark.end.file) }

  /// The note of a file; nil when it was never compacted.
  func note(ofFile number: UInt32) throws(FileError) -> CompactionNote? {
    var cursor = cursor(ofFile: number)
    return try cursor.nextWARC().flatMap { CompactionNote($0.1) }
  }

  /// A cursor over one closed file.
  func cursor(ofFile number: UInt32) -> PageCursor {
    PageCursor(
      folder: folder, end: PageLocation(file: number + 1, offset: 0),
      next: PageLocation(file: number, offset: 0))
  }
}
