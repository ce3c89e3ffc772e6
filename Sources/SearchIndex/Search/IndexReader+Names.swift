import Documents
import Tokenizer

extension IndexReader {
  /// The filters with the sites that a query's text names put as ids, and the names that no site has.
  ///
  /// A site is named by its id, by one of its hosts or a domain above one, or by its name or a part of it.
  func named(_ filters: SearchFilters) -> (filters: SearchFilters, unknown: [String]) {
    guard !filters.sites.isEmpty else { return (filters, []) }
    let ids = Set(parts.flatMap(\.segment.siteIDs))
    var named = filters
    var unknown: [String] = []
    for name in filters.sites.sorted() where !ids.contains(name) {
      let found = sites(named: name)
      // What names no site stays, and lets nothing through.
      guard !found.isEmpty else {
        unknown.append(name)
        continue
      }
      named.sites.remove(name)
      named.sites.formUnion(found)
    }
    return (named, unknown.filter { $0 != SearchFilters.noSite })
  }

  private func sites(named name: String) -> [String] {
    let host = name.lowercased()
    let part = Self.folded(name)
    return sites.filter { site in
      site.id == host || site.hosts.contains { $0 == host || $0.hasSuffix(".\(host)") }
        || (!part.isEmpty && Self.folded(site.name).contains(part))
    }.map(\.id)
  }

  /// A name in simplified characters and small letters, signs left out.
  private static func folded(_ name: String) -> String {
    tokens(of: name, .all).filter { $0.kind != .hanBigram }.map(\.text).joined()
  }
}
