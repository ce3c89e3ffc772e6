import ArgumentParser
import Bytes
import Crawler
import Documents
import Indexer
import SearchIndex

/// `kuasou demo`: the whole pipeline on the sample city.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Crawl, index and serve the bundled sample city on this machine.",
    discussion: """
      Starts a city of 64 invented sites on a loopback port, crawls it politely, indexes it, prints the answer to \
      扶持资金 and serves the search page until Ctrl-C. Everything lives in a temporary folder unless --data names one.
      """)

  @Option(help: "The port of the search page; 0 picks a free one.") var port = 8790
  @Flag(help: "Print the answer to 扶持资金 and exit instead of serving.") var once = false
  @Option(help: ArgumentHelp("Keep the data in this folder.", valueName: "folder")) var data:
    String?
  @Option(
    help: ArgumentHelp(
      "Serve real documents as further sites: a folder of files or a .jsonl file (may be repeated).",
      valueName: "path"))
  var corpus: [String] = []
  @Option(help: "The question that is asked.") var query = "扶持资金"
  @Option(help: "How many hits are printed.") var top = 10
  @Flag(help: "Print the answer of --once as JSON.") var json = false

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port must be from 0 to 65535")
    }
    guard (1...1000).contains(top) else { throw ValidationError("--top must be from 1 to 1000") }
  }

  func run() async throws {
    for path in corpus where !LocalFileSystem().exists(path) {
      throw FileError.system(operation: "read", path: path, errno: 2)
    }
    let folder = try data ?? LocalFileSystem().makeTemporaryFolder(prefix: "/tmp/kuasou-demo-")
    defer { if data == nil { LocalFileSystem().removeTree(folder) } }
    let demo = try Demo(folder: folder, corpus: corpus)
    let index = try await demo.crawlAndIndex()
    let answer = SearchAnswer(index, query: query, top: top)
    if json {
      try Console.printJSON(answer.json(explain: false))
    } else {
      answer.printText(explain: false)
    }
    if !once { try demo.serve(port: port) }
  }
}
