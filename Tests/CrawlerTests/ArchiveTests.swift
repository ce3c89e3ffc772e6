import Bytes
import Crawler
import Documents
import TestSupport
import Testing

/// Others read what the page store holds, and the page store takes what others have written.
struct ArchiveTests {
  private static let python = Program(path: "/usr/bin/env")
  /// Where Scripts/test puts PyPI's warcio.
  private static let environment = ["PYTHONPATH=\(Program.project)/.build/python"]

  private static let hasWarcio: Bool =
    (try? python.run(["python3", "-c", "import warcio"], environment: environment).code) == 0
  private static let hasWget: Bool =
    (try? python.run(["wget", "--version"], environment: environment).code) == 0

  private func site() throws -> LoopbackServer {
    let seen = Phase()
    return try #require(
      LoopbackServer { request in
        switch request.target {
        case "/": .links("/gbk", "/tag", "/gone")
        case "/gbk":
          .page(body: Array("<meta charset=gb2312><p>".utf8) + [0xB7, 0xF6, 0xB3, 0xD6])
        case "/tag" where request.headers["if-none-match"] != nil:
          .page(status: 304, headers: [], body: [])
        case "/tag":
          .page(headers: ["Content-Type: text/html", "ETag: \"1\""], body: Array("<p>t</p>".utf8))
        case "/gone": Self.once(seen)
        default: .status(404)
        }
      })
  }

  /// A page that is there the first time only.
  private static func once(_ phase: Phase) -> LoopbackServer.Answer {
    defer { phase.advance() }
    return phase.value == 0 ? .html("<p>here for now</p>") : .status(404)
  }

  private func configuration(_ port: UInt16, _ folder: borrowing TemporaryFolder) throws
    -> CrawlConfiguration
  {
    let sites = SampleSites.parse(
      "[[site]]\nid = \"a\"\nname = \"站\"\nkind = \"portal\"\nstart = [\"http://w.localhost:\(port)/\"]\n",
      delay: "0s", more: "allow_private_addresses = true")
    var configuration = CrawlConfiguration(
      sites: sites, data: try DataFolder.create(folder.file("data")))
    configuration.politeness = .fixed(.zero)
    return configuration
  }

  @Test(.enabled(if: hasWarcio, "SKIPPED: python3 has no warcio (pip install warcio)"))
  func `warcio reads every record and finds every digest right`() async throws {
    let server = try site()
    defer { server.stop() }
    let folder = try TemporaryFolder()
    let configuration = try configuration(server.port, folder)
    for _ in 0..<3 {
      _ = try await Crawler(configuration).run()
      try CrawlState(path: CrawlConfiguration.statePath(configuration.data), siteIDs: ["a"])
        .makeAllDue()
    }
    let file = "\(configuration.data.pages)/\(PageStore.fileName(1))"
    let script = """
      import sys
      from warcio.archiveiterator import ArchiveIterator
      with open(sys.argv[1], "rb") as file:
          for record in ArchiveIterator(file, check_digests="raise"):
              record.content_stream().read()
              print(record.rec_type, record.rec_headers.get_header("WARC-Target-URI"))
      """

    let read = try Self.python.run(
      ["python3", "-c", script, file], environment: Self.environment)

    #expect(read.code == 0, "\(read.errors)")
    let kinds = Dictionary(
      grouping: read.lines, by: { String($0.prefix { $0 != " " }) }
    ).mapValues(\.count)
    #expect(kinds["warcinfo"] == 1)
    #expect(kinds["response"] == 4)
    #expect(kinds["revisit"] ?? 0 >= 5)
    #expect(kinds["metadata"] == 1)
    let check = try Self.python.run(
      ["python3", "-m", "warcio.cli", "check", file], environment: Self.environment)
    #expect(check.code == 0, "\(check.output)")
  }

  /// Crawls three times, closes the file and drops what is superseded.
  private func crawlAndCompact(_ configuration: CrawlConfiguration) async throws -> CompactionReport
  {
    let path = CrawlConfiguration.statePath(configuration.data)
    for _ in 0..<3 {
      _ = try await Crawler(configuration).run()
      try CrawlState(path: path, siteIDs: ["a"]).makeAllDue()
    }
    var document = ImportedDocument(id: "x", text: "x")
    document.title = "begins the next file"
    var writer = try PageStoreWriter(
      data: configuration.data, holder: "test", rotationBytes: 1)
    _ = try writer.append(.document(document))
    try writer.commit()
    let everything = PageLocation(file: .max, offset: 0)
    return try PageStoreCompaction(
      PageStoreReader(data: configuration.data), read: everything, options: CompactionOptions(),
      on: LocalFileSystem()
    ).run()
  }

  @Test(.enabled(if: hasWarcio, "SKIPPED: python3 has no warcio (pip install warcio)"))
  func `warcio finds a compacted file as good as any`() async throws {
    let server = try site()
    defer { server.stop() }
    let folder = try TemporaryFolder()
    let configuration = try configuration(server.port, folder)
    let report = try await crawlAndCompact(configuration)
    let file = "\(configuration.data.pages)/\(PageStore.fileName(1))"
    let script = """
      import sys
      from warcio.archiveiterator import ArchiveIterator
      with open(sys.argv[1], "rb") as file:
          for record in ArchiveIterator(file, check_digests="raise"):
              record.content_stream().read()
              print(record.rec_type, record.rec_headers.get_header("Kuasou-Dropped"))
      """

    let read = try Self.python.run(
      ["python3", "-c", script, file], environment: Self.environment)
    let check = try Self.python.run(
      ["python3", "-m", "warcio.cli", "check", file], environment: Self.environment)

    #expect(report.total.dropped >= 4)
    #expect(read.lines.first == "warcinfo \(report.total.dropped)", "\(read.errors)")
    #expect(read.lines.filter { $0.hasPrefix("response") }.count == 3)
    #expect(read.lines.filter { $0.hasPrefix("revisit") }.count == 3)
    #expect(read.lines.allSatisfy { !$0.hasPrefix("metadata") })
    #expect(check.code == 0, "\(check.output)")
  }

  @Test func `a crawl goes on after compaction, and explain finds what was moved`() async throws {
    let server = try site()
    defer { server.stop() }
    let folder = try TemporaryFolder()
    let configuration = try configuration(server.port, folder)
    _ = try await crawlAndCompact(configuration)
    let base = "http://w.localhost:\(server.port)"

    for name in ["/", "/gbk", "/tag"] {
      let explained = try URLExplanation.of(
        base + name, sites: configuration.sites, data: configuration.data)
      let location = try #require(explained.location)
      let record = try PageStoreReader(data: configuration.data).record(at: location)
      #expect(record?.key == base + name)
      #expect(explained.steps.contains { $0.name == "store" && $0.detail == "\(location)" })
    }
    let gone = try URLExplanation.of(
      base + "/gone", sites: configuration.sites, data: configuration.data)
    let again = try await Crawler(configuration).run()

    #expect(gone.location == nil)
    #expect(again.total.unchanged == 3, "conditional requests and digests count on")
    #expect(again.total.changed == 0)
    let check = PageStoreCheck(try PageStoreReader(data: configuration.data)).run()
    #expect(check.problems.isEmpty)
  }

  @Test(.enabled(if: hasWget, "SKIPPED: there is no wget"))
  func `a WARC that wget has written is imported page by page`() throws {
    let server = try site()
    defer { server.stop() }
    let folder = try TemporaryFolder()
    let fetched = try Self.python.run(
      [
        "wget", "-q", "-r", "--no-verbose", "--warc-file=w", "--delete-after",
        "http://127.0.0.1:\(server.port)/",
      ], in: folder.path)
    let data = try DataFolder.create(folder.file("data"))
    var writer = try PageStoreWriter(data: data, holder: "test")

    let outcome = try PageImport().run(path: folder.file("w.warc.gz"), into: &writer)

    #expect(fetched.errors.isEmpty)
    #expect(outcome.problems.isEmpty)
    var cursor = try PageStoreReader(data: data).cursor()
    var pages: [String: [UInt8]] = [:]
    while let next = try cursor.next() {
      if case .response(let page) = next.record, page.status == 200 { pages[page.url] = page.body }
    }
    let base = "http://127.0.0.1:\(server.port)"
    #expect(Set(pages.keys).isSuperset(of: ["\(base)/", "\(base)/gbk", "\(base)/tag"]))
    #expect(pages["\(base)/gbk"]?.suffix(4) == [0xB7, 0xF6, 0xB3, 0xD6])
  }
}
