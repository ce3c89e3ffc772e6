import Bytes
package import Documents
import GRDB

/// The searches that people made, without a trace of who made them, in one SQLite file.
///
/// WAL with `synchronous = NORMAL`: a killed process loses nothing that was committed; a power cut may take the last batches
/// but never half of one. Deleted rows are overwritten (`secure_delete`), so that what is past its time is gone.
package struct QueryLog: Sendable {
  let path: String
  let queue: DatabaseQueue

  /// The path of the log in a data folder.
  package static func path(in data: DataFolder) -> String { "\(data.log)/queries.sqlite" }

  /// Opens the log to write, making or migrating the file.
  ///
  /// - Throws: `QueryLogError.file`, `.database` or `.newer`.
  package static func writing(in data: DataFolder) throws(QueryLogError) -> QueryLog {
    do throws(FileError) {
      try LocalFileSystem().makeFolder(data.log)
    } catch { throw .file(error) }
    let log = try QueryLog(path: path(in: data), isReadOnly: false)
    try log.run { try log.queue.inDatabase(migrate) }
    return log
  }

  /// Opens the log to read; nil when nothing has been logged yet.
  ///
  /// - Throws: `QueryLogError.database` or `.newer`.
  package static func reading(in data: DataFolder) throws(QueryLogError) -> QueryLog? {
    let path = path(in: data)
    guard LocalFileSystem().exists(path) else { return nil }
    return try QueryLog(path: path, isReadOnly: true)
  }

  private init(path: String, isReadOnly: Bool) throws(QueryLogError) {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      if !isReadOnly {
        try database.execute(
          sql:
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON")
      }
    }
    self.path = path
    let settings = configuration
    queue = try Self.run(path) { try DatabaseQueue(path: path, configuration: settings) }
    let found = try run { try queue.read { try Self.version($0) } }
    guard found <= QueryLogSchema.version else {
      throw .newer(path: path, found: found, supported: QueryLogSchema.version)
    }
  }

  /// Writes a batch in one transaction.
  package func write(
    _ searches: [LoggedSearch], _ clicks: [LoggedClick]
  ) throws(QueryLogError) {
    guard !searches.isEmpty || !clicks.isEmpty else { return }
    try run {
      try queue.write { database in
        for search in searches {
          try database.cachedStatement(sql: "INSERT INTO searches VALUES (?, ?, ?, ?)").execute(
            arguments: [
              search.at.milliseconds, try Self.number(of: search.text, database), search.results,
              search.microseconds,
            ])
        }
        for click in clicks {
          try database.cachedStatement(sql: "INSERT INTO clicks VALUES (?, ?, ?)").execute(
            arguments: [
              click.at.milliseconds, try Self.number(of: click.text, database), click.position,
            ])
        }
      }
    }
  }

  /// Deletes what was logged before `moment`, and the words that no search is left of.
  package func prune(before moment: UnixTime) throws(QueryLogError) {
    try run {
      try queue.write { database in
        for table in ["searches", "clicks"] {
          try database.execute(
            sql: "DELETE FROM \(table) WHERE at < ?", arguments: [moment.milliseconds])
        }
        try database.execute(
          sql: """
            DELETE FROM queries WHERE number NOT IN (SELECT query FROM searches)
              AND number NOT IN (SELECT query FROM clicks)
            """)
      }
    }
  }

  /// Moves everything from the write-ahead log into the file.
  package func checkpoint() throws(QueryLogError) {
    try run {
      _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }
  }

  /// The columns of all tables as "table.column", sorted: what the log can hold at all.
  package func columns() throws(QueryLogError) -> [String] {
    try run {
      try queue.read { database in
        try String.fetchAll(
          database,
          sql: """
            SELECT m.name || '.' || p.name FROM sqlite_master m, pragma_table_info(m.name) p
            WHERE m.type = 'table' ORDER BY 1
            """)
      }
    }
  }

  func run<Result>(_ body: () throws -> Result) throws(QueryLogError) -> Result {
    try Self.run(path, body)
  }

  /// Runs `body`, turning SQLite's errors into ours.
  private static func run<Result>(
    _ path: String, _ body: () throws -> Result
  ) throws(QueryLogError) -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw .database(
        path: path, problem: error.message ?? "SQLite error \(error.resultCode.rawValue)")
    } catch { throw .database(path: path, problem: "\(error)") }
  }

  private static func number(of text: String, _ database: Database) throws -> Int64 {
    let known = try database.cachedStatement(sql: "SELECT number FROM queries WHERE text = ?")
    if let number = try Int64.fetchOne(known, arguments: [text]) { return number }
    try database.cachedStatement(sql: "INSERT INTO queries (text) VALUES (?)").execute(
      arguments: [text])
    return database.lastInsertedRowID
  }

  private static func version(_ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  private static func migrate(_ database: Database) throws {
    let found = try version(database)
    for (index, step) in QueryLogSchema.steps.enumerated().dropFirst(found) {
      try database.inTransaction(.immediate) {
        try database.execute(sql: step)
        try database.execute(sql: "PRAGMA user_version = \(index + 1)")
        return .commit
      }
    }
  }
}
