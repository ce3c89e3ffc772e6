import Crawler
import Documents
import Indexer

/// What could not be fetched, and what was fetched but gave no document.
enum Failures {
  /// Both, by site, reason and URL.
  ///
  /// - Parameters:
  ///   - sites: only those of these sites; all when it is empty.
  ///   - reason: only those that failed for this reason.
  ///   - limit: the most that are given.
  static func all(
    in data: DataFolder, sites: [String], reason: String?, limit: Int
  ) throws -> [CrawlFailure] {
    let fetched = try CrawlFailure.all(in: data, sites: sites, reason: reason, limit: limit)
    let skipped = try SkippedPages(data).entries.filter {
      (sites.isEmpty || sites.contains($0.site)) && (reason == nil || reason == $0.reason)
    }
    // Of a page that could not be fetched again, the fetch is what matters.
    let known = Set(fetched.map(\.url))
    let all = fetched + skipped.filter { !known.contains($0.url) }.map(CrawlFailure.init)
    let sorted = all.sorted { ($0.site, $0.reason, $0.url) < ($1.site, $1.reason, $1.url) }
    return Array(sorted.prefix(limit))
  }
}

extension CrawlFailure {
  fileprivate init(_ page: SkippedPages.Entry) {
    self.init(
      site: page.site, reason: page.reason, status: 200, at: page.fetchedAt.description,
      failures: 0, due: nil, url: page.url)
  }
}
