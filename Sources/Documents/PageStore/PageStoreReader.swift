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
