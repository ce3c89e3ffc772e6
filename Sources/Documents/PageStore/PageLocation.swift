/// Where a record begins in the page store; also the mark up to which the store has been read.
package struct PageLocation: Hashable, Comparable, Sendable, Codable {
  /// The number of the WARC file, from 1.
  package var file: UInt32
  /// The byte offset of the record's gzip member in that file.
  package var offset: UInt64

  /// Offset `offset` of file number `file`.
  package init(file: UInt32, offset: UInt64) {
    self.file = file
    self.offset = offset
  }

  /// Before the first record of any store.
  package static let start = PageLocation(file: 1, offset: 0)

  package static func < (left: Self, right: Self) -> Bool {
    (left.file, left.offset) < (right.file, right.offset)
  }
}

extension PageLocation: CustomStringConvertible {
  /// The location as "000001.warc.gz:1234".
  package var description: String { "\(PageStore.fileName(file)):\(offset)" }
}
