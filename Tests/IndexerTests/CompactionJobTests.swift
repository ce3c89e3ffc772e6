import Bytes
import Documents
import Indexer
import SearchIndex
import TestSupport
import Testing

/// Compaction beside an index: what it has read stays valid, and a rebuild gives the same.
@Suite struct CompactionJobTests {
  private let folder: TemporaryFolder
  private let store: CompactableStore

  init() throws {
    folder = try TemporaryFolder()
    store = try CompactableStore(folder.file("data"))
  }

  private static let extract = IndexJob.eachPage { page in
    var content = ExtractedContent(type: .html)
    content.text = String(decoding: page.body, as: UTF8.self)
    content.title = "标题 \(content.text.prefix(4))"
    return content
  }

  private func index(rebuild: Bool = false) async throws -> IndexReport {
    var options = IndexJob.Options()
    options.rebuild = rebuild
    options.threads = 1
    return try await IndexJob(
      data: store.data, sites: [], options: options, extract: Self.extract
    ).run()
  }

  private func compact(force: Bool = true) throws -> CompactionReport {
    var options = CompactionOptions()
    options.takesAll = force
    return try CompactionJob(data: store.data, options: options).run()
  }

  /// Id and text of every document, by its id.
  private func documents() throws -> [String: String] {
    let reader = try IndexStore(folder: store.data.index).openCurrent().reader
    var documents: [String: String] = [:]
    let ids = (0..<100).map { CompactableStore.url($0) } + (0..<3).map { "d\($0)" }
    for id in ids { documents[id] = reader.document(id: id)?.text }
    return documents
  }

  private func segments() throws -> [[UInt8]] {
    let files = LocalFileSystem()
    return try files.names(in: "\(store.data.index)/segments").filter { $0.hasSuffix(".kseg") }
      .map { try files.read("\(store.data.index)/segments/\($0)") }
  }

  @Test func `A rebuild after compaction gives the same index byte for byte`() async throws {
    try store.fill(rounds: 0..<12)
    _ = try await index(rebuild: true)
    let (documents, segments) = (try documents(), try segments())

    let report = try compact()
    let rebuilt = try await index(rebuild: true)

    #expect(report.total.dropped > 80)
    #expect(rebuilt.recordsRead < 12 * 13 - 80)
    #expect(try self.documents() == documents)
    #expect(documents.count == 14)
    #expect(try self.segments().last == segments.last)
  }

  @Test func `Indexing goes on behind the mark after compaction, and ends as a rebuild does`()
    async throws
  {
    try store.fill(rounds: 0..<7)
    _ = try await index()
    _ = try compact()
    try store.fill(rounds: 7..<12)
    _ = try compact()
    let second = try await index()
    let documents = try documents()
    _ = try compact()
    try store.fill(rounds: 12..<14)
    _ = try compact()
    _ = try await index()
    let third = try self.documents()
    _ = try compact()
    _ = try await index(rebuild: true)

    #expect(second.recordsRead == 5 * 13)
    #expect(documents.count == 14)
    #expect(documents != third)
    #expect(try self.documents() == third)
    #expect(try store.problems().isEmpty)
  }

  @Test func `Without an index nothing is dropped`() throws {
    try store.fill(rounds: 0..<12)

    let report = try compact()

    #expect(report.total.dropped == 0)
    #expect(report.files.allSatisfy { $0.verdict == .unread })
  }

  @Test func `What an older generation has not read is left alone: it may have to go on`()
    async throws
  {
    try store.fill(rounds: 0..<6)
    _ = try await index()
    let mark = try PageStoreReader(data: store.data).mark.end
    try store.fill(rounds: 6..<12)
    _ = try await index()

    let report = try compact()

    let done = report.files.prefix { $0.verdict == .compacted }
    #expect(done.count == Int(mark.file) - 1)
    #expect(report.files.dropFirst(done.count).allSatisfy { $0.verdict == .unread })
    // The current generation is damaged: the next indexing goes on from the older one.
    try folder.write("damaged", to: "data/index/generations/00000002.kgen")
    let next = try await index()
    #expect(next.recordsRead == 6 * 13)
    let documents = try documents()
    _ = try await index(rebuild: true)
    #expect(try self.documents() == documents)
  }

