import Bytes
import Documents
import TestSupport
import Testing

@testable import SearchIndex

/// What remains of an index when any one of the file operations of a commit fails.
struct FaultyWriteTests {
  /// A commit on top of what is there.
  struct Change: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// Earlier commits, of so many documents each.
    let base: [Int]
    let added: Int
    let deleted: [String]
    var threads = 1

    static let all = [
      Change(
        testDescription: "a first build on two threads", base: [], added: 300, deleted: [],
        threads: 2),
      Change(
        testDescription: "documents replaced and deleted", base: [40], added: 5,
        deleted: ["b0-7", "b0-9"]),
      Change(
        testDescription: "a merge of small segments", base: [3, 3, 3, 3, 3, 3, 3], added: 3,
        deleted: ["b2-1"]),
    ]
  }

  private func documents(_ count: Int, _ prefix: String) -> [Document] {
    var random = SeededRandom()
    return Corpus(count, &random, prefix: prefix).documents
  }

  private func prepared(_ change: Change) throws -> IndexFixture {
    let fixture = try IndexFixture()
    for (number, count) in change.base.enumerated() {
      try fixture.add(documents(count, "b\(number)-"))
    }
    return fixture
  }

  private func commit(_ change: Change, to store: IndexStore, on files: any FileSystem) throws {
    var options = IndexWriter.Options()
    options.memoryBudget = 4 << 20
    options.threads = change.threads
    let writer = try IndexWriter(store: store, options: options, on: files)
    for id in change.deleted { try writer.delete(id) }
    for document in documents(change.added, "n") + documents(change.base.isEmpty ? 0 : 1, "b0-") {
      try writer.add(document)
    }
    _ = try writer.commit(highWaterMark: HighWaterMark(file: 2, offset: 9), sites: [])
    try IndexFixture.merge(store, on: files)
  }

  /// The live documents' ids and what a search answers, which tell states apart.
  private func state(_ store: IndexStore) throws -> [String] {
    guard try store.currentNumber() != nil else { return [] }
    let reader = try store.openCurrent().reader
    let hits = ["资金", "扶持 企业", "\u{201C}项目管理\u{201D}"].flatMap {
      reader.search(SearchRequest(query: QueryParser.parse($0), top: 1_000)).hits
    }
    return ["\(reader.documentCount)"]
      + hits.map { "\(reader.document($0)?.id ?? "?") \($0.score)" }.sorted()
  }

  @Test(arguments: Change.all)
  func `the old generation stands, the error is told, and the next commit succeeds`(
    change: Change
  ) throws {
    let whole = try prepared(change)
    let before = try state(whole.store)
    let sound = FaultyFileSystem(failing: 0, code: 0)
    try commit(change, to: whole.store, on: sound)
    let after = try state(whole.store)
    #expect(before != after)
    #expect(
      sound.operations.count { $0 == "create" }
        >= (change.testDescription.contains("merge") ? 4 : 2))
    var told = 0
    for failing in 1...sound.operations.count {
      let fixture = try prepared(change)
      // EIO and ENOSPC by turns.
      let code: Int32 = failing % 2 == 0 ? 5 : 28
      let files = FaultyFileSystem(failing: failing, code: code)
      var isTold = false
      do {
        try commit(change, to: fixture.store, on: files)
      } catch {
        isTold = true
        let text = String(describing: error)
        #expect(text.contains(code == 28 ? "No space" : "Input/output"), "\(text)")
        #expect(text.contains(fixture.folder.path), "an error names its file: \(text)")
      }
      told += isTold ? 1 : 0
      let found = try state(fixture.store)
      let operation = "\(failing) \(files.operations.last ?? "")"
      // Once `current` has its name, only the folder's synchronizing and the tidying behind it can fail.
      #expect(found == before && isTold || found == after, "operation \(operation)")
      try commit(change, to: fixture.store, on: LocalFileSystem())
      #expect(try state(fixture.store) == after, "after operation \(operation)")
      #expect(try leftovers(fixture.store) == [], "after operation \(operation)")
    }
    #expect(told > sound.operations.count / 2)
  }

  /// Temporary files that nobody will use.
  private func leftovers(_ store: IndexStore) throws -> [String] {
    let files = LocalFileSystem()
    return try ["segments", "generations"].flatMap { folder in
      try files.names(in: store.path(folder)).filter { $0.hasSuffix(".tmp") }
    } + ((try? files.names(in: store.path(TieredMerge.folder))) ?? [])
  }

  @Test func `a large segment before small ones is not merged until the small ones make a tier`() {
    func candidates(_ sizes: [Int]) -> [MergePolicy.Candidate] {
      sizes.map { MergePolicy.Candidate(bytes: $0 << 20, documents: 10, dead: 0) }
    }
    let policy = MergePolicy()

    #expect(policy.next(candidates([900] + Array(repeating: 1, count: 7))) == nil)
    #expect(policy.next(candidates([900] + Array(repeating: 1, count: 8))) == 1..<9)
    #expect(policy.next(candidates(Array(repeating: 1, count: 8))) == 0..<8)
    #expect(policy.next(candidates([40, 1, 40, 40, 40, 40, 40, 40])) == 0..<8)
    #expect(policy.next(candidates([40, 40, 40, 40, 40, 40, 40, 1])) == nil)
  }
}
