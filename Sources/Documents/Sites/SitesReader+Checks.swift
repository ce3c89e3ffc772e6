extension SitesReader {
  /// Delays under this are called impolite on public hosts: five requests a second are more than a small office's
  /// server is built for.
  private static let politeDelay = Duration.milliseconds(200)

  /// Checks what only `[defaults]` as a whole can have wrong.
  mutating func checkDefaults(_ defaults: SiteSettings) {
    checkOverrides(defaults)
    checkFile(.caFile, defaults.strings[.caFile])
  }

  /// Makes the overrides of politeness and safety visible.
  mutating func checkOverrides(_ settings: SiteSettings) {
    if let flag = settings.booleans[.ignoreRobots], flag.value {
      warn(
        flag.position, "robots.txt is disregarded",
        help: "keep this only with the webmaster's consent; otherwise delete the line")
    }
    if let flag = settings.booleans[.tlsTolerant], flag.value {
      warn(
        flag.position, "broken certificates are put up with",
        help: "name the missing certificates in ca_file instead where that is possible")
    }
  }

  /// Warns of a delay that is too short for hosts on the internet, once for each place where it is set.
  mutating func checkDelay(_ delay: Located<Duration>?, _ start: [Located<SiteAddress>]) {
    guard let delay, delay.value < Self.politeDelay,
      start.contains(where: { !Self.isPrivate($0.value.host) }),
      !problems.contains(where: {
        $0.severity == .warning && $0.line == delay.position.line
          && $0.column == delay.position.column
      })
    else { return }
    warn(
      delay.position,
      "a delay of \(DurationText.format(delay.value)) is impolite to public hosts",
      help: "set at least \(DurationText.format(Self.politeDelay)); 1s is usual")
  }

  /// Reports start URLs whose hosts are refused as private.
  mutating func checkHosts(_ start: [Located<SiteAddress>], arePrivateAllowed: Bool) {
    guard !arePrivateAllowed else { return }
    for address in start where Self.isPrivate(address.value.host) {
      report(
        address.position,
        "\(address.value.host) is a loopback or private address, which is refused",
        help: "set allow_private_addresses = true if this site really is on this machine or network"
      )
    }
  }

  /// Whether a host in its normal spelling names this machine or a private network by itself, without asking the DNS.
  static func isPrivate(_ host: String) -> Bool {
    if host == "localhost" || host.hasSuffix(".localhost") { return true }
    if host.hasPrefix("[") {
      return host == "[::1]" || host == "[::]"
        || ["[fc", "[fd", "[fe8", "[fe9", "[fea", "[feb"].contains(where: host.hasPrefix)
    }
    let parts = host.split(separator: ".").map { UInt8($0) }
    guard parts.count == 4, !parts.contains(nil) else { return false }
    switch (parts[0] ?? 0, parts[1] ?? 0) {
    case (0, _), (10, _), (127, _), (172, 16...31), (192, 168), (169, 254): return true
    default: return false
    }
  }

  /// Reports every pair of sites to which one page could belong, at the second of the two.
  mutating func checkOverlaps(_ drafts: inout [SiteDraft], _ scopes: [SiteScope]) {
    for index in drafts.indices {
      for earlier in 0..<index {
        guard let overlap = scopes[index].overlap(with: scopes[earlier]) else { continue }
        drafts[index].isGood = false
        let mine = place(of: overlap.mine, drafts[index], scopes[index])
        let theirs = place(of: overlap.theirs, drafts[earlier], scopes[earlier])
        let pattern = SitesText.shortened(scopes[index].include[overlap.mine].description)
        let other = drafts[earlier].own.strings[.id].map { " \"\($0.value)\"" } ?? ""
        report(
          mine, "\(pattern) overlaps with the scope of the site\(other) in line \(theirs.line)",
          help:
            "a page belongs to one site: narrow include, or add an exclude, in line \(theirs.line) or \(mine.line)"
        )
      }
    }
  }

  /// Where the pattern of that index stands; for a host of `start` the first URL on it.
  private func place(of index: Int, _ draft: SiteDraft, _ scope: SiteScope) -> TextPosition {
    if !scope.isDefault, let patterns = draft.own.patterns[.include], index < patterns.count {
      return patterns[index].position
    }
    let pattern = scope.include[index]
    return draft.own.addresses[.start]?.first { pattern.matches($0.value) }?.position
      ?? header(draft)
  }
}
