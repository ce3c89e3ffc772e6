/// One site of sites.conf with its effective settings: its own, else those of `[defaults]`, else the built-in ones.
package struct Site: Hashable, Sendable {
  /// Its short name: `a`–`z`, `0`–`9` and `-`.
  package var id: String
  /// The name that people see.
  package var name: String
  /// What sort of organisation runs it.
  package var kind: SiteKind
  /// The district that it belongs to; empty for the whole city.
  package var district: String
  /// Where the crawl begins, in normal spelling, without fragments.
  package var start: [String]
  /// The path of its seeds file, ready to open.
  package var seeds: String?
  /// The URLs of its seeds file, in normal spelling, without fragments, each once.
  package var seedURLs: [String]
  /// Sitemaps besides those that robots.txt names.
  package var sitemaps: [String]
  /// Which URLs belong to it.
  package var scope: SiteScope
  /// The time from one request to the next on one host, at least.
  package var delay: Duration
  /// How many pages are kept at most.
  package var maxPages: Int
  /// How many links away from an entry URL a page may be.
  package var maxDepth: Int
  /// How many bytes one crawl may fetch.
  package var maxBytes: Int
  /// How long one crawl may work on the site.
  package var maxTime: Duration
  /// The hours in which it may be crawled; nil for all.
  package var crawlWindow: CrawlWindow?
  /// A mail address or a URL for webmasters.
  package var contact: String
  /// The product in the User-Agent, with or without a version.
  package var userAgent: String
  /// Whether loopback and private addresses may be fetched.
  package var allowPrivateAddresses: Bool
  /// Whether robots.txt is disregarded.
  package var ignoreRobots: Bool
  /// Whether a broken certificate chain is put up with.
  package var tlsTolerant: Bool
  /// The path of a PEM file of certificates trusted besides the machine's, ready to open.
  package var caFile: String?
  /// The URL of the proxy for all requests.
  package var proxy: String?

  /// The patterns of what belongs to the site, as written, or the hosts of `start`.
  package var include: [String] { scope.include.map(\.description) }

  /// The patterns of what is left out, as written; those of `[defaults]` come last.
  package var exclude: [String] { scope.exclude.map(\.description) }

  /// The User-Agent of its requests: `kuasou/1.0 (+search@example.gov.cn)`.
  package var userAgentHeader: String { "\(userAgent) (+\(contact))" }

  /// The product that robots.txt groups are chosen by: the User-Agent's without its version.
  package var robotsToken: String {
    guard let slash = userAgent.utf8.firstIndex(of: UInt8(ascii: "/")) else { return userAgent }
    return String(userAgent[..<slash])
  }

  /// Host names that surely belong to the site: those of `start` and those that `include` spells out, without ports.
  ///
  /// Hosts that only a `*` in `include` reaches can't be listed.
  package var hosts: Set<String> {
    var hosts: Set<String> = []
    for case .success(let address) in start.map(SiteAddress.parse) { hosts.insert(address.host) }
    for pattern in scope.include {
      guard let authority = pattern.authority, authority.isLiteral,
        case .success(let address) = SiteAddress.parse(
          "http://\(String(decoding: authority.bytes, as: UTF8.self))/")
      else { continue }
      hosts.insert(address.host)
    }
    return hosts
  }

  /// Whether a URL belongs to the site, and which pattern decided that.
  package func contains(_ url: String) -> ScopeVerdict { verdict(SiteAddress.parse(url)) }

  /// Whether a URL that is parsed already belongs to the site, and which pattern decided that.
  package func contains(_ url: WebURL) -> ScopeVerdict { verdict(SiteAddress.of(url)) }

  private func verdict(_ address: Result<SiteAddress, SiteAddress.Refusal>) -> ScopeVerdict {
    switch address {
    case .success(let address): scope.verdict(on: address)
    case .failure(let refusal): .outside(.refused(refusal))
    }
  }
}
