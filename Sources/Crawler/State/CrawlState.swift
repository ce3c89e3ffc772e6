import Documents
import GRDB

/// What the crawler remembers between runs: hosts, URLs, robots.txt files and runs, in one SQLite file.
///
/// WAL with `synchronous = NORMAL`: after a power cut the last transactions may be missing but never half there. That is enough,
/// because the page store is synchronised before each transaction; what a lost transaction knew is fetched again. A killed
/// process loses nothing that was committed.
package struct CrawlState: Sendable {
  /// The file.
  package let path: String
  /// The hash by which URLs are known here.
  package let hash: StableHash
  let queue: DatabaseQueue
  /// The number of each of the crawl's sites in this file.
  let siteNumbers: [Int64]

  /// Opens the state for a crawl of these sites, making or migrating the file.
  ///
  /// - Parameter hashKey: the key of a new file's URL hash; random unless given.
  /// - Throws: `CrawlError.newerState` or `.state`.
  package init(
    path: String, siteIDs: [String], hashKey: (UInt64, UInt64)? = nil
  ) throws(CrawlError) {
    let opened = try Self.run(path) {
      let queue = try DatabaseQueue(
        path: path, configuration: Self.configuration(isReadOnly: false))
      try Self.checkVersion(queue, path)
      try queue.inDatabase { try Self.migrate($0) }
      let (keys, numbers) = try queue.write {
        (try Self.hashKeys($0, hashKey), try Self.numbers(siteIDs, $0))
      }
      return (queue, keys, numbers)
    }
    self.path = path
    queue = opened.0
    hash = StableHash(key0: opened.1.0, key1: opened.1.1)
    siteNumbers = opened.2
  }

  /// Opens the state to look into it; nil when there is none yet.
  ///
  /// - Throws: `CrawlError.newerState` or `.state`.
  package static func reading(path: String) throws(CrawlError) -> CrawlState? {
    try CrawlState(reading: path)
  }

  private init?(reading path: String) throws(CrawlError) {
    guard StateFile.exists(path) else { return nil }
    let opened = try Self.run(path) {
      let queue = try DatabaseQueue(path: path, configuration: Self.configuration(isReadOnly: true))
      try Self.checkVersion(queue, path)
      return (queue, try queue.read { try Self.storedKeys($0) })
    }
    guard let keys = opened.1 else { return nil }
    self.path = path
    queue = opened.0
    hash = StableHash(key0: keys.0, key1: keys.1)
    siteNumbers = []
  }

  /// Runs `body`, turning SQLite's errors into ours.
  static func run<Result>(_ path: String, _ body: () throws -> Result) throws(CrawlError) -> Result
  {
    do {
      return try body()
    } catch let error as CrawlError {
      throw error
    } catch let error as DatabaseError {
      throw .state(
        path: path, problem: error.message ?? "SQLite error \(error.resultCode.rawValue)")
    } catch {
      throw .state(path: path, problem: "\(error)")
    }
  }

  private static func configuration(isReadOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { database in
      if !isReadOnly {
        // The log is copied into the file at 16 MiB, not at 4: most of its pages are written again and again until then.
        try database.execute(
          sql:
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000"
        )
      }
      // 1 MiB of pages: the system keeps the rest of the file in its own cache.
      try database.execute(sql: "PRAGMA cache_size = -1024")
    }
    return configuration
  }

  private static func checkVersion(_ queue: DatabaseQueue, _ path: String) throws {
    let found = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
    guard found <= CrawlStateSchema.version else {
      throw CrawlError.newerState(path: path, found: found, supported: CrawlStateSchema.version)
    }
  }

  private static func migrate(_ database: Database) throws {
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    for (index, step) in CrawlStateSchema.steps.enumerated().dropFirst(found) {
      try database.inTransaction(.immediate) {
        try database.execute(sql: step)
        try database.execute(sql: "PRAGMA user_version = \(index + 1)")
        return .commit
      }
    }
  }

  private static func storedKeys(_ database: Database) throws -> (UInt64, UInt64)? {
    let rows = try Row.fetchAll(
      database, sql: "SELECT key, value FROM meta WHERE key LIKE 'hash_key_'")
    let keys = Dictionary(
      rows.map { ($0["key"] as String, UInt64(bitPattern: $0["value"] as Int64)) }
    ) { first, _ in first }
    guard let first = keys["hash_key0"], let second = keys["hash_key1"] else { return nil }
    return (first, second)
  }

  private static func hashKeys(
    _ database: Database, _ wanted: (UInt64, UInt64)?
  ) throws -> (UInt64, UInt64) {
    if let keys = try storedKeys(database) { return keys }
    let keys = wanted ?? (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
    for (name, key) in [("hash_key0", keys.0), ("hash_key1", keys.1)] {
      try database.execute(
        sql: "INSERT INTO meta VALUES (?, ?)", arguments: [name, Int64(bitPattern: key)])
    }
    return keys
  }

  private static func numbers(_ ids: [String], _ database: Database) throws -> [Int64] {
    try ids.map { id in
      try database.execute(sql: "INSERT OR IGNORE INTO sites (id) VALUES (?)", arguments: [id])
      return try Int64.fetchOne(
        database, sql: "SELECT number FROM sites WHERE id = ?", arguments: [id]) ?? 0
    }
  }
}
