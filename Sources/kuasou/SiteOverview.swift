import Crawler
import Documents
import Indexer

/// How a site stands, from the crawl to the index.
struct SiteOverview: Encodable {
  /// The site's name; its id when the index does not know it.
  let name: String
  /// What the crawl state knows of it.
  let crawl: SiteState
  /// What of it can be found; nil before the first index that knows it.
  let yield: SiteYield?

  /// All sites that crawl state or index know, by id.
  static func all(_ data: DataFolder) throws -> [SiteOverview] {
    let yields = try SiteYield.all(in: data)
    var states = try SiteState.all(in: data)
    let known = Set(states.map(\.site))
    states += yields.filter { !known.contains($0.site) }.map { SiteState(site: $0.site) }
    return states.sorted { $0.site < $1.site }.map { state in
      let yield = yields.first { $0.site == state.site }
      return SiteOverview(name: yield?.name ?? state.site, crawl: state, yield: yield)
    }
  }

  /// The line for people and for the admin page.
  var line: String {
    [
      crawl.site, name, "\(crawl.found)", "\(crawl.stored)", "\(crawl.waiting)",
      crawl.lastFetch ?? "never", crawl.nextDue ?? "-", "\(yield?.documents ?? 0)",
      yield?.percentage ?? "-", Self.list(crawl.failed),
      Self.list(yield?.skipped ?? [:]),
    ].joined(separator: "\t")
  }

  private static func list(_ counts: [String: Int]) -> String {
    counts.isEmpty ? "-" : counts.listing
  }
}
