import ArgumentParser
import Crawler
import Documents

/// The options that `crawl` and `update` share.
struct CrawlOptions: ParsableArguments {
  @Option(
    name: .customLong("site"),
    help: ArgumentHelp("Crawl only this site (may be repeated).", valueName: "id"))
  var onlySites: [String] = []
  @Option(help: "Stop after that many pages in this run.") var maxPages: Int?
  @Option(
    help: ArgumentHelp("Stop after that long, such as 90s, 30m or 6h.", valueName: "duration"))
  var maxTime: String?

  func validate() throws {
    if let maxPages, maxPages < 1 {
      throw ValidationError("--max-pages must be at least 1")
    }
    if let maxTime, DurationText.parse(maxTime) == nil {
      throw ValidationError("--max-time must be a duration such as 90s, 30m or 6h")
    }
  }

  /// The crawl that is asked for.
  func configuration(sites: [Site], data: DataFolder) -> CrawlConfiguration {
    var configuration = CrawlConfiguration(sites: sites, data: data)
    configuration.onlySites = Set(onlySites)
    configuration.maxPages = maxPages
    configuration.maxTime = maxTime.flatMap(DurationText.parse)
    return configuration
  }
}

/// `kuasou crawl`: fetches what is due.
struct CrawlCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crawl", abstract: "Fetch the pages of all sites that are new or due, politely.",
    discussion: """
      The crawl goes on where the last one stopped, also after a crash. Ctrl-C ends it in order: pages on their way \
      are finished and saved. SIGHUP has it read the list of sites anew; one with errors is refused and the old one \
      counts on. Progress goes to stderr: a table on a terminal, elsewhere a line of JSON every ten seconds.
      """)

  @OptionGroup var data: DataOption
  @OptionGroup var sitesFile: SitesOption
  @OptionGroup var options: CrawlOptions
  @Flag(help: "Show what would be fetched, without the network.") var dryRun = false
  @Flag(help: "Print the report as JSON.") var json = false

  func run() async throws {
    let sites = try sitesFile.load()
    let folder = try data.create()
    let configuration = options.configuration(sites: sites, data: folder)
    if dryRun {
      let plan = try Crawler.plan(configuration)
      if json { try Console.printJSON(plan) } else { print(plan.text) }
      return
    }
    let compaction = try AutomaticCompaction(configuration.data)
    let report = try await CrawlRun(configuration) { try sitesFile.load() }.run()
      .withYields(of: folder)
    if report.end != .stopped { compaction.run() }
    if json { try Console.printJSON(report) } else { print(report.text) }
  }
}