  @Test func `An index from a backup that is older than the compaction is told to be rebuilt`()
    async throws
  {
    try store.fill(rounds: 0..<6)
    _ = try await index()
    let backup = try contents(of: store.data.index)
    try store.fill(rounds: 6..<12)
    for _ in 0..<2 { _ = try await index(rebuild: true) }
    _ = try compact()
    LocalFileSystem().removeTree(store.data.index)
    for (name, bytes) in backup { try folder.write(bytes, to: "data/index/\(name)") }

    await #expect {
      _ = try await index()
    } throws: { error in
      guard case IndexJobError.storeIsCompacted = error else { return false }
      return (error as? IndexJobError)?.help.contains("kuasou index --rebuild") == true
    }
    _ = try await index(rebuild: true)
    let rebuilt = try documents()
    #expect(rebuilt.count == 14)
  }

  /// All files below the folder by their paths in it.
  private func contents(of path: String) throws -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for name in try LocalFileSystem().names(in: path) {
      if LocalFileSystem().isFolder("\(path)/\(name)") {
        for (inner, bytes) in try contents(of: "\(path)/\(name)") {
          found["\(name)/\(inner)"] = bytes
        }
      } else {
        found[name] = try LocalFileSystem().read("\(path)/\(name)")
      }
    }
    return found
  }

  @Test(arguments: [("pages.lock", "kuasou crawl"), ("index.lock", "kuasou index")])
  func `A lock that is held is named with its holder`(name: String, holder: String) throws {
    try store.fill(rounds: 0..<2)
    let lock = try FileLock(path: "\(store.data.path)/\(name)", holder: holder)

    #expect {
      _ = try compact()
    } throws: { error in
      guard case IndexJobError.file(let file) = error, case .locked = file else { return false }
      return file.description.contains("(\(holder), process ") && !file.help.isEmpty
    }
    withExtendedLifetime(lock) {}
  }

  @Test func `Writer and indexer are refused while a compaction holds the locks`() async throws {
    try store.fill(rounds: 0..<12)
    _ = try await index()
    var refused: [String] = []
    var options = CompactionOptions()
    options.takesAll = true
    let data = store.data

    _ = try CompactionJob(data: data, options: options).run { _ in
      for name in ["pages.lock", "index.lock"] {
        do throws(FileError) {
          _ = try FileLock(path: "\(data.path)/\(name)", holder: "test")
        } catch { refused.append("\(error)") }
      }
    }

    #expect(refused.count >= 4)
    #expect(refused.allSatisfy { $0.contains("(kuasou compact, process ") })
  }

  @Test
  func `A crawl compacts by itself when it closed a file and half of the closed bytes would go`()
    async throws
  {
    try store.fill(rounds: 0..<12)
    _ = try await index()
    let end = try PageStoreReader(data: store.data).mark.end

    let idle = try CompactionJob.runIfWorthIt(data: store.data, since: end)
    let lock = try FileLock(path: "\(store.data.path)/index.lock", holder: "kuasou index")
    let beside = try CompactionJob.runIfWorthIt(data: store.data, since: .start)
    _ = consume lock
    let done = try CompactionJob.runIfWorthIt(data: store.data, since: .start)
    let again = try CompactionJob.runIfWorthIt(data: store.data, since: .start)

    #expect(idle == nil, "no file was closed")
    #expect(beside == nil, "an indexing is under way")
    #expect(done.map { $0.total.dropped > 80 } == true)
    #expect(again == nil, "little is left to drop")
    #expect(try store.problems().isEmpty)
  }
}
