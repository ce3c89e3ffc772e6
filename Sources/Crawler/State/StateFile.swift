import Bytes
import Documents
import Foundation
import GRDB

/// The file of the crawl state as the file system sees it.
enum StateFile {
  /// Whether there is a file at `path`.
  static func exists(_ path: String) -> Bool { LocalFileSystem().exists(path) }
}

extension Row {
  /// The bytes of a column; empty for NULL.
  func withBytes(_ column: String) -> [UInt8] {
    (self[column] as Data?).map { [UInt8]($0) } ?? []
  }

  /// The time in a column as RFC 3339; nil for NULL.
  func moment(_ column: String) -> String? {
    (self[column] as Int64?).map { UnixTime(milliseconds: $0).description }
  }
}

extension [UInt8] {
  /// The bytes as SQLite takes them.
  var databaseBlob: Data { Data(self) }
}
