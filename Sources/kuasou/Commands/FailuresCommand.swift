import ArgumentParser
import Crawler
import Documents

/// `kuasou failures`: what can't be found, and why.
struct FailuresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "failures",
    abstract: "List the URLs that could not be fetched or gave no document, and why.",
    discussion: """
      A line a URL: site, reason, status, failures in a row, last and next attempt, URL; separated by tabs. \
      'kuasou explain URL' tells more about one of them.
      """)

  @OptionGroup var data: DataOption
  @Option(
    name: .customLong("site"),
    help: ArgumentHelp("Only URLs of this site (may be repeated).", valueName: "id"))
  var sites: [String] = []
  @Option(
    help: "Only URLs that failed for this reason, such as 404, timeout, tls or 'it holds no text'.")
  var reason: String?
  @Option(help: "The most lines.") var limit = 1000
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1") }
  }

  func run() throws {
    let failures = try Failures.all(
      in: try data.open(), sites: sites, reason: reason, limit: limit)
    if json { return try Console.printJSON(failures) }
    for failure in failures {
      print(
        [
          failure.site, failure.reason, "\(failure.status)", "\(failure.failures)", failure.at,
          failure.due ?? "never", failure.url,
        ].joined(separator: "\t"))
    }
  }
}
