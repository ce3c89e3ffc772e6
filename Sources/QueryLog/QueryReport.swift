package import Documents
import GRDB

/// What people searched for in the last days, for `kuasou report queries`.
package struct QueryReport: Sendable, Codable, Equatable {
  /// The searches of one day, by the calendar of China (UTC+8).
  package struct Day: Sendable, Codable, Equatable {
    /// The day as YYYY-MM-DD.
    package var day: String
    /// Searches.
    package var searches: Int
    /// Of those, without a result.
    package var withoutResult: Int
  }

  /// Words with how often they were searched for.
  package struct Words: Sendable, Codable, Equatable {
    /// The words, normalised.
    package var text: String
    /// How often.
    package var searches: Int
    /// The microseconds of the slowest of these searches.
    package var slowestMicroseconds: Int
  }

  /// Microseconds from request to answer that so many of a hundred searches don't exceed.
  package struct Latency: Sendable, Codable, Equatable {
    /// Half of them.
    package var p50 = 0
    /// 95 of 100.
    package var p95 = 0
    /// 99 of 100.
    package var p99 = 0
    /// All of them.
    package var slowest = 0
  }

  /// Clicks on one place of the list of results.
  package struct Clicks: Sendable, Codable, Equatable {
    /// The place, from 1.
    package var position: Int
    /// How often.
    package var clicks: Int
  }

  /// How many days it looks back.
  package var days: Int
  /// Searches in that time.
  package var searches = 0
  /// Of those, without a result.
  package var withoutResult = 0
  /// How long they took.
  package var latency = Latency()
  /// The days that have searches, in order.
  package var perDay: [Day] = []
  /// What was searched for most.
  package var top: [Words] = []
  /// What was searched for most and found nothing.
  package var zeroResults: [Words] = []
  /// What took longest.
  package var slow: [Words] = []
  /// Where people clicked, by place.
  package var clicks: [Clicks] = []

  /// The report of the days before `now`; an empty one when nothing has been logged yet.
  ///
  /// - Parameter limit: the most words in each list.
  /// - Throws: `QueryLogError`.
  package static func of(
    _ data: DataFolder, days: Int, limit: Int = 20, now: UnixTime = .now
  ) throws(QueryLogError) -> QueryReport {
    guard let log = try QueryLog.reading(in: data) else { return QueryReport(days: days) }
    return try log.report(days: days, limit: limit, now: now)
  }

  init(days: Int) { self.days = days }
}

extension QueryLog {
  /// The report of the days before `now`.
  fileprivate func report(
    days: Int, limit: Int, now: UnixTime
  ) throws(QueryLogError) -> QueryReport {
    let since = now.adding(.seconds(-86_400 * days)).milliseconds
    return try run {
      try queue.read { database in
        var report = QueryReport(days: days)
        report.perDay = try Self.perDay(since, database)
        report.searches = report.perDay.reduce(0) { $0 + $1.searches }
        report.withoutResult = report.perDay.reduce(0) { $0 + $1.withoutResult }
        report.latency = try Self.latency(since, report.searches, database)
        let count = "count(*) DESC, text"
        report.top = try Self.words(since, "1", by: count, limit, database)
        report.zeroResults = try Self.words(since, "results = 0", by: count, limit, database)
        report.slow = try Self.words(since, "1", by: "max(took) DESC, text", limit, database)
        report.clicks = try Self.clicks(since, database)
        return report
      }
    }
  }

  private static func perDay(_ since: Int64, _ database: Database) throws -> [QueryReport.Day] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT (at + 28800000) / 86400000 AS day, count(*) AS searches, sum(results = 0) AS zero
        FROM searches WHERE at >= ? GROUP BY day ORDER BY day
        """, arguments: [since]
    ).map { row in
      QueryReport.Day(
        day: CalendarDate(daysSinceEpoch: row["day"])?.description ?? "",
        searches: row["searches"], withoutResult: row["zero"])
    }
  }

  private static func latency(
    _ since: Int64, _ count: Int, _ database: Database
  ) throws -> QueryReport.Latency {
    func quantile(_ share: Double) throws -> Int {
      let rank = max(0, Int((Double(count) * share).rounded(.up)) - 1)
      return try Int.fetchOne(
        database, sql: "SELECT took FROM searches WHERE at >= ? ORDER BY took LIMIT 1 OFFSET ?",
        arguments: [since, rank]) ?? 0
    }
    return QueryReport.Latency(
      p50: try quantile(0.5), p95: try quantile(0.95), p99: try quantile(0.99),
      slowest: try quantile(1))
  }

  private static func words(
    _ since: Int64, _ condition: String, by order: String, _ limit: Int, _ database: Database
  ) throws -> [QueryReport.Words] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT text, count(*) AS searches, max(took) AS slowest
        FROM searches JOIN queries ON number = query WHERE at >= ? AND \(condition)
        GROUP BY query ORDER BY \(order) LIMIT ?
        """, arguments: [since, limit]
    ).map { row in
      QueryReport.Words(
        text: row["text"], searches: row["searches"], slowestMicroseconds: row["slowest"])
    }
  }

  private static func clicks(
    _ since: Int64, _ database: Database
  ) throws -> [QueryReport.Clicks] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT position, count(*) AS clicks FROM clicks WHERE at >= ?
        GROUP BY position ORDER BY position LIMIT 50
        """, arguments: [since]
    ).map { QueryReport.Clicks(position: $0["position"], clicks: $0["clicks"]) }
  }
}
