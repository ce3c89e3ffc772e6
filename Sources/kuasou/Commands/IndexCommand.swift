import ArgumentParser
import Bytes
import Crawler
import Documents
import ExtractionClient
import Glibc
import Indexer

/// The options that `index` and `update` share.
struct IndexOptions: ParsableArguments {
  @Option(help: "How many documents are read at once; default: the number of processors.")
  var threads: Int?
  @Option(help: ArgumentHelp("The most memory for building, in MiB.", valueName: "mib"))
  var memory = 256
  @OptionGroup var recognition: RecognitionOption

  func validate() throws {
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads must be from 1 to 256")
    }
    guard (16...65_536).contains(memory) else {
      throw ValidationError("--memory must be from 16 to 65536")
    }
  }
}

/// `kuasou index`: page store to published generation.
struct IndexCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "Index what the page store holds and publish a new generation.",
    discussion: """
      Searchers see the new generation at once and the old one until then; a failure leaves the old one current. \
      --rebuild reads the whole page store again instead of what is new; --ocr reads what is new and the scanned PDFs \
      that gave no document before. When the report is printed all is published; segments that have become many are then \
      merged, which holds up neither searches nor another kuasou, and may be ended at any time: the next run does the rest.
      """)

  @OptionGroup var data: DataOption
  @OptionGroup var sitesFile: SitesOption
  @OptionGroup var options: IndexOptions
  @Flag(help: "Read the whole page store again.") var rebuild = false
  @Flag(help: "Print the report as JSON.") var json = false

  func run() async throws {
    let run = IndexRun(data: try data.open(), sites: try knownSites(), options: options)
    let report = try await run.run(rebuild: rebuild)
    if json { try Console.printJSON(report) } else { print(report.lines.joined(separator: "\n")) }
    try run.merge()
  }

  /// Sites give names and facets only, so an index of imported documents needs no sites.conf.
  private func knownSites() throws -> [SiteLabel] {
    try LocalFileSystem().exists(sitesFile.sites) ? sitesFile.labels() : []
  }
}

/// An index job with workers of its own and progress on stderr.
struct IndexRun {
  let data: DataFolder
  let sites: [SiteLabel]
  let options: IndexOptions

  /// Extracts, indexes and publishes.
  func run(rebuild: Bool) async throws -> IndexReport {
    var settings = IndexJob.Options()
    settings.rebuild = rebuild
    settings.threads = options.threads ?? Machine.processors
    settings.memoryBudget = options.memory << 20
    let reader = try await FileReader.start(
      count: settings.threads, recognising: options.recognition.ocr)
    defer { reader.end() }
    settings.retriesScanned = reader.recognises
    let job = IndexJob(data: data, sites: sites, options: settings) { pages in
      let files = pages.map {
        ExtractionInput(
          bytes: $0.body, url: $0.url, contentType: $0.header("content-type"))
      }
      return await reader.extract(files, parts: .indexed)
    }
    let seen = Console.messagesAreSeen
    let report = try await job.run { progress in
      guard seen else { return }
      Console.progress("\(progress.step): \(progress.read) records, \(progress.indexed) documents")
    }
    if seen { Console.progress("") }
    for warning in report.warnings { Console.message("kuasou: warning: \(warning)") }
    return report
  }

  /// Merges the segments that are due, behind the report: whoever reads it from a pipe has it before.
  func merge() throws {
    fflush(nil)
    let seen = Console.messagesAreSeen
    let merged = try MergeJob(data: data).run { progress in
      guard seen else { return }
      Console.progress(
        "published; \(progress.step): \(progress.segments) segments, \(progress.documents) documents"
      )
    }
    if seen && merged > 0 { Console.progress("") }
  }
}

/// `kuasou update`: crawl and index, for cron.
struct UpdateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Crawl, then index: what cron calls.",
    discussion: "Safe to start twice: the second one sees the lock, says so and exits 1.")

  @OptionGroup var data: DataOption
  @OptionGroup var sitesFile: SitesOption
  @OptionGroup var crawl: CrawlOptions
  @OptionGroup var index: IndexOptions
  @Flag(help: "Print both reports as JSON.") var json = false

  func run() async throws {
    let sites = try sitesFile.load()
    let folder = try data.create()
    let compaction = try AutomaticCompaction(folder)
    let crawled = try await CrawlRun(crawl.configuration(sites: sites, data: folder)) {
      try sitesFile.load()
    }.run()
    let run = IndexRun(data: folder, sites: sites.map(\.label), options: index)
    let indexed = try await run.run(rebuild: false)
    if crawled.end != .stopped { compaction.run() }
    if json {
      try Console.printJSON(UpdateReport(crawl: crawled.withYields(of: folder), index: indexed))
    } else {
      print(crawled.withYields(of: folder).text)
      print(indexed.lines.joined(separator: "\n"))
    }
    try run.merge()
  }
}
