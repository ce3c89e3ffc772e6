extension SitesFile {
  /// All problems as `kuasou sites check` writes them to stderr, two lines each; empty when there are none.
  package var report: String {
    problems.map { $0.text + "\n" }.joined()
  }

  /// The exit code of `kuasou sites check`: 2 when a problem is an error, else 0; warnings alone are no failure.
  package var exitCode: Int32 { isUsable ? 0 : 2 }

  /// One sentence on the whole: `sites.conf: 68 sites, no errors, 1 warning`.
  package var summary: String {
    let errors = problems.count { $0.severity == .error }
    let warnings = problems.count - errors
    return "\(path): \(Self.count(sites.count, "site")), \(Self.count(errors, "error")), "
      + Self.count(warnings, "warning")
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    number == 0 ? "no \(noun)s" : number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }
}
