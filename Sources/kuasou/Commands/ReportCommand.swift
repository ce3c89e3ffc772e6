import ArgumentParser
import Bytes
import QueryLog

/// `kuasou report`: what the logs tell.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Print what the logs and the crawl state tell.",
    subcommands: [ReportQueriesCommand.self, ReportSitesCommand.self])
}

/// `kuasou report queries`: what people search for.
struct ReportQueriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queries",
    abstract: "Print what people searched for, what found nothing, what was slow.",
    discussion: "Reads the log that kuasou-server writes; it may be running.")

  @OptionGroup var data: DataOption
  @Option(help: ArgumentHelp("How many days to look back.", valueName: "n")) var days = 7
  @Option(help: ArgumentHelp("The most words in each list.", valueName: "n")) var limit = 20
  @Flag(help: "Print JSON.") var json = false
  @Option(
    help: ArgumentHelp("Write a page with plots to this file instead.", valueName: "file"))
  var html: String?

  func validate() throws {
    guard (1...3650).contains(days) else { throw ValidationError("--days must be from 1 to 3650") }
    if json && html != nil { throw ValidationError("--json and --html exclude each other") }
    guard (1...1000).contains(limit) else {
      throw ValidationError("--limit must be from 1 to 1000")
    }
  }

  func run() throws {
    let report = try QueryReport.of(try data.open(), days: days, limit: limit)
    if let html { return try AtomicFile.write(Array(report.html.utf8), to: html) }
    if json { try Console.printJSON(report) } else { print(report.lines.joined(separator: "\n")) }
  }
}

/// `kuasou report sites`: how each site stands, from the crawl to the index.
struct ReportSitesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sites",
    abstract: "Print how each site stands: pages found, stored, waiting; failures; documents.",
    discussion: """
      A line a site, separated by tabs: id, name, URLs found, pages stored, URLs waiting, last fetch, next due, documents, \
      share of pages that became documents, failures by reason, pages without a document by reason.
      """)

  @OptionGroup var data: DataOption
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let rows = try SiteOverview.all(try data.open())
    if json { return try Console.printJSON(rows) }
    for row in rows { print(row.line) }
  }
}
