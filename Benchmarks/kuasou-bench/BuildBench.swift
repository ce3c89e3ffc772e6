import ArgumentParser
import Bytes
import Documents
import SearchIndex

/// Builds an index of plain texts with what other engines' indexes of them have: terms of the body with positions, sites and days.
///
/// It does all that `kuasou index --rebuild` does from the text to the generation published durably, but reads no page store, and indexes
/// neither titles nor characters, and stores no text. `Benchmarks/compare-engines` measures it from outside.
struct BuildBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Build an index of the body's terms alone, as peers do.",
    discussion:
      "Standard input has a document a line: id, site, day as yyyymmdd, and text, with tabs between."
  )

  @Argument(help: "A folder for the index, which is made or replaced.") var folder: String
  @Option(help: "Threads that index at once.") var threads = 1
  @Option(help: "MiB that the index may use while it is built.") var memory = 256

  func run() throws {
    var options = IndexWriter.Options()
    (options.threads, options.memoryBudget) = (threads, memory << 20)
    (options.rebuild, options.content) = (true, .bodyTerms)
    let writer = try IndexWriter(store: IndexStore(folder: folder), options: options)
    var count = 0
    while let line = readLine() {
      try writer.add(Self.document(line))
      count += 1
    }
    let manifest = try writer.commit(highWaterMark: HighWaterMark(), sites: [])
    print("documents \(count)\nsegments \(manifest.segments.count)")
  }

  private static func document(_ line: String) throws -> Document {
    let parts = line.utf8.split(separator: UInt8(ascii: "\t"), maxSplits: 3)
    guard parts.count == 4, let day = UInt32(Substring(parts[2])) else {
      throw ValidationError(
        "a line needs id, site, day and text, with tabs between: \(line.prefix(80))")
    }
    return Document(
      id: String(Substring(parts[0])), url: "", siteID: String(Substring(parts[1])), title: "",
      text: String(Substring(parts[3])), date: CalendarDate(rawValue: day))
  }
}
