import Bytes
import Documents
import Indexer
import SearchIndex
import Synchronization
import TestSupport
import Testing

@Suite struct IndexJobTests {
  private let folder: TemporaryFolder
  private let data: DataFolder
  private let sites = [SiteLabel(id: "jxw", name: "市经信局", kind: "department")]

  init() throws {
    folder = try TemporaryFolder()
    data = try DataFolder.create(folder.file("data"))
  }

  private func page(_ name: String, _ text: String, status: Int = 200) -> PageRecord {
    .response(
      Page(
        url: "http://jxw.gov.localhost/\(name)", siteID: "jxw",
        fetchedAt: UnixTime(milliseconds: 1_700_000_000_000), status: status, headers: [],
        body: Array(text.utf8)))
  }

  private func store(_ records: [PageRecord]) throws {
    var writer = try PageStoreWriter(data: data, holder: "test")
    for record in records { _ = try writer.append(record) }
    try writer.commit()
  }

  /// Takes the body as the text, "!" for a page without any, as a worker would.
  private static let extract = IndexJob.eachPage { page in
    var content = ExtractedContent(type: .html)
    content.text = String(decoding: page.body, as: UTF8.self)
    content.title = "标题 \(content.text.prefix(4))"
    if content.text == "!" { content.failure = .scanned }
    if content.text.hasPrefix("noindex") { content.noindex = true }
    return content
  }

  private func index(
    rebuild: Bool = false, threads: Int = 2, extract: @escaping IndexJob.Extract = Self.extract
  ) async throws -> IndexReport {
    var options = IndexJob.Options()
    options.rebuild = rebuild
    options.threads = threads
    return try await IndexJob(data: data, sites: sites, options: options, extract: extract).run()
  }

  private func count(_ query: String) throws -> Int {
    try IndexStore(folder: data.index).openCurrent().reader.count(QueryParser.parse(query))
  }

  @Test func `Pages become documents of a published generation`() async throws {
    try store([page("a", "申报扶持资金"), page("b", "放假安排")])

    let report = try await index()

    let found = try count("扶持资金")
    #expect(report.generation == 1)
    #expect(report.documents == 2)
    #expect(report.types == ["html": 2])
    #expect(report.sites["jxw"]?.name == "市经信局")
    #expect(found == 1)
  }

  @Test func `Only the last word on a URL is extracted, and a gone page leaves`() async throws {
    try store([page("a", "旧文本"), page("a", "新文本"), page("b", "人才引进")])
    _ = try await index()
    try store([
      .gone(
        PageRemoval(
          url: "http://jxw.gov.localhost/b", siteID: "jxw", at: UnixTime(milliseconds: 0),
          reason: "404 seen twice"))
    ])

    let second = try await index()

    let old = try count("旧文")
    let new = try count("新文")
    let gone = try count("人才引进")
    #expect((old, new, gone) == (0, 1, 0))
    #expect(second.recordsRead == 1, "it goes on behind the mark")
    #expect(second.sites["jxw"]?.removed == 1)
  }

