package import Documents
import GRDB

extension CrawlState {
  /// What waits for a run over these of the crawl's sites; pages that are due at `now` are marked as waiting first.
  package func backlog(
    active: [Bool], robotsToken: [String], now: UnixTime
  ) throws(CrawlError) -> CrawlBacklog {
    let numbers = zip(siteNumbers, active).filter(\.1).map(\.0)
    return try Self.run(path) {
      try queue.write { database in
        try Self.markDue(database, numbers, now)
        var backlog = CrawlBacklog()
        try Self.readSeen(database, &backlog)
        try Self.readHosts(database, numbers, &backlog)
        backlog.storedPages = try siteNumbers.map { number in
          try Int.fetchOne(
            database, sql: "SELECT count(*) FROM urls WHERE site = ? AND stored = 1",
            arguments: [number]) ?? 0
        }
        try Self.readRobots(database, token: robotsToken.first ?? "kuasou", now, &backlog)
        return backlog
      }
    }
  }

  private static func list(_ numbers: [Int64]) -> String {
    numbers.map { "\($0)" }.joined(separator: ",")
  }

  private static func markDue(_ database: Database, _ sites: [Int64], _ now: UnixTime) throws {
    try database.execute(
      sql: """
        UPDATE urls SET pending = 2
        WHERE pending = 0 AND due IS NOT NULL AND due <= ? AND site IN (\(list(sites)))
        """, arguments: [now.milliseconds])
  }

  private static func readSeen(_ database: Database, _ backlog: inout CrawlBacklog) throws {
    let rows = try Int64.fetchCursor(database, sql: "SELECT hash FROM urls")
    while let hash = try rows.next() { _ = backlog.seen.insert(UInt64(bitPattern: hash)) }
    backlog.nextID = (try Int64.fetchOne(database, sql: "SELECT max(id) FROM urls") ?? 0) + 1
  }

  private static func readHosts(
    _ database: Database, _ sites: [Int64], _ backlog: inout CrawlBacklog
  ) throws {
    backlog.hosts = try String.fetchAll(
      database, sql: "SELECT authority FROM hosts ORDER BY number"
    ).map {
      CrawlBacklog.Host(authority: $0, fresh: 0, revisits: 0)
    }
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT host, pending, count(*) AS n FROM urls
        WHERE pending > 0 AND site IN (\(list(sites))) GROUP BY host, pending
        """)
    while let row = try rows.next() {
      let host: Int = row["host"]
      guard backlog.hosts.indices.contains(host) else { continue }
      if row["pending"] == 1 {
        backlog.hosts[host].fresh = row["n"]
      } else {
        backlog.hosts[host].revisits += row["n"]
      }
    }
  }

  private static func readRobots(
    _ database: Database, token: String, _ now: UnixTime, _ backlog: inout CrawlBacklog
  ) throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT * FROM robots WHERE expires > ?", arguments: [now.milliseconds])
    while let row = try rows.next() {
      let stored = StoredRobots(row)
      let kept = KeptRobots(
        policy: stored.policy(for: token), expires: stored.expires, failures: stored.failures)
      backlog.robots[stored.origin] = kept
    }
  }

  /// More of what waits for a host: at most `HostQueue.window` URLs with numbers above `after`.
  package func waiting(
    host: Int, lane: HostQueue.Lane, after: Int64, active: [Bool]
  ) throws(CrawlError) -> [CrawlTarget] {
    let numbers = zip(siteNumbers, active).filter(\.1).map(\.0)
    return try Self.run(path) {
      // GRDB's `read` would set and unset a pragma around it, for which SQLite prepares all statements anew.
      try queue.inDatabase { database in
        let statement = try database.cachedStatement(
          sql: """
            SELECT \(Self.targetColumns) FROM urls
            WHERE host = ? AND pending = ? AND id > ? AND site IN (\(Self.list(numbers)))
            ORDER BY id LIMIT \(HostQueue.window)
            """)
        let rows = try Row.fetchCursor(statement, arguments: [host, lane.rawValue, after])
        var targets: [CrawlTarget] = []
        while let row = try rows.next() {
          if let target = target(row) { targets.append(target) }
        }
        return targets
      }
    }
  }

  /// The columns of `urls` that `target(_:)` reads, in its order.
  static let targetColumns = """
    site, url, hash, id, depth, fetched_at, etag, last_modified, content_hash, stored, revisit_interval, gone_count, failure_count
    """

  /// The target that a row of `targetColumns` describes; nil for one of a site that the crawl doesn't have.
  func target(_ row: Row) -> CrawlTarget? {
    let number: Int64 = row[0]
    guard let site = siteNumbers.firstIndex(of: number) else { return nil }
    let url = CrawlURL(href: row[1], hash: UInt64(bitPattern: row[2] as Int64))
    let isKnown = (row[5] as Int64?) != nil
    return CrawlTarget(
      id: row[3], url: url, site: site, purpose: .page, depth: row[4],
      known: isKnown ? Self.known(row) : nil)
  }

  private static func known(_ row: Row) -> KnownPage {
    KnownPage(
      etag: row[6], lastModified: row[7],
      contentHash: (row[8] as Int64?).map { UInt64(bitPattern: $0) }, isStored: row[9],
      interval: .milliseconds(row[10] as Int64), goneCount: row[11], failureCount: row[12])
  }
}

/// A row of the table of robots.txt files.
struct StoredRobots {
  let origin: String
  let fetchedAt: UnixTime
  let status: Int
  let contentType: String?
  let body: [UInt8]
  let redirects: Int
  let expires: UnixTime
  let failures: Int
  let reason: String

  init(_ row: Row) {
    origin = row["origin"]
    fetchedAt = UnixTime(milliseconds: row["fetched_at"])
    status = row["status"]
    contentType = row["content_type"]
    body = row.withBytes("body")
    redirects = row["redirects"]
    expires = UnixTime(milliseconds: row["expires"])
    failures = row["failures"]
    reason = row["reason"]
  }

  /// What it means for a crawler of that name.
  func policy(for token: String) -> RobotsPolicy {
    let answer: RobotsAnswer =
      status == 0
      ? .networkError
      : .response(status: status, contentType: contentType, body: body, redirects: redirects)
    return answer.policy(for: token, failures: max(0, failures - 1))
  }
}
