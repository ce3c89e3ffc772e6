package import Documents

/// A site of sites.conf as the crawl sees it.
package struct CrawlSite: Sendable {
  /// Its settings.
  package let site: Site
  /// Whether this run crawls it (`--site`).
  package let isActive: Bool
  /// Authorities of its start URLs and host names that its scope names.
  private let names: Set<String>
  /// Whether its scope has a glob in a host, so that any host may belong to it.
  private let hasHostGlob: Bool

  /// A site, crawled in this run or not.
  package init(_ site: Site, isActive: Bool = true) {
    self.site = site
    self.isActive = isActive
    names = site.hosts
    hasHostGlob = site.include.contains { pattern in
      let parts = pattern.split(separator: "/", omittingEmptySubsequences: true)
      let host =
        pattern.utf8.contains(UInt8(ascii: ":")) && parts.count > 1 && parts[0].hasSuffix(":")
        ? parts[1] : parts.first
      return host?.utf8.contains(UInt8(ascii: "*")) ?? true
    }
  }

  /// Whether a host with this authority may hold URLs of the site; a quick answer that errs on yes.
  package func mayContain(_ authority: String) -> Bool {
    if hasHostGlob { return true }
    if authority.utf8.first == UInt8(ascii: "["), let end = authority.firstIndex(of: "]") {
      return names.contains(String(authority[...end]))
    }
    return names.contains(String(authority.prefix { $0 != ":" }))
  }

  /// Whether the URL belongs to the site; nil for one that is no URL of the web.
  package func verdict(on url: CrawlURL) -> ScopeVerdict? {
    guard case .success(let address) = SiteAddress.ofNormal(url.href) else { return nil }
    return site.scope.verdict(on: address)
  }
}
