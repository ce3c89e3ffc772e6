import TOMLKit

/// Turns the text of sites.conf into sites and problems: the walk from the top of the document down to its tables.
struct SitesReader {
  let path: String
  let files: ConfigurationFiles
  let locator: TOMLLocator
  private let text: String
  private let bytes: [UInt8]
  /// Problems with sites.conf itself.
  private(set) var problems: [SitesProblem] = []
  /// Problems with seeds files, file by file.
  private(set) var seedsProblems: [SitesProblem] = []
  /// How many errors were reported so far.
  private(set) var errors = 0

  init(text: String, bytes: [UInt8], path: String, files: ConfigurationFiles) {
    self.text = text
    self.bytes = bytes
    self.path = path
    self.files = files
    locator = TOMLLocator(bytes)
  }

  /// Reads the whole file.
  mutating func read() -> SitesFile {
    guard let root = document() else { return file([]) }
    checkTopLevelKeys(root)
    let defaults = readDefaults(root)
    let tables = siteTables(root)
    var drafts: [SiteDraft] = []
    for (index, table) in tables {
      let path: [TOMLStep] = [.key("site"), .index(index)]
      let before = errors
      let own = settings(of: table, at: path, inDefaults: false)
      drafts.append(SiteDraft(index: index, own: own, isGood: errors == before))
    }
    if drafts.isEmpty && problems.isEmpty { reportNoSites() }
    let sites = finish(drafts, defaults: defaults)
    return file(sites)
  }

  private func file(_ sites: [Site]) -> SitesFile {
    SitesFile(
      path: path, sites: sites,
      problems: problems.sorted(by: SitesProblem.precedes) + seedsProblems)
  }

  /// The parsed document, or nil after reporting why there is none.
  private mutating func document() -> TOMLTable? {
    if let position = locator.tooDeep {
      report(
        position, "keys, arrays or tables are nested deeper than \(TOMLLocator.maximumDepth)",
        help: "sites.conf has [defaults], [[site]] and arrays of strings, nothing deeper")
      return nil
    }
    if let position = locator.nulEscape {
      report(position, "a string has the character U+0000", help: "delete it")
      return nil
    }
    guard let hazard = locator.hazard else { return parse(text) }
    // An error that stands before the hazard is the one to report, and may have led the scan astray.
    let before = String(decoding: bytes.prefix(hazard.statement), as: UTF8.self)
    if parse(before) != nil {
      report(hazard.position, hazard.kind.message, help: hazard.kind.help)
    }
    return nil
  }

  /// What TOMLKit makes of a text, or nil after reporting what it says.
  private mutating func parse(_ text: String) -> TOMLTable? {
    do {
      return try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      let source = error.source.begin
      report(
        locator.lines.clamped(line: source.line, column: source.column),
        Self.sentence(error.description), help: TOMLHelp.line(for: error.description))
    } catch {
      report(.start, "the text is not TOML", help: TOMLHelp.general)
    }
    return nil
  }

  /// TOMLKit's message on one line.
  private static func sentence(_ message: String) -> String {
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    return "not TOML: " + SitesText.shortened(line, to: 300)
  }

  /// Adds an error in sites.conf.
  mutating func report(_ position: TextPosition, _ message: String, help: String) {
    problems.append(SitesProblem(file: path, at: position, message, help: help))
    errors += 1
  }

  /// Adds a warning about sites.conf.
  mutating func warn(_ position: TextPosition, _ message: String, help: String) {
    problems.append(
      SitesProblem(file: path, at: position, message, help: help, severity: .warning))
  }

  /// Adds the problems of one seeds file.
  mutating func report(seeds list: SeedsFile) {
    seedsProblems += list.problems.sorted(by: SitesProblem.precedes)
    errors += list.problems.count { $0.severity == .error }
  }

  private mutating func reportNoSites() {
    report(
      .start, "the file has no [[site]]",
      help: "add one with id, name, kind and start; docs/sites-conf.md shows how")
  }
}

// MARK: - Tables

extension SitesReader {
  private mutating func checkTopLevelKeys(_ root: TOMLTable) {
    for key in root.keys where key != "defaults" && key != "site" {
      let position = locator.place([.key(key)]).key
      let shown = SitesText.shortened(key)
      if SiteKey(rawValue: key) != nil {
        report(
          position, "\"\(shown)\" stands outside of any table",
          help: "move it below [defaults] or below the [[site]] that it is for")
      } else {
        let guess = nearestName(to: key, among: ["defaults", "site"])
        let wanted = guess.map { $0 == "site" ? "[[site]]" : "[defaults]" }
        report(
          position, "unknown table or key \"\(shown)\"",
          help: wanted.map { "did you mean \($0)?" }
            ?? "sites.conf has [defaults] and [[site]] only")
      }
    }
  }

  private mutating func readDefaults(_ root: TOMLTable) -> SiteSettings {
    guard let value = root["defaults"] else { return SiteSettings() }
    guard let table = value.table else {
      report(
        locator.place([.key("defaults")]).value,
        "\"defaults\" must be a table, not \(Self.kind(value))",
        help: "write [defaults] on a line of its own, and the keys below it")
      return SiteSettings()
    }
    return settings(of: table, at: [.key("defaults")], inDefaults: true)
  }

  private mutating func siteTables(_ root: TOMLTable) -> [(index: Int, table: TOMLTable)] {
    guard let value = root["site"] else { return [] }
    guard let array = value.array else {
      report(
        locator.place([.key("site")]).value,
        "\"site\" must be an array of tables, not \(Self.kind(value))",
        help: "write [[site]] with two brackets above each site")
      return []
    }
    var tables: [(index: Int, table: TOMLTable)] = []
    for index in 0..<array.count {
      if let table = array[index].table {
        tables.append((index, table))
      } else {
        report(
          locator.place([.key("site"), .index(index)]).value,
          "a site must be a table, not \(Self.kind(array[index]))",
          help: "write [[site]] with two brackets above each site")
      }
    }
    return tables
  }

  /// The type of a value in words.
  static func kind(_ value: any TOMLValueConvertible) -> String {
    switch value.type {
    case .table: "a table"
    case .array: "an array"
    case .string: "a string"
    case .int: "an integer"
    case .double: "a number with a point"
    case .bool: "true or false"
    case .date, .time, .dateTime: "a date or time"
    }
  }
}
