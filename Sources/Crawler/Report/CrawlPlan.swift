package import Documents
import GRDB

/// What a crawl would do now, for `kuasou crawl --dry-run`; made without the network and without changing anything.
package struct CrawlPlan: Sendable, Codable {
  /// What a crawl would do for one site.
  package struct SitePlan: Sendable, Codable {
    /// The site's `id`.
    package var id: String
    /// URLs found and never fetched.
    package var waiting: Int
    /// Pages that are due again.
    package var due: Int
    /// Entry URLs of sites.conf that the state doesn't know yet.
    package var entries: Int
    /// Pages stored.
    package var stored: Int
    /// The first URLs that would be fetched, ten at most.
    package var first: [String]
  }

  /// The sites in the order of sites.conf.
  package var sites: [SitePlan]

  /// The plan as people read it, a line a site and its first URLs.
  package var text: String {
    sites.flatMap { site in
      [
        "\(site.id): \(site.entries) entries, \(site.waiting) waiting, \(site.due) due, \(site.stored) stored"
      ]
        + site.first.map { "  \($0)" }
    }.joined(separator: "\n")
  }
}

extension Crawler {
  /// What a crawl by this configuration would do at `now`.
  package static func plan(
    _ configuration: CrawlConfiguration, now: UnixTime = .now
  ) throws(CrawlError) -> CrawlPlan {
    let sites = try configuration.crawlSites().filter(\.isActive).map(\.site)
    let path = CrawlConfiguration.statePath(configuration.data)
    let state = try CrawlState.reading(path: path)
    let links = LinkReader(hash: state?.hash ?? .content)
    var plans: [CrawlPlan.SitePlan] = []
    for site in sites {
      let entries = (site.start + site.seedURLs).compactMap { links.read($0) }
      plans.append(
        try state?.plan(of: site.id, entries: entries, now: now)
          ?? CrawlPlan.SitePlan(
            id: site.id, waiting: 0, due: 0, entries: entries.count, stored: 0,
            first: entries.prefix(10).map(\.href)))
    }
    return CrawlPlan(sites: plans)
  }
}

extension CrawlState {
  /// What waits for a site.
  fileprivate func plan(
    of id: String, entries: [CrawlURL], now: UnixTime
  ) throws(CrawlError) -> CrawlPlan.SitePlan {
    try Self.run(path) {
      try queue.read { database in
        let unknown = try entries.filter { entry in
          try Int.fetchOne(
            database, sql: "SELECT 1 FROM urls WHERE hash = ?",
            arguments: [Int64(bitPattern: entry.hash)]) == nil
        }
        let of = "FROM urls WHERE site = (SELECT number FROM sites WHERE id = ?)"
        let due = "(pending = 2 OR pending = 0 AND due <= \(now.milliseconds))"
        func count(_ condition: String) throws -> Int {
          try Int.fetchOne(database, sql: "SELECT count(*) \(of) AND \(condition)", arguments: [id])
            ?? 0
        }
        let first = try String.fetchAll(
          database,
          sql:
            "SELECT url \(of) AND (pending = 1 OR \(due)) ORDER BY pending = 1 DESC, id LIMIT 10",
          arguments: [id])
        return CrawlPlan.SitePlan(
          id: id, waiting: try count("pending = 1"), due: try count(due), entries: unknown.count,
          stored: try count("stored = 1"), first: Array((unknown.map(\.href) + first).prefix(10)))
      }
    }
  }
}
