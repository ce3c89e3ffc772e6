import ArgumentParser
import Bytes
import Documents
import Indexer

/// `kuasou compact`: the page store without what nobody needs any more.
struct CompactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact", abstract: "Drop from the page store what later records replace.",
    discussion: """
      Of each page the last answer stays and the last look behind it that found nothing new; a removal goes when the index \
      has read it. Closed files that the index has read are written anew, each atomically, where at least a tenth of their \
      bytes would be dropped; the file that is being appended to is never touched. Neither a crawl nor an indexing may be \
      under way. A line a file: records kept and dropped, bytes before and after.
      """)

  @OptionGroup var data: DataOption
  @Flag(help: "Show what would be done; no lock is taken and nothing changed.") var dryRun = false
  @Flag(help: "Print the report as JSON.") var json = false
  @Flag(help: "Take files of which less than a tenth would be dropped, too.") var force = false

  func run() throws {
    var options = CompactionOptions()
    options.isDryRun = dryRun
    options.takesAll = force
    let seen = Console.messagesAreSeen
    defer { if seen { Console.progress("") } }
    let report = try CompactionJob(data: try data.open(), options: options).run { progress in
      guard seen else { return }
      let step = progress.file.map { "\($0), file \(progress.number)" } ?? "reading labels"
      Console.progress("compacting: \(step) of \(progress.count) closed files")
    }
    if seen { Console.progress("") }
    if json { try Console.printJSON(report) } else { print(report.lines.joined(separator: "\n")) }
    try Self.check(report, in: data.path)
  }

  /// Fails when files are damaged.
  private static func check(_ report: CompactionReport, in path: String) throws {
    let problems = report.files.compactMap(\.problem)
    for problem in problems { Console.message("kuasou: error: \(problem)") }
    guard problems.isEmpty else {
      throw CommandFailure(
        "\(problems.count) files of \(path)/pages are damaged and were left as they are",
        help: "run 'kuasou verify --data \(path)'; restore the named files from a backup")
    }
  }
}

/// The compaction that a crawl ends with when much of the page store is of no use any more.
struct AutomaticCompaction {
  private let data: DataFolder
  private let end: PageLocation

  /// Notes where the store ends before the crawl.
  init(_ data: DataFolder) throws {
    self.data = data
    end = try PageStore.readMark(folder: data.pages).end
  }

  /// Compacts if it is worth it and says so on stderr; what goes wrong is a warning, since the crawl itself went well.
  func run() {
    do throws(IndexJobError) {
      guard let report = try CompactionJob.runIfWorthIt(data: data, since: end) else { return }
      let total = report.total
      Console.message(
        "kuasou: compacted the page store: \(total.dropped) records dropped, \(total.bytesBefore) bytes before, "
          + "\(total.bytesAfter) after")
      for problem in report.files.compactMap(\.problem) {
        Console.message("kuasou: warning: \(problem)")
      }
    } catch {
      Console.message(
        "kuasou: warning: the page store was not compacted: \(error)\nhelp: \(error.help)")
    }
  }
}
