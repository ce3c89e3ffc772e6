import Bytes
import Documents
import Indexer
import SearchIndex
import Synchronization
import TestSupport
import Testing

/// Scanned files that gave no document are tried again when optical character recognition is on.
@Suite struct RetriedPagesTests {
  private let folder: TemporaryFolder
  private let data: DataFolder

  init() throws {
    folder = try TemporaryFolder()
    data = try DataFolder.create(folder.file("data"))
  }

  private func page(_ name: String, _ text: String) -> PageRecord {
    .response(
      Page(
        url: "http://jxw.gov.localhost/\(name)", siteID: "jxw",
        fetchedAt: UnixTime(milliseconds: 1_700_000_000_000), status: 200, headers: [],
        body: Array(text.utf8)))
  }

  private func store(_ records: [PageRecord]) throws {
    var writer = try PageStoreWriter(data: data, holder: "test")
    for record in records { _ = try writer.append(record) }
    try writer.commit()
  }

  /// The names of the pages that an extraction was asked for.
  private final class Asked: Sendable { let names = Mutex<[String]>([]) }

  /// Indexes; a body that begins with "scan" has a text only for who recognises, "damaged" never.
  private func index(
    recognising: Bool, rebuild: Bool = false, asked: Asked = Asked()
  ) async throws -> IndexReport {
    var options = IndexJob.Options()
    options.retriesScanned = recognising
    options.rebuild = rebuild
    let extract = IndexJob.eachPage { page in
      asked.names.withLock { $0.append(String(page.url.split(separator: "/").last ?? "")) }
      var content = ExtractedContent(type: .pdf)
      content.text = String(decoding: page.body, as: UTF8.self)
      if content.text.hasPrefix("scan"), !recognising { content.failure = .scanned }
      if content.text == "damaged" { content.failure = .damaged }
      return content
    }
    return try await IndexJob(data: data, sites: [], options: options, extract: extract).run()
  }

  private func count(_ query: String) throws -> Int {
    try IndexStore(folder: data.index).openCurrent().reader.count(QueryParser.parse(query))
  }

  @Test func `They become documents, in the order of the store, and leave the list`() async throws {
    try store([page("a", "scan 扶持"), page("b", "damaged"), page("c", "scan 资金"), page("d", "放假")])
    _ = try await index(recognising: false)
    let asked = Asked()

    let report = try await index(recognising: true, asked: asked)

    #expect(asked.names.withLock { $0.sorted() } == ["a", "c"])
    #expect(report.indexed == 2 && report.documents == 3 && report.recordsRead == 0)
    #expect(try count("扶持") == 1 && count("资金") == 1)
    #expect(try SkippedPages(data).entries.map(\.url) == ["http://jxw.gov.localhost/b"])
  }

  @Test func `Without recognition they are left alone`() async throws {
    try store([page("a", "scan 扶持")])
    _ = try await index(recognising: false)
    let asked = Asked()

    _ = try await index(recognising: false, asked: asked)

    #expect(asked.names.withLock(\.self).isEmpty)
  }

  @Test func `One that was fetched anew is read once, by its last record`() async throws {
    try store([page("a", "scan 旧文本")])
    _ = try await index(recognising: false)
    try store([page("a", "scan 新文本"), page("b", "scan 扶持")])
    let asked = Asked()

    _ = try await index(recognising: true, asked: asked)

    #expect(asked.names.withLock { $0.sorted() } == ["a", "b"])
    #expect(try count("新文本") == 1 && count("旧文本") == 0)
  }

  @Test func `The last of several old records is the one that is tried`() async throws {
    try store([page("a", "scan 旧文本"), page("a", "scan 新文本")])
    _ = try await index(recognising: false)

    let report = try await index(recognising: true)

    #expect(report.indexed == 1)
    #expect(try count("新文本") == 1 && count("旧文本") == 0)
  }

  @Test func `A rebuild reads everything once`() async throws {
    try store([page("a", "scan 扶持"), page("b", "放假")])
    _ = try await index(recognising: false)
    let asked = Asked()

    let report = try await index(recognising: true, rebuild: true, asked: asked)

    #expect(asked.names.withLock { $0.sorted() } == ["a", "b"])
    #expect(report.documents == 2)
  }
}
