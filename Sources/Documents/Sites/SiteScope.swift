/// Which URLs belong to a site.
package struct SiteScope: Hashable, Sendable {
  /// What belongs to it.
  package let include: [ScopePattern]
  /// What is left out of that.
  package let exclude: [ScopePattern]
  /// Whether `include` was made from the hosts of the start URLs because sites.conf gives none.
  package let isDefault: Bool

  /// The scope of patterns from sites.conf, or when `include` is empty of the hosts of the start URLs.
  package init(include: [ScopePattern], exclude: [ScopePattern], start: [SiteAddress]) {
    isDefault = include.isEmpty
    var hosts: Set<String> = []
    self.include =
      include.isEmpty
      ? start.filter { hosts.insert($0.authority).inserted }.map(ScopePattern.init(hostOf:))
      : include
    self.exclude = exclude
  }

  /// Whether the URL belongs to the site, and which pattern decided that.
  package func verdict(on address: SiteAddress) -> ScopeVerdict {
    guard let included = include.first(where: { $0.matches(address) }) else {
      return .outside(.noPattern)
    }
    if let excluded = exclude.first(where: { $0.matches(address) }) {
      return .outside(.excluded(by: excluded.description))
    }
    return .inside(by: included.description, isStartHost: isDefault)
  }

  /// A pair of patterns by which some URL would belong to both scopes.
  func overlap(with other: SiteScope) -> (mine: Int, theirs: Int)? {
    for (mine, pattern) in include.enumerated() {
      for (theirs, otherPattern) in other.include.enumerated() where pattern.overlaps(otherPattern)
      {
        let isSettled =
          exclude.contains { $0.covers(otherPattern) }
          || other.exclude.contains { $0.covers(pattern) }
        if !isSettled { return (mine, theirs) }
      }
    }
    return nil
  }
}

/// Whether a URL belongs to a site, with the reason.
package enum ScopeVerdict: Hashable, Sendable, CustomStringConvertible {
  /// Why a URL is outside.
  package enum Reason: Hashable, Sendable {
    /// No pattern of `include`, or no host of `start`, matches it.
    case noPattern
    /// A pattern of `exclude` matches it.
    case excluded(by: String)
    /// It can't be crawled at all.
    case refused(SiteAddress.Refusal)
  }

  /// It belongs to the site by that pattern of `include`, or by that host of `start`.
  case inside(by: String, isStartHost: Bool)
  /// It does not.
  case outside(Reason)

  /// Whether it belongs to the site.
  package var isInside: Bool {
    if case .inside = self { true } else { false }
  }

  /// The verdict as `kuasou explain` shows it.
  package var description: String {
    switch self {
    case .inside(let host, isStartHost: true): "inside: \(host) is a host of start"
    case .inside(let pattern, isStartHost: false): "inside: include has \(pattern)"
    case .outside(.noPattern): "outside: no pattern of include, or host of start, matches"
    case .outside(.excluded(let pattern)): "outside: exclude has \(pattern)"
    case .outside(.refused(let refusal)): "outside: it \(refusal.reason)"
    }
  }
}
