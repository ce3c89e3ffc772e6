/// Writes the `sites.conf` that lets kuasou crawl the city, and the seeds files it names.
package struct CitySitesFile: Sendable {
  private let city: City
  private let corpora: [CorpusSite]
  private let port: Int

  /// The file for a city that is served on `port`.
  package init(city: City, corpora: [CorpusSite] = [], port: Int) {
    self.city = city
    self.corpora = corpora
    self.port = port
  }

  /// The text of `sites.conf` (design.md §3).
  package var text: String {
    var text = """
      # The sample city 锦澜市: 64 invented government sites that `kuasou-city --port \(port)` serves on
      # loopback. Written by `kuasou-city --write-sites`; nothing in it exists outside this machine.

      [defaults]
      delay = "20ms"
      max_pages = 50000
      contact = "search@example.gov.cn"
      allow_private_addresses = true
      max_depth = 20

      """
    for site in city.sites { text += entry(site.host) }
    for corpus in corpora { text += entry(corpus) }
    return text
  }

  /// The seeds files by their path relative to `sites.conf`: entry pages that a site's own home page
  /// makes hard to find.
  package var seeds: [(path: String, text: String)] {
    city.sites.compactMap { site in
      guard Self.hasSeeds(site.host) else { return nil }
      let lists = site.columns.map {
        address(site.host.domain, site.host.listPath(column: $0, page: 0))
      }
      return ("seeds/\(site.host.id).txt", lists.joined(separator: "\n") + "\n")
    }
  }

  private static func hasSeeds(_ host: CityHost) -> Bool {
    host.traits.contains(.frameset) || host.traits.contains(.metaRefresh)
  }

  private func address(_ domain: String, _ path: String) -> String {
    "http://\(domain):\(port)\(path)"
  }

  private func entry(_ host: CityHost) -> String {
    var text = """

      [[site]]
      id = "\(host.id)"
      name = "\(host.name)"
      kind = "\(host.kind.rawValue)"
      start = ["\(address(host.domain, "/"))"]

      """
    if !host.district.isEmpty { text += "district = \"\(host.district)\"\n" }
    if Self.hasSeeds(host) { text += "seeds = \"seeds/\(host.id).txt\"\n" }
    if host.layout == .divisions { text += "exclude = [\"*/print/*\"]\n" }
    if host.traits.contains(.calendar) { text += "max_depth = 8\n" }
    return text
  }

  private func entry(_ corpus: CorpusSite) -> String {
    """

    [[site]]
    id = "\(corpus.id)"
    name = "\(Self.quoted(corpus.name))"
    kind = "department"
    start = ["\(address(corpus.domain, "/"))"]

    """
  }

  /// A name made safe for a basic TOML string.
  private static func quoted(_ text: String) -> String {
    String(
      text.unicodeScalars.filter { $0.value >= 0x20 && $0 != "\"" && $0 != "\\" }.map(
        Character.init))
  }
}
