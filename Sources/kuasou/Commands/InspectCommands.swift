import ArgumentParser
import Bytes
import Crawler
import Documents
import SearchIndex

/// `kuasou verify`: every checksum of the data folder.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every checksum of the page store, crawl state and index.")

  @OptionGroup var data: DataOption
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let check = DataCheck(try data.open())
    let outcome = check.run()
    if json {
      try Console.printJSON(outcome)
    } else {
      for line in outcome.checked { print("ok\t\(line)") }
      for problem in outcome.problems { print("damaged\t\(problem)") }
    }
    guard outcome.problems.isEmpty else {
      throw CommandFailure(
        "\(outcome.problems.count) problems in \(data.path)",
        help:
          "restore the named files from a backup, or move them away and run 'kuasou index --rebuild'"
      )
    }
  }
}

/// `kuasou stats`: bytes and counts of every structure.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Print counts and bytes of page store, crawl state and index.")

  @OptionGroup var data: DataOption
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let statistics = try DataStatistics(try data.open())
    if json {
      try Console.printJSON(statistics)
    } else {
      print(statistics.lines.joined(separator: "\n"))
    }
  }
}

/// `kuasou dump`: any of our files as text.
struct DumpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dump", abstract: "Print any of kuasou's files as text.")

  @Argument(
    help: "A file of a data folder: a segment, manifest, live-document file, page store file …")
  var file: String

  func run() throws { try FileDump(file).print() }
}

/// `kuasou explain`: everything that was decided about a URL.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Print the chain of decisions about a URL, from where it was found to the index.")

  @OptionGroup var data: DataOption
  @OptionGroup var sitesFile: SitesOption
  @Argument(help: "The URL.") var url: String
  @Flag(help: "Print JSON.") var json = false

  func run() async throws {
    let story = try await URLStory.of(url, sites: try sitesFile.load(), data: try data.open())
    if json { try Console.printJSON(story) } else { print(story.text) }
  }
}
