import Documents

extension CrawlMachine {
  /// What progress shows of a site's hosts.
  struct HostView: Sendable {
    /// The longest delay among them.
    var delay: Duration = .zero
    /// How long all of them stay paused; nil when one isn't.
    var pausedFor: Duration?
    var isAnyFree = false
  }

  /// URLs that wait, by site.
  ///
  /// What waits in the state only is counted for the site to which the host's known targets belong.
  package var waitingBySite: [Int] {
    var counts = tallies.map(\.left)
    for host in hosts {
      guard host.remaining > 0, let site = host.site ?? siteGuess(host) else { continue }
      counts[site] += host.remaining
    }
    return counts
  }

  /// The hosts of each site, as progress shows them.
  func hostViews(at now: UnixTime) -> [Int: HostView] {
    var views: [Int: HostView] = [:]
    for (number, host) in hosts.enumerated() where host.remaining > 0 || host.busy != nil {
      guard let site = host.site ?? siteGuess(host) else { continue }
      var view = views[site] ?? HostView()
      view.delay = max(view.delay, delay(of: number, site))
      if let wake = host.wake, host.isPaused, !view.isAnyFree {
        view.pausedFor = max(view.pausedFor ?? .zero, wake.since(now))
      } else {
        view.isAnyFree = true
        view.pausedFor = nil
      }
      views[site] = view
    }
    return views
  }

  private func siteGuess(_ host: HostState) -> Int? {
    sites.indices.first { sites[$0].isActive && sites[$0].mayContain(host.authority) }
  }
}
