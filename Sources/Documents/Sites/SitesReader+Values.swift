import TOMLKit

extension SitesReader {
  /// Reads one table, reporting unknown keys, wrong types and bad values.
  mutating func settings(
    of table: TOMLTable, at path: [TOMLStep], inDefaults: Bool
  ) -> SiteSettings {
    var settings = SiteSettings()
    for name in table.keys {
      let place = locator.place(path + [.key(name)])
      guard let key = SiteKey(rawValue: name) else {
        reportUnknown(name, at: place.key, inDefaults: inDefaults)
        continue
      }
      settings.present.insert(key)
      if inDefaults && !key.isAllowedInDefaults {
        report(
          place.key, "\"\(name)\" can't have a default",
          help: "every [[site]] has its own \"\(name)\"; move the line there")
      } else if let value = table[name] {
        read(key, value, at: path + [.key(name)], into: &settings)
      }
    }
    return settings
  }

  private mutating func reportUnknown(_ name: String, at position: TextPosition, inDefaults: Bool) {
    let names = SiteKey.names(inDefaults: inDefaults)
    let help =
      nearestName(to: name, among: names).map { "did you mean \"\($0)\"?" }
      ?? "the keys here are \(names.joined(separator: ", "))"
    report(position, "unknown key \"\(SitesText.shortened(name))\"", help: help)
  }

  private mutating func read(
    _ key: SiteKey, _ value: any TOMLValueConvertible, at path: [TOMLStep],
    into settings: inout SiteSettings
  ) {
    let position = locator.place(path).value
    switch key.description.type {
    case .string:
      guard let text = value.string else { return reportType(key, value, position) }
      check(key, Located(value: text, position: position), into: &settings)
    case .strings:
      guard let array = value.array else { return reportType(key, value, position) }
      list(key, array, at: path, into: &settings)
    case .boolean:
      guard let flag = value.bool else { return reportType(key, value, position) }
      settings.booleans[key] = Located(value: flag, position: position)
    case .integer:
      guard let number = value.int else { return reportType(key, value, position) }
      integer(key, number, position, into: &settings)
    case .duration:
      guard let text = value.string else { return reportType(key, value, position) }
      duration(key, text, position, into: &settings)
    case .byteCount:
      if let number = value.int {
        integer(key, number, position, into: &settings)
      } else if let text = value.string {
        byteCount(key, text, position, into: &settings)
      } else {
        reportType(key, value, position)
      }
    }
  }

  private mutating func reportType(
    _ key: SiteKey, _ value: any TOMLValueConvertible, _ position: TextPosition
  ) {
    let wanted =
      switch key.description.type {
      case .string: "a string"
      case .strings: "an array of strings"
      case .boolean: "true or false"
      case .integer: "an integer"
      case .duration: "a string with a unit"
      case .byteCount: "an integer of bytes or a string with a unit"
      }
    report(
      position, "\"\(key.rawValue)\" must be \(wanted), not \(Self.kind(value))",
      help: "write it like \(key.rawValue) = \(key.description.example)")
  }

  private mutating func list(
    _ key: SiteKey, _ array: TOMLArray, at path: [TOMLStep], into settings: inout SiteSettings
  ) {
    if array.isEmpty && key == .start {
      report(
        locator.place(path).value, "\"start\" is empty",
        help: "name at least one URL, such as start = \(key.description.example)")
    } else if array.count > 1000 {
      report(
        locator.place(path).value,
        "\"\(key.rawValue)\" has \(array.count) entries; 1,000 are taken at most",
        help: "put entry URLs into a seeds file; write patterns shorter with *")
      return
    }
    for index in 0..<array.count {
      let position = locator.place(path + [.index(index)]).value
      guard let text = array[index].string else {
        report(
          position, "\"\(key.rawValue)\" must hold strings, not \(Self.kind(array[index]))",
          help: "write it like \(key.rawValue) = \(key.description.example)")
        continue
      }
      element(key, Located(value: text, position: position), into: &settings)
    }
  }

  private mutating func element(
    _ key: SiteKey, _ text: Located<String>, into settings: inout SiteSettings
  ) {
    switch key {
    case .include, .exclude:
      guard let pattern = pattern(key, text) else { return }
      settings.patterns[key, default: []].append(Located(value: pattern, position: text.position))
    default:
      guard let address = address(key, text) else { return }
      let known = settings.addresses[key, default: []]
      if let first = known.first(where: { $0.value == address }) {
        warn(
          text.position,
          "\(SitesText.shortened(text.value)) is listed already in line \(first.position.line)",
          help: "delete one of them")
      } else {
        settings.addresses[key, default: []].append(
          Located(value: address, position: text.position))
      }
    }
  }

  private mutating func address(_ key: SiteKey, _ text: Located<String>) -> SiteAddress? {
    switch SiteAddress.parse(text.value) {
    case .success(let address): return address
    case .failure(let refusal):
      report(
        text.position,
        "\"\(SitesText.shortened(text.value))\" in \"\(key.rawValue)\" \(refusal.reason)",
        help: refusal.help)
      return nil
    }
  }

  private mutating func pattern(_ key: SiteKey, _ text: Located<String>) -> ScopePattern? {
    let shown = SitesText.shortened(text.value)
    switch ScopePattern.parse(text.value) {
    case .success(let pattern) where key == .include && pattern.authority == nil:
      report(
        text.position, "the pattern \"\(shown)\" in \"include\" names no host",
        help: "write the host too, such as \"https://www.chengdu.gov.cn/…\"")
    case .success(let pattern): return pattern
    case .failure(.address(let refusal)):
      report(
        text.position, "\"\(shown)\" in \"\(key.rawValue)\" \(refusal.reason)", help: refusal.help)
    case .failure(.spelling):
      report(
        text.position, "\"\(shown)\" in \"\(key.rawValue)\" is no pattern",
        help: key == .include
          ? "write a prefix or glob that begins with https:// or http://"
          : "begin it with https://, http://, / or *, such as \"*\(shown)*\"")
    case .failure(.tooLong):
      report(
        text.position,
        "a pattern in \"\(key.rawValue)\" is longer than \(ScopePattern.maximumLength) bytes",
        help: "write it shorter with *")
    }
    return nil
  }
}
