import ArgumentParser
import Bytes
import Crawler
import Documents
import Glibc
import Indexer
import SearchIndex

/// The sample city, crawled and indexed into a folder of its own.
struct Demo: ~Copyable {
  private let folder: String
  private let city: ChildProcess
  private let sites: [Site]

  /// Starts the city, with real documents as further sites where a corpus is given.
  init(folder: String, corpus: [String]) throws {
    self.folder = folder
    try LocalFileSystem().makeFolder(folder)
    let sitesFile = "\(folder)/sites.conf"
    var words = ["--port", "0", "--write-sites", sitesFile, "--until-stdin-closes"]
    for path in corpus { words += ["--corpus", path] }
    let child = try ChildProcess(
      try Programs.path(of: "kuasou-city"), words, input: .pipe, output: .pipe)
    guard let line = child.readLine(), line.hasPrefix("listening on ") else {
      throw CommandFailure(
        "the sample city did not start", help: "run 'kuasou-city --port 0' to see why")
    }
    Console.message("demo: the sample city is \(line)")
    let file = SitesFile.read(path: sitesFile)
    guard file.isUsable else {
      throw CommandFailure(
        "the sample city's sites.conf has errors: \(file.problems.first?.text ?? "")",
        help: "this is a defect of kuasou; please report it")
    }
    city = child
    sites = file.sites
  }

  /// Crawls and indexes the city, reporting on stderr.
  ///
  /// - Returns: the published generation.
  func crawlAndIndex() async throws -> OpenIndex {
    let data = try DataFolder.create("\(folder)/data")
    Console.message("demo: crawling \(sites.count) sites into \(folder)/data")
    let crawl = try await CrawlRun(CrawlConfiguration(sites: sites, data: data)) {
      [sites] in sites
    }.run()
    Console.message(crawl.text)
    let options = try IndexOptions.parse([])
    let run = IndexRun(data: data, sites: sites.map(\.label), options: options)
    Console.message(try await run.run(rebuild: false).lines.joined(separator: "\n"))
    try run.merge()
    return try OpenIndex(data)
  }

  /// Serves the search page until the process is asked to stop.
  func serve(port: Int) throws {
    var server = try ChildProcess(
      try Programs.path(of: "kuasou-server"),
      ["--data", "\(folder)/data", "--listen", "127.0.0.1:\(port)"], output: .pipe)
    guard let line = server.readLine() else {
      _ = server.wait()
      throw CommandFailure(
        "the search server did not start", help: "its own message stands above; try another --port")
    }
    print("\n\(line): open it in a browser; Ctrl-C ends the demo")
    fflush(nil)
    let id = server.id
    let watch = StopSignals.onStop { _ = kill(id, SIGTERM) }
    _ = server.wait()
    watch.cancel()
  }
}
