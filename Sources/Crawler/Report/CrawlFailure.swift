package import Documents
import GRDB

/// A URL whose last fetch brought nothing, for `kuasou failures`.
package struct CrawlFailure: Sendable, Codable {
  /// The `id` of its site.
  package var site: String
  /// A status, or dns, connect, tls, timeout, broken, protocol, address, size, redirects, location.
  package var reason: String
  /// The HTTP status; 0 when there was no answer.
  package var status: Int
  /// When it was asked for last, RFC 3339.
  package var at: String
  /// Failures in a row, 404 and 410 included.
  package var failures: Int
  /// When it is due again, RFC 3339; nil for never.
  package var due: String?
  /// The URL.
  package var url: String

  /// The URLs whose last fetch failed or that are gone, by site, reason and URL.
  ///
  /// - Parameters:
  ///   - sites: only those of these sites; all when it is empty.
  ///   - reason: only those that failed for this reason.
  ///   - limit: the most that are given.
  /// - Throws: `CrawlError.state` when the state can't be read. Without a state there are none.
  package static func all(
    in data: DataFolder, sites: [String] = [], reason: String? = nil, limit: Int = .max
  ) throws(CrawlError) -> [CrawlFailure] {
    let path = CrawlConfiguration.statePath(data)
    return try CrawlState.reading(path: path)?.failures(sites, reason, limit) ?? []
  }

  /// A page of which the fetch was well, but not what followed.
  package init(
    site: String, reason: String, status: Int, at: String, failures: Int, due: String?, url: String
  ) {
    (self.site, self.reason, self.status, self.at) = (site, reason, status, at)
    (self.failures, self.due, self.url) = (failures, due, url)
  }

  fileprivate init(_ row: Row) {
    site = row["site"]
    reason = row["reason"] ?? ""
    status = row["status"] ?? 0
    at = row.moment("fetched_at") ?? ""
    failures = (row["failure_count"] as Int) + (row["gone_count"] as Int)
    due = row.moment("due")
    url = row["url"]
  }
}

extension CrawlState {
  fileprivate func failures(
    _ sites: [String], _ reason: String?, _ limit: Int
  ) throws(CrawlError) -> [CrawlFailure] {
    let marks = sites.map { _ in "?" }.joined(separator: ",")
    let ofSites = sites.isEmpty ? "" : "AND sites.id IN (\(marks))"
    let ofReason = reason == nil ? "" : "AND reason = ?"
    var arguments = StatementArguments(sites)
    if let reason { arguments += [reason] }
    arguments += [limit]
    return try Self.run(path) {
      try queue.read { database in
        try Row.fetchAll(
          database,
          sql: """
            SELECT sites.id AS site, reason, status, fetched_at, failure_count, gone_count, due, url
            FROM urls JOIN sites ON sites.number = urls.site
            WHERE verdict IN ('failed', 'gone') \(ofSites) \(ofReason)
            ORDER BY sites.id, reason, url LIMIT ?
            """, arguments: arguments
        ).map { CrawlFailure($0) }
      }
    }
  }
}
