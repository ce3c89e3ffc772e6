package import Documents
import GRDB

/// Changes of the state with where the page store has put their pages.
package struct StateBatch: Sendable {
  /// The changes in the order in which they happened.
  package var changes: [StateChange]
  /// Where pages were stored, by the number of their URL.
  package var locations: [Int64: PageLocation]

  /// A batch of these changes.
  package init(changes: [StateChange] = [], locations: [Int64: PageLocation] = [:]) {
    self.changes = changes
    self.locations = locations
  }
}

extension CrawlState {
  /// Writes a batch in one transaction.
  ///
  /// - Returns: known pages that became due because a sitemap says that they have changed.
  package func write(_ batch: StateBatch) throws(CrawlError) -> [CrawlTarget] {
    guard !batch.changes.isEmpty else { return [] }
    return try Self.run(path) {
      try queue.write { database in
        var due: [CrawlTarget] = []
        for change in batch.changes {
          switch change {
          case .newHost(let authority): try Self.add(host: authority, database)
          case .found(let url): try add(url, database)
          case .ended(let url): try Self.end(url, batch.locations[url.id], database)
          case .robots(let row): try Self.put(row, database)
          case .sitemapDate(let hash, let changed):
            if let target = try makeDue(hash, changed, database) { due.append(target) }
          }
        }
        return due
      }
    }
  }

  private static func add(host: String, _ database: Database) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT INTO hosts (number, authority) VALUES ((SELECT count(*) FROM hosts), ?)")
    try statement.execute(arguments: [host])
  }

  private func add(_ url: FoundURL, _ database: Database) throws {
    let (source, from) = Self.text(of: url.source)
    let statement = try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO urls (id, hash, url, site, host, depth, source, source_id, found_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      url.id, Int64(bitPattern: url.url.hash), url.url.href, siteNumbers[url.site], url.host,
      url.depth,
      source, from, UnixTime.now.milliseconds,
    ])
  }

  private static func text(of source: FoundURL.Source) -> (String, Int64?) {
    switch source {
    case .start: ("start", nil)
    case .seeds: ("seeds", nil)
    case .sitemap: ("sitemap", nil)
    case .link(let from): ("link", from)
    case .redirect(let from): ("redirect", from)
    case .canonical(let from): ("canonical", from)
    }
  }

  private static func end(
    _ url: EndedURL, _ location: PageLocation?, _ database: Database
  ) throws {
    let statement = try database.cachedStatement(
      sql: """
        UPDATE urls SET pending = 0, verdict = ?, status = ?, reason = ?, moved_to = ?, fetched_at = ?, took = ?,
          bytes = ?, etag = ?, last_modified = ?, content_hash = ?, stored = ?, file = coalesce(?, file),
          offset = coalesce(?, offset), revisit_interval = ?, due = ?, gone_count = ?, failure_count = ?
        WHERE id = ?
        """)
    let known = url.known
    try statement.execute(arguments: [
      url.verdict.rawValue, url.status, url.reason, url.movedTo, url.at.milliseconds,
      milliseconds(url.took),
      url.bytes, known.etag, known.lastModified, known.contentHash.map { Int64(bitPattern: $0) },
      known.isStored, location?.file, location.map { Int64($0.offset) },
      milliseconds(known.interval),
      url.due?.milliseconds, known.goneCount, known.failureCount, url.id,
    ])
  }

  private static func milliseconds(_ duration: Duration) -> Int64 {
    duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
  }

  private static func put(_ row: RobotsRow, _ database: Database) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        row.origin, row.fetchedAt.milliseconds, row.status, row.contentType, row.body.databaseBlob,
        row.redirects, row.expires.milliseconds, row.failures, row.reason,
      ])
  }

  /// A stored page that was fetched before `changed` waits again.
  private func makeDue(
    _ hash: UInt64, _ changed: UnixTime, _ database: Database
  ) throws -> CrawlTarget? {
    let select = try database.cachedStatement(
      sql: """
        SELECT \(Self.targetColumns) FROM urls
        WHERE hash = ? AND pending = 0 AND stored = 1 AND fetched_at < ?
        """)
    let arguments: StatementArguments = [Int64(bitPattern: hash), changed.milliseconds]
    guard let row = try Row.fetchOne(select, arguments: arguments), let target = target(row) else {
      return nil
    }
    try database.cachedStatement(sql: "UPDATE urls SET pending = 2 WHERE id = ?")
      .execute(arguments: [target.id])
    return target
  }

  /// Notes that a run has begun; its number.
  package func beginRun(at now: UnixTime) throws(CrawlError) -> Int64 {
    try Self.run(path) {
      try queue.write { database in
        try database.execute(
          sql: "INSERT INTO runs (began) VALUES (?)", arguments: [now.milliseconds])
        return database.lastInsertedRowID
      }
    }
  }

  /// Notes that a run has ended.
  package func endRun(
    _ number: Int64, at now: UnixTime, outcome: String, report: String
  ) throws(CrawlError) {
    try Self.run(path) {
      try queue.write { database in
        try database.execute(
          sql: "UPDATE runs SET ended = ?, outcome = ?, report = ? WHERE number = ?",
          arguments: [now.milliseconds, outcome, report, number])
      }
    }
  }
}

extension CrawlState {
  /// Makes every URL that has been fetched due at once (`crawl --again`, tests).
  package func makeAllDue() throws(CrawlError) {
    try Self.run(path) {
      try queue.write {
        try $0.execute(sql: "UPDATE urls SET due = 0 WHERE pending = 0 AND fetched_at IS NOT NULL")
      }
    }
  }
}
