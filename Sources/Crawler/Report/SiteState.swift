package import Documents
import GRDB

/// How a site stands in the crawl state, for `kuasou report sites`.
package struct SiteState: Sendable, Codable, Equatable {
  /// The site's id.
  package var site: String
  /// URLs that were found.
  package var found = 0
  /// Pages that the store holds.
  package var stored = 0
  /// URLs that wait for the next crawl.
  package var waiting = 0
  /// When a page of it was asked for last, RFC 3339; nil for never.
  package var lastFetch: String?
  /// When its next page is due, RFC 3339; nil when none is.
  package var nextDue: String?
  /// URLs whose last fetch failed or that are gone, by reason.
  package var failed: [String: Int] = [:]

  /// All sites that the state knows, by id; none without a state.
  ///
  /// - Throws: `CrawlError.state` when the state can't be read.
  /// - Complexity: O(URLs).
  package static func all(in data: DataFolder) throws(CrawlError) -> [SiteState] {
    try CrawlState.reading(path: CrawlConfiguration.statePath(data))?.siteStates() ?? []
  }

  /// A site of which nothing was crawled.
  package init(site: String) { self.site = site }

  fileprivate init(_ row: Row) {
    site = row["id"]
    found = row["found"]
    stored = row["stored"] ?? 0
    waiting = row["waiting"] ?? 0
    lastFetch = row.moment("last")
    nextDue = row.moment("next")
  }
}

extension CrawlState {
  fileprivate func siteStates() throws(CrawlError) -> [SiteState] {
    try Self.run(path) {
      try queue.read { database in
        var states = try Row.fetchAll(
          database,
          sql: """
            SELECT sites.id AS id, count(urls.id) AS found, sum(stored = 1) AS stored, sum(pending > 0) AS waiting,
              max(fetched_at) AS last, min(CASE WHEN pending = 0 THEN due END) AS next
            FROM sites LEFT JOIN urls ON urls.site = sites.number GROUP BY sites.number ORDER BY sites.id
            """
        ).map { SiteState($0) }
        let places = Dictionary(uniqueKeysWithValues: states.indices.map { (states[$0].site, $0) })
        let failures = try Row.fetchCursor(
          database,
          sql: """
            SELECT sites.id AS id, reason, count(*) AS n FROM urls JOIN sites ON sites.number = urls.site
            WHERE verdict IN ('failed', 'gone') GROUP BY sites.number, reason
            """)
        while let row = try failures.next() {
          guard let place = places[row["id"]] else { continue }
          states[place].failed[row["reason"] ?? "", default: 0] += row["n"]
        }
        return states
      }
    }
  }

  /// Has all pages of these sites that were fetched, and may be again, be due at once.
  func makeDue(sites ids: [String]) throws(CrawlError) {
    guard !ids.isEmpty else { return }
    let marks = ids.map { _ in "?" }.joined(separator: ",")
    try Self.run(path) {
      try queue.write {
        try $0.execute(
          sql: """
            UPDATE urls SET due = 0 WHERE pending = 0 AND due IS NOT NULL
              AND site IN (SELECT number FROM sites WHERE id IN (\(marks)))
            """, arguments: StatementArguments(ids))
      }
    }
  }
}
