package import Documents
import GRDB

/// Checks the crawl state's file as SQLite itself can: every page, index and cell.
package enum CrawlStateCheck {
  /// A sentence for everything that is damaged; empty when the state is sound or not there yet.
  ///
  /// - Throws: `CrawlError.state` when the file can't be read at all, `.newerState` when it is of a later version.
  package static func problems(data: DataFolder) throws(CrawlError) -> [String] {
    let path = CrawlConfiguration.statePath(data)
    guard let state = try CrawlState.reading(path: path) else { return [] }
    let lines = try CrawlState.run(path) {
      try state.queue.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
    }
    return lines == ["ok"] ? [] : lines.map { "\(path): \($0)" }
  }
}
