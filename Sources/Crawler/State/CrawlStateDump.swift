import GRDB

/// The crawl state as text: the number of rows of each table, then every URL with what is known of it.
package enum CrawlStateDump {
  /// Lines for people; columns are separated by tabulators.
  ///
  /// - Throws: `CrawlError.state` when the file is no crawl state.
  /// - Complexity: O(URLs), all lines in memory.
  package static func lines(path: String) throws(CrawlError) -> [String] {
    guard let state = try CrawlState.reading(path: path) else {
      throw .state(path: path, problem: "it holds no crawl state")
    }
    return try CrawlState.run(path) {
      try state.queue.read { database in try counts(database) + urls(database) }
    }
  }

  private static func counts(_ database: Database) throws -> [String] {
    try ["sites", "hosts", "urls", "robots", "runs"].map { table in
      "\(table)\t\(try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0) rows"
    }
  }

  private static func urls(_ database: Database) throws -> [String] {
    let query = """
      SELECT url, coalesce(status, '-'), coalesce(reason, verdict, '-'), depth, pending, coalesce(due, '-')
      FROM urls ORDER BY id
      """
    let rows = try Row.fetchAll(database, sql: query)
    return ["url\tstatus\treason\tdepth\tpending\tdue"]
      + rows.map { row in
        row.databaseValues.map { value in
          String.fromDatabaseValue(value) ?? Int64.fromDatabaseValue(value).map { "\($0)" } ?? ""
        }.joined(separator: "\t")
      }
  }
}
