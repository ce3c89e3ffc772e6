import Bytes

extension SitesReader {
  /// Makes the sites of what the tables say, and checks each and all together.
  mutating func finish(_ drafts: [SiteDraft], defaults: SiteSettings) -> [Site] {
    var drafts = drafts
    checkContact(drafts, defaults)
    checkDefaults(defaults)
    checkIDs(&drafts)
    var scopes: [SiteScope] = []
    var sites: [Site?] = []
    for index in drafts.indices {
      let before = errors
      checkMissing(drafts[index])
      let scope = scope(drafts[index].own, defaults)
      let site = site(drafts[index].own, defaults, scope)
      drafts[index].isGood = drafts[index].isGood && errors == before
      scopes.append(scope)
      sites.append(site)
    }
    checkOverlaps(&drafts, scopes)
    return drafts.indices.compactMap { drafts[$0].isGood ? sites[$0] : nil }
  }

  func header(_ draft: SiteDraft) -> TextPosition {
    locator.place([.key("site"), .index(draft.index)]).key
  }

  private mutating func checkMissing(_ draft: SiteDraft) {
    for key in SiteKey.allCases where key.isRequired && !draft.own.present.contains(key) {
      let id = draft.own.strings[.id].map { " \"\($0.value)\"" } ?? ""
      report(
        header(draft), "the site\(id) has no \"\(key.rawValue)\"",
        help: "add a line like \(key.rawValue) = \(key.description.example)")
    }
  }

  private mutating func checkIDs(_ drafts: inout [SiteDraft]) {
    var first: [String: TextPosition] = [:]
    for index in drafts.indices {
      guard let id = drafts[index].own.strings[.id] else { continue }
      if let position = first[id.value] {
        drafts[index].isGood = false
        report(
          id.position, "duplicate id \"\(id.value)\"; the first stands in line \(position.line)",
          help:
            "give one of the two sites (lines \(position.line) and \(id.position.line)) another id")
      } else {
        first[id.value] = id.position
      }
    }
  }

  private mutating func checkContact(_ drafts: [SiteDraft], _ defaults: SiteSettings) {
    guard !defaults.present.contains(.contact),
      let without = drafts.first(where: { !$0.own.present.contains(.contact) })
    else { return }
    let count = drafts.count { !$0.own.present.contains(.contact) }
    report(
      header(without),
      count == 1
        ? "the site has no \"contact\"" : "\(count) sites, this the first, have no \"contact\"",
      help:
        "add contact = \"you@your-city.gov.cn\" below [defaults]; webmasters see it in the User-Agent"
    )
  }
}

// MARK: - One site

extension SitesReader {
  private func scope(_ own: SiteSettings, _ defaults: SiteSettings) -> SiteScope {
    SiteScope(
      include: (own.patterns[.include] ?? []).map(\.value),
      exclude: ((own.patterns[.exclude] ?? []) + (defaults.patterns[.exclude] ?? [])).map(\.value),
      start: (own.addresses[.start] ?? []).map(\.value))
  }

