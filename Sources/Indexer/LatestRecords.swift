import Documents

/// Which record of the page store is the last word on each URL, so that only that one is extracted.
///
/// A key is 128 bits of SHA-256: 16 bytes a page instead of a hundred, and no two pages share one.
struct LatestRecords {
  private var places: [PageKey: PageLocation] = [:]

  /// Reads the labels of all records from `start` once, and whole records only where they have none.
  ///
  /// - Complexity: O(records behind `start`).
  init(_ pages: PageStoreReader, from start: PageLocation) throws(IndexJobError) {
    var cursor = pages.cursor(from: start)
    do {
      while let (location, label) = try cursor.nextLabel() {
        if label.kind != .revisit { places[label.key] = location }
      }
    } catch { throw .file(error) }
  }

  /// Whether no later record replaces the one at `location`.
  func contains(_ label: PageLabel, at location: PageLocation) -> Bool {
    places[label.key] == location
  }

  /// Whether one of the records speaks of that page.
  func replaces(_ key: PageKey) -> Bool { places[key] != nil }

  /// How many records will be acted upon.
  var count: Int { places.count }
}
