extension PageStoreReader {
  /// Where the record about `url` stands that was once at `location`; nil when it is no longer there.
  ///
  /// Compaction moves records within their file, never into another: when another record or none begins at `location`,
  /// the labels of that file are read, and the last record about `url` is the one. Damage on the way is none of the asker's
  /// business: `kuasou verify` reports it.
  ///
  /// - Complexity: O(1) where nothing was moved, else O(records of the file).
  package func location(of url: String, near location: PageLocation) -> PageLocation? {
    guard location < mark.end else { return nil }
    let key = PageKey(url)
    var here = cursor(from: location)
    if let found = (try? here.nextLabel()) ?? nil, found.location == location,
      found.label.key == key
    {
      return location
    }
    let end = min(mark.end, PageLocation(file: location.file + 1, offset: 0))
    var cursor = PageCursor(
      folder: folder, end: end, next: PageLocation(file: location.file, offset: 0))
    var last: PageLocation?
    while let next = (try? cursor.nextLabel()) ?? nil {
      if next.label.key == key { last = next.location }
    }
    return last
  }
}