  /// The effective site, or nil when a value that it can't do without is missing or bad.
  private mutating func site(
    _ own: SiteSettings, _ defaults: SiteSettings, _ scope: SiteScope
  ) -> Site? {
    let start = own.addresses[.start] ?? []
    let effective = Effective(own: own, defaults: defaults)
    checkInside(scope, start, key: .start)
    checkInside(scope, own.addresses[.sitemaps] ?? [], key: .sitemaps)
    checkHosts(start, arePrivateAllowed: effective.boolean(.allowPrivateAddresses))
    checkDelay(own.durations[.delay] ?? defaults.durations[.delay], start)
    checkOverrides(own)
    checkFile(.caFile, own.strings[.caFile])
    let seeds = seeds(own.strings[.seeds], scope)
    guard let id = own.strings[.id]?.value, let name = own.strings[.name]?.value,
      let kind = own.strings[.kind].flatMap({ SiteKind(rawValue: $0.value) }), !start.isEmpty
    else { return nil }
    return Site(
      id: id, name: name, kind: kind, district: own.strings[.district]?.value ?? "",
      start: start.map(\.value.href),
      seeds: own.strings[.seeds].map { resolved($0.value) }, seedURLs: seeds.map(\.href),
      sitemaps: (own.addresses[.sitemaps] ?? []).map(\.value.href), scope: scope,
      delay: effective.duration(.delay) ?? .seconds(1),
      maxPages: effective.integer(.maxPages) ?? 50_000,
      maxDepth: effective.integer(.maxDepth) ?? 20,
      maxBytes: effective.integer(.maxBytes) ?? 10 << 30,
      maxTime: effective.duration(.maxTime) ?? .seconds(86_400),
      crawlWindow: own.crawlWindow ?? defaults.crawlWindow,
      contact: effective.string(.contact) ?? "",
      userAgent: effective.string(.userAgent) ?? "kuasou/1.0",
      allowPrivateAddresses: effective.boolean(.allowPrivateAddresses),
      ignoreRobots: effective.boolean(.ignoreRobots), tlsTolerant: effective.boolean(.tlsTolerant),
      caFile: effective.string(.caFile).map(resolved), proxy: effective.string(.proxy))
  }

  private func resolved(_ file: String) -> String {
    ConfigurationFiles.resolve(file, besides: path)
  }

  private mutating func checkInside(
    _ scope: SiteScope, _ addresses: [Located<SiteAddress>], key: SiteKey
  ) {
    for address in addresses {
      switch scope.verdict(on: address.value) {
      case .inside: continue
      case .outside(.excluded(let pattern)):
        report(
          address.position,
          "\(SitesText.shortened(address.value.href)) in \"\(key.rawValue)\" is excluded",
          help:
            "narrow the pattern \"\(SitesText.shortened(pattern))\" of exclude, or delete this URL")
      case .outside:
        report(
          address.position,
          "\(SitesText.shortened(address.value.href)) in \"\(key.rawValue)\" lies outside the site's scope",
          help: scope.isDefault
            ? "without include, only the hosts of start belong to the site; add include"
            : "add a pattern for it to include, such as \"http://\(address.value.authority)/\"")
      }
    }
  }

  mutating func checkFile(_ key: SiteKey, _ file: Located<String>?) {
    guard let file else { return }
    do {
      _ = try files.read(resolved(file.value))
    } catch {
      report(file.position, "the file of \"\(key.rawValue)\": \(error)", help: error.help)
    }
  }

  private mutating func seeds(_ file: Located<String>?, _ scope: SiteScope) -> [SiteAddress] {
    guard let file else { return [] }
    let path = resolved(file.value)
    let bytes: [UInt8]
    do {
      bytes = try files.read(path)
    } catch {
      report(file.position, "the seeds file: \(error)", help: error.help)
      return []
    }
    var list = SeedsFile(bytes: bytes, path: path)
    for entry in list.entries where !scope.verdict(on: entry.address).isInside {
      list.report(
        entry.position,
        "\(SitesText.shortened(entry.address.href)) lies outside the site's scope",
        help: "delete the line, or widen include in \(self.path)")
    }
    report(seeds: list)
    return list.entries.map(\.address)
  }
}

/// A site's own value where it has one, else that of `[defaults]`.
private struct Effective {
  let own: SiteSettings
  let defaults: SiteSettings

  func string(_ key: SiteKey) -> String? { (own.strings[key] ?? defaults.strings[key])?.value }
  func integer(_ key: SiteKey) -> Int? { own.integers[key] ?? defaults.integers[key] }
  func boolean(_ key: SiteKey) -> Bool {
    (own.booleans[key] ?? defaults.booleans[key])?.value ?? false
  }
  func duration(_ key: SiteKey) -> Duration? {
    (own.durations[key] ?? defaults.durations[key])?.value
  }
}
