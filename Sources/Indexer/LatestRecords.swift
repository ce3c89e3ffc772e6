import Documents

/// Which record of the page store is the last word on each URL, so that only that one is extracted.
///
/// A key is kept as its 64-bit hash (seeded anew in every process): 16 bytes a page instead of a hundred. Two of
/// three million keys share a hash in one of four million runs.
struct LatestRecords {
  private var places: [Int: PageLocation] = [:]

  /// Reads all records from `start` once.
  ///
  /// - Complexity: O(bytes of the store behind `start`).
  init(_ pages: PageStoreReader, from start: PageLocation) throws(IndexJobError) {
    var cursor = pages.cursor(from: start)
    do {
      while let (location, record) = try cursor.next() {
        if case .revisit = record { continue }
        places[record.key.hashValue] = location
      }
    } catch { throw .file(error) }
  }

  /// Whether no later record replaces the one at `location`.
  func contains(_ record: PageRecord, at location: PageLocation) -> Bool {
    places[record.key.hashValue] == location
  }

  /// How many records will be acted upon.
  var count: Int { places.count }
}
