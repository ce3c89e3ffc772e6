import Bytes

#if canImport(Glibc)
  import Glibc
#endif

/// sites.conf: the sites of a city and how each is crawled, or everything that is wrong with it.
///
/// TOML 1.0 through TOMLKit; positions come from `TOMLLocator`. Reading never fails: all problems are collected, and
/// the sites without an error are handed out even where others have one.
package struct SitesFile: Sendable {
  /// The path as it was given.
  package let path: String
  /// The sites without an error of their own, in the file's order.
  package let sites: [Site]
  /// All that is wrong or worth a warning: sites.conf by position, then each seeds file by position.
  package let problems: [SitesProblem]

  /// Whether the file can be used: no problem is an error.
  package var isUsable: Bool { !problems.contains { $0.severity == .error } }

  /// The site of that id.
  package func site(_ id: String) -> Site? { sites.first { $0.id == id } }

  init(path: String, sites: [Site], problems: [SitesProblem]) {
    self.path = path
    self.sites = sites
    self.problems = problems
  }

  /// Reads the file at a path, and the seeds files that it names.
  package static func read(
    path: String, files: ConfigurationFiles = .local
  ) -> SitesFile {
    do {
      return parse(bytes: try files.read(path), path: path, files: files)
    } catch {
      let help = Self.isTooLarge(error) ? "sites.conf is a text of at most 8 MiB" : error.help
      let problem = SitesProblem(
        file: path, at: nil, "\(error)", help: "\(help); or name another file with --sites")
      return SitesFile(path: path, sites: [], problems: [problem])
    }
  }

  private static func isTooLarge(_ error: FileError) -> Bool {
    if case .system(_, _, EFBIG) = error { true } else { false }
  }

  /// Reads a text; `path` is for messages and is where relative paths in it count from.
  package static func parse(
    text: String, path: String, files: ConfigurationFiles = .local
  ) -> SitesFile {
    parse(bytes: Array(text.utf8), path: path, files: files)
  }

  /// Reads the bytes of a file, which may be anything.
  package static func parse(
    bytes: [UInt8], path: String, files: ConfigurationFiles = .local
  ) -> SitesFile {
    switch TextCheck(bytes) {
    case .refused(let message, let position, let help):
      let problem = SitesProblem(file: path, at: position, message, help: help)
      return SitesFile(path: path, sites: [], problems: [problem])
    case .text(let text, let content):
      var reader = SitesReader(text: text, bytes: content, path: path, files: files)
      return reader.read()
    }
  }
}