  @Test func `Pages without a document are counted by reason`() async throws {
    try store([page("a", "!"), page("b", "noindex 扶持"), page("c", "正文")])

    let report = try await index()

    #expect(report.documents == 1)
    #expect(
      report.skipped == ["its pages are images without text": 1, "asks not to be indexed": 1])
  }

  private func yield() throws -> SiteYield {
    try #require(try SiteYield.all(in: data).first)
  }

  @Test func `The yield of a site follows its pages from run to run`() async throws {
    try store([page("a", "!"), page("b", "!"), page("c", "正文"), page("d", "noindex")])
    _ = try await index()
    let first = try yield()
    try store([page("a", "有了正文"), page("e", "!")])
    _ = try await index()
    let second = try yield()
    let list = try SkippedPages(data).entries
    let kept = try #require(try? LocalFileSystem().read(SkippedPages.path(data), limit: 1 << 20))
    _ = try await index(rebuild: true)

    #expect(first.documents == 1 && first.skipped.values.reduce(0, +) == 3)
    #expect(first.share == 1.0 / 3, "a page that asks not to be indexed is not missed")
    #expect(second.documents == 2)
    #expect(list.map(\.url.last) == ["d", "b", "e"], "by reason, then URL")
    #expect(second.line.hasPrefix("2 of 5 pages are documents (50.0 %); its pages are images"))
    #expect(try LocalFileSystem().read(SkippedPages.path(data), limit: 1 << 20) == kept)
  }

  @Test func `A damaged list of skipped pages is told of and made anew`() async throws {
    try store([page("a", "!"), page("b", "正文")])
    _ = try await index()
    let path = SkippedPages.path(data)
    let bytes = try LocalFileSystem().read(path, limit: 1 << 20)
    for place in bytes.indices {
      var damaged = bytes
      damaged[place] ^= 0x10
      try LocalFileSystem().writeSynchronized(damaged, to: path)
      #expect(throws: FileError.self) { try SkippedPages(data) }
    }
    try store([page("c", "!")])

    let report = try await index()

    #expect(report.warnings.count == 1)
    #expect(try SkippedPages(data).entries.map(\.url.last) == ["c"])
  }

  @Test func `A page that begins to ask not to be indexed leaves the index`() async throws {
    try store([page("a", "扶持资金")])
    _ = try await index()
    try store([page("a", "noindex 扶持资金")])

    _ = try await index()

    let found = try count("扶持资金")
    #expect(found == 0)
  }

  @Test func `The order of documents does not depend on the workers' speed`() async throws {
    try store((0..<60).map { page("p\($0)", "第\($0)页 扶持资金") })
    let slow: IndexJob.Extract = { pages in
      if pages.count % 3 == 0 { try? await Task.sleep(for: .milliseconds(3)) }
      return await Self.extract(pages)
    }
    _ = try await index(rebuild: true, threads: 1)
    let reader = try IndexStore(folder: data.index).openCurrent().reader
    let request = SearchRequest(query: QueryParser.parse("扶持资金"), top: 60)
    let serial = reader.search(request).hits.compactMap { reader.document($0)?.id }

    _ = try await index(rebuild: true, threads: 7, extract: slow)

    let other = try IndexStore(folder: data.index).openCurrent().reader
    let parallel = other.search(request).hits.compactMap { other.document($0)?.id }
    #expect(serial.count == 60)
    #expect(serial == parallel)
  }

  @Test func `A second job is refused while one runs`() async throws {
    try store([page("a", "正文")])
    let lock = try FileLock(path: "\(data.path)/index.lock", holder: "kuasou index")

    await #expect(throws: IndexJobError.self) { _ = try await index() }
    withExtendedLifetime(lock) {}
  }

  @Test func `A page store that was replaced by a shorter one is noticed`() async throws {
    try store((0..<20).map { page("p\($0)", "正文 \($0)") })
    _ = try await index()
    LocalFileSystem().removeTree(data.pages)
    try store([page("a", "正文")])

    await #expect {
      _ = try await index()
    } throws: { error in
      guard case IndexJobError.storeIsShorter = error else { return false }
      return true
    }
    let rebuilt = try await index(rebuild: true)
    #expect(rebuilt.documents == 1)
  }

  @Test func `A damaged page store publishes nothing`() async throws {
    try store([page("a", "扶持资金")])
    _ = try await index()
    try store([page("b", "人才引进"), page("c", "人才引进")])
    let path = "\(data.pages)/000001.warc.gz"
    var bytes = try LocalFileSystem().read(path)
    bytes[bytes.count - 30] ^= 0x40
    try LocalFileSystem().writeSynchronized(bytes, to: path)

    await #expect(throws: IndexJobError.self) { _ = try await index() }

    let number = try IndexStore(folder: data.index).currentNumber()
    let found = try count("扶持资金")
    #expect(number == 1)
    #expect(found == 1)
  }

  private func imported(_ id: String, _ text: String) -> ImportedDocument {
    var document = ImportedDocument(id: id, text: text)
    (document.title, document.site) = ("通知 \(id)\n第二行", "jxw")
    document.date = CalendarDate(iso: "2024-03-01")
    document.importedAt = UnixTime(milliseconds: 1_700_000_000_000)
    return document
  }

  /// The record as kuasou wrote it before 2026-11-26: JSON in a gzip member without a label.
  private func oldMember(_ document: ImportedDocument) -> [UInt8] {
    let fields = PageRecord.document(document).warc.fields.filter { $0.name.hasPrefix("WARC-") }
    return Gzip.compress(document.jsonRecord(fields).bytes, level: 1)
  }

  private func segments() throws -> [[UInt8]] {
    let files = LocalFileSystem()
    return try files.names(in: "\(data.index)/segments").filter { $0.hasSuffix(".kseg") }.sorted()
      .map { try files.read("\(data.index)/segments/\($0)") }
  }

  @Test func `Old and new records of the same documents give the same index`() async throws {
    let documents = (0..<80).map { imported("d\($0 % 70)", "正文 \($0) 扶持资金\n") }
    try RawPageStore.write(documents.map { oldMember($0) }, version: 1, pages: data.pages)
    let oldReport = try await index(rebuild: true)
    let old = try segments()
    LocalFileSystem().removeTree(data.index)
    LocalFileSystem().removeTree(data.pages)
    try store(documents.map { .document($0) })

    let newReport = try await index(rebuild: true)

    let new = try segments()
    #expect(oldReport.documents == 70)
    #expect(newReport.recordsRead == oldReport.recordsRead)
    #expect(newReport.indexed == oldReport.indexed)
    #expect(newReport.sites == oldReport.sites)
    #expect(!old.isEmpty)
    #expect(old == new)
  }

  @Test func `The last word counts across old and new records, documents and pages`() async throws {
    try RawPageStore.write(
      [oldMember(imported("a", "最旧")), oldMember(imported("b", "保留"))], version: 1,
      pages: data.pages)
    try store([
      .document(imported("a", "较旧")), page("p", "页面"), .document(imported("a", "最新")),
    ])

    let report = try await index()

    let oldest = try count("最旧")
    let older = try count("较旧")
    let newest = try count("最新")
    let kept = try count("保留")
    #expect((oldest, older, newest, kept) == (0, 0, 1, 1))
    #expect(report.recordsRead == 5)
    #expect(report.indexed == 3)
  }

  @Test func `Damage in a record that a later one replaces publishes nothing`() async throws {
    try store([.document(imported("a", "旧文本")), .document(imported("a", "新文本"))])
    let path = "\(data.pages)/000001.warc.gz"
    var bytes = try LocalFileSystem().read(path)
    let text = Array("旧文本".utf8)
    let at = try #require(bytes.indices.first { bytes[$0...].starts(with: text) })
    bytes[at] ^= 1
    try LocalFileSystem().writeSynchronized(bytes, to: path)

    await #expect(throws: IndexJobError.self) { _ = try await index() }

    let number = try IndexStore(folder: data.index).currentNumber()
    #expect(number == nil)
  }

  @Test func `Of 200 writers that start at once one wins, and the others say who holds the lock`()
    async throws
  {
    try store([page("a", "申报扶持资金")])
    let turnedAway = Counter()
    let (data, sites) = (data, sites)
    // The winner holds the lock until all others have been turned away.
    let extract: IndexJob.Extract = { pages in
      while turnedAway.value < 199 { try? await Task.sleep(for: .milliseconds(2)) }
      return await Self.extract(pages)
    }

    let failures = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<200 {
        group.addTask {
          do {
            _ = try await IndexJob(data: data, sites: sites, extract: extract).run()
            return nil
          } catch {
            turnedAway.add()
            return "\(error)"
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }

    let messages = failures.compactMap { $0 }
    #expect(messages.count == 199)
    for message in messages { #expect(message.contains("(kuasou index, process ")) }
    #expect(try count("扶持资金") == 1)
    #expect(try IndexStore(folder: data.index).currentNumber() == 1)
  }
}

/// A number that tasks share.
private final class Counter: Sendable {
  private let number = Mutex(0)

  var value: Int { number.withLock { $0 } }

  func add() { number.withLock { $0 += 1 } }
}
