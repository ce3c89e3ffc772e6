import Bytes
import Documents

/// Finds the pages again that gave no document for a reason that no longer holds.
enum RetriedPages {
  /// Where the last record of each such page lies, in the order of the store; pages that a newer record replaces are left to it.
  ///
  /// - Complexity: O(records before `end`) labels, none when no page was skipped for that reason.
  static func places(
    of failure: ExtractionFailure, in skipped: SkippedPages, _ pages: PageStoreReader,
    before end: PageLocation, _ latest: LatestRecords
  ) throws(IndexJobError) -> [PageLocation] {
    let reason = SkipReason.extraction(failure).description
    let keys = Set(skipped.entries.lazy.filter { $0.reason == reason }.map { PageKey($0.url) })
    if keys.isEmpty { return [] }
    var places: [PageKey: PageLocation] = [:]
    var cursor = pages.cursor()
    do throws(FileError) {
      while let (location, label) = try cursor.nextLabel(), location < end {
        guard keys.contains(label.key), label.kind != .revisit else { continue }
        places[label.key] = label.kind == .response ? location : nil
      }
    } catch { throw .file(error) }
    return places.filter { !latest.replaces($0.key) }.values.sorted()
  }
}
