extension SiteKey {
  /// All keys as a table in Markdown, as docs/sites-conf.md holds it between its two marks.
  package static var markdownTable: String {
    var rows = [
      "| key | type | default | in `[defaults]` | values | what it does |",
      "|---|---|---|---|---|---|",
    ]
    for key in allCases {
      let about = key.description
      rows.append(
        "| `\(key.rawValue)` | \(about.type.rawValue) | \(cell(about.fallback)) "
          + "| \(key.isAllowedInDefaults ? "yes" : "no") | \(about.range) | \(about.purpose) |")
    }
    return rows.joined(separator: "\n")
  }

  /// A fallback in words stands as it is, one as written in the file stands as code.
  private static func cell(_ fallback: String?) -> String {
    guard let fallback else { return "none" }
    return fallback.contains("required") || fallback.contains(" ") ? fallback : "`\(fallback)`"
  }

  /// The names of the keys of a table, for help lines: those of `[defaults]`, or those of `[[site]]`.
  static func names(inDefaults: Bool) -> [String] {
    allCases.filter { !inDefaults || $0.isAllowedInDefaults }.map(\.rawValue)
  }
}
