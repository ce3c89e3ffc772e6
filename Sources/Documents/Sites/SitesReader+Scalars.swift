extension SitesReader {
  /// Checks a string and keeps it when it is good.
  mutating func check(
    _ key: SiteKey, _ text: Located<String>, into settings: inout SiteSettings
  ) {
    if let complaint = complaint(about: text.value, for: key) {
      report(text.position, complaint.message, help: complaint.help)
    } else if key == .crawlWindow {
      settings.crawlWindow = CrawlWindow(text.value)
    } else {
      settings.strings[key] = text
    }
  }

  private func complaint(about text: String, for key: SiteKey) -> (message: String, help: String)? {
    let shown = SitesText.shortened(text)
    let help = "\(key.description.range), such as \(key.description.example)"
    let isGood =
      switch key {
      case .id: SitesText.isID(text)
      case .name: isLabel(text, 1...100)
      case .district: isLabel(text, 0...30)
      case .kind: SiteKind(rawValue: text) != nil
      case .contact: isContact(text)
      case .userAgent: SitesText.isProduct(text)
      case .crawlWindow: CrawlWindow(text) != nil
      case .proxy: isProxy(text)
      default: isPath(text)
      }
    if isGood { return nil }
    if key == .kind, let guess = nearestName(to: text, among: SiteKind.allCases.map(\.rawValue)) {
      return ("\"\(shown)\" is no kind of site", "did you mean \"\(guess)\"?")
    }
    return ("\"\(shown)\" is not a good \"\(key.rawValue)\"", help.replacing("`", with: ""))
  }

  private func isLabel(_ text: String, _ lengths: ClosedRange<Int>) -> Bool {
    lengths.contains(text.count) && SitesText.isOneLine(text)
      && text.first?.isWhitespace != true && text.last?.isWhitespace != true
  }

  private func isContact(_ text: String) -> Bool {
    if SitesText.isMailAddress(text) { return true }
    // The value goes into a header: printable ASCII, without the parentheses that it stands in there.
    let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"()".utf8.contains($0) }
    guard isPlain, text.utf8.count <= 200, text.hasPrefix("http://") || text.hasPrefix("https://")
    else { return false }
    if case .success = SiteAddress.parse(text) { return true }
    return false
  }

  private func isProxy(_ text: String) -> Bool {
    let schemes = ["http://", "https://", "socks5://", "socks5h://"]
    guard let scheme = schemes.first(where: text.hasPrefix), SitesText.isOneLine(text) else {
      return false
    }
    // A proxy may have a user name, which no site may: only what stands behind it is checked here.
    let host = text.dropFirst(scheme.count).split(separator: "@").last ?? ""
    if case .success = SiteAddress.parse("http://\(host)") { return true }
    return false
  }

  private func isPath(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 4096 && SitesText.isOneLine(text)
  }

  /// Checks a number against the key's range and keeps it when it is good.
  mutating func integer(
    _ key: SiteKey, _ number: Int, _ position: TextPosition, into settings: inout SiteSettings
  ) {
    let range =
      switch key {
      case .maxPages: 1...10_000_000
      case .maxDepth: 0...1_000
      default: 1 << 10...1 << 40
      }
    guard range.contains(number) else {
      return report(
        position, "\"\(key.rawValue)\" = \(number) is out of range", help: key.description.range)
    }
    settings.integers[key] = number
  }

  /// Reads a number of bytes with a unit.
  mutating func byteCount(
    _ key: SiteKey, _ text: String, _ position: TextPosition, into settings: inout SiteSettings
  ) {
    guard let number = ByteCountText.parse(text) else {
      return report(
        position, "\"\(SitesText.shortened(text))\" is not a number of bytes",
        help: "write it like \(key.rawValue) = \(key.description.example)")
    }
    integer(key, number, position, into: &settings)
  }

  /// Reads a duration and checks it against the key's range.
  mutating func duration(
    _ key: SiteKey, _ text: String, _ position: TextPosition, into settings: inout SiteSettings
  ) {
    guard let duration = DurationText.parse(text) else {
      return report(
        position, "\"\(SitesText.shortened(text))\" is not a duration",
        help: "write it like \"500ms\", \"1s\", \"2m\" or \"1h30m\"")
    }
    let range: ClosedRange<Duration> =
      key == .delay ? .zero ... .seconds(3600) : .seconds(1) ... .seconds(30 * 86_400)
    guard range.contains(duration) else {
      return report(
        position, "\"\(key.rawValue)\" = \(DurationText.format(duration)) is out of range",
        help: key.description.range)
    }
    settings.durations[key] = Located(value: duration, position: position)
  }
}
