package import Documents

/// What a crawl is to do.
package struct CrawlConfiguration: Sendable {
  /// The sites of sites.conf.
  package var sites: [Site]
  /// The data folder.
  package var data: DataFolder
  /// The ids of the sites to crawl (`--site`); empty for all.
  package var onlySites: Set<String> = []
  /// Pages fetched in this run at most, all sites together (`--max-pages`).
  package var maxPages: Int?
  /// How long the run may last (`--max-time`).
  package var maxTime: Duration?
  /// How the servers are spared.
  package var politeness = Politeness.normal
  /// Requests under way at once, one a host.
  package var slots = 128
  /// How long the run waits for hosts that are paused when nothing else is left; what waits for them stays due.
  package var patience: Duration = .seconds(30)
  /// Limits of each fetch.
  package var fetchLimits = FetchLimits()

  /// A crawl of these sites into that folder.
  package init(sites: [Site], data: DataFolder) {
    self.sites = sites
    self.data = data
  }

  /// The path of the crawl state.
  package static func statePath(_ data: DataFolder) -> String { "\(data.crawl)/state.sqlite" }

  /// The sites as the machine takes them.
  ///
  /// - Throws: `CrawlError.unknownSite` when `onlySites` names one that there isn't.
  func crawlSites() throws(CrawlError) -> [CrawlSite] {
    let known = Set(sites.map(\.id))
    if let unknown = onlySites.subtracting(known).min() {
      throw .unknownSite(id: unknown, known: sites.map(\.id))
    }
    return sites.map { CrawlSite($0, isActive: onlySites.isEmpty || onlySites.contains($0.id)) }
  }

  /// The limits for the machine.
  var limits: CrawlMachine.Limits {
    var limits = CrawlMachine.Limits()
    limits.slots = max(1, slots)
    limits.pages = maxPages
    limits.time = maxTime
    limits.patience = patience
    limits.politeness = politeness
    return limits
  }

  /// How long the storage waits for more before it synchronises: an eighth of the shortest delay, 1 ms at least and 100 ms at most.
  ///
  /// A host's next request waits for its last page to be durable, which this keeps far from delaying. Where there is no delay at
  /// all, one millisecond saves a quarter of the wake-ups and disk synchronisations.
  var gatherTime: Duration {
    let shortest = politeness.fixedDelay ?? sites.map(\.delay).min() ?? .zero
    return max(min(shortest / 8, .milliseconds(100)), .milliseconds(1))
  }
}
