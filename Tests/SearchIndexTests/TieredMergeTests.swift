import Bytes
import Documents
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import SearchIndex

/// Merges beside a writer and beside readers: what is committed is seen at once, and nothing that happens meanwhile is lost.
struct TieredMergeTests {
  /// An index of eight segments of a tier, some of whose documents are dead: a merge is due.
  private static func prepared(_ segments: Int = 8) throws -> IndexFixture {
    var random = SeededRandom()
    let fixture = try IndexFixture()
    for number in 0..<segments {
      try fixture.add(Corpus(12, &random, prefix: "\(number)-").documents)
    }
    try fixture.add([], delete: ["0-3", "2-5", "5-0", "5-1"])
    return fixture
  }

  /// Commits what hits the segments that are merged: a document replaced, two deleted, one of them dead already, and new ones.
  private static func change(_ store: IndexStore) throws {
    var random = SeededRandom()
    var replaced = Corpus(2, &random, prefix: "1-").documents
    replaced[1].text = "资金扶持企业 led 通知"
    let writer = try IndexWriter(store: store)
    for id in ["2-5", "4-7", "6-1", "nobody"] { try writer.delete(id) }
    for document in replaced + Corpus(3, &random, prefix: "new").documents {
      try writer.add(document)
    }
    _ = try writer.commit(
      highWaterMark: HighWaterMark(file: 2, offset: 9), sites: [SiteLabel(id: "s2", name: "二")])
  }

  private static func change(_ fixture: IndexFixture) throws { try change(fixture.store) }

  /// An index built at once of what is live in this one.
  private func rebuilt(_ fixture: IndexFixture) throws -> IndexReader {
    let whole = try IndexFixture()
    try whole.add(try fixture.open().liveDocuments, rebuild: true)
    return try whole.open()
  }

  private static func names(_ folder: String, of store: IndexStore) throws -> [String] {
    let path = store.path(folder)
    return LocalFileSystem().isFolder(path) ? try LocalFileSystem().names(in: path) : []
  }

  /// Expects a whole index without anything that no generation names.
  private static func expectTidy(_ store: IndexStore, _ context: Comment = "") throws {
    #expect(store.verify() == [], context)
    #expect(try names(TieredMerge.folder, of: store) == [], context)
    let named = try Set(
      store.generations().flatMap { try store.manifest($0).segments }
        .flatMap { [$0.fileName, $0.live > 0 ? $0.liveName : $0.fileName] })
    #expect(try Set(names("segments", of: store).map { "segments/\($0)" }) == named, context)
  }

  @Test func `a commit publishes by the same file operations whether a merge is due or not`() throws
  {
    let fixture = try IndexFixture()
    var operations: [[String]] = []
    for number in 0..<8 {
      let files = FaultyFileSystem()
      let writer = try IndexWriter(store: fixture.store, on: files)
      try writer.add(Document(id: "\(number)", url: "", siteID: "s", title: "", text: "扶持资金"))
      _ = try writer.commit(highWaterMark: HighWaterMark(file: 1, offset: 7), sites: [])
      operations.append(files.operations)
    }

    #expect(try TieredMerge(fixture.store).due()?.segmentCount == 8)
    #expect(try fixture.open().parts.count == 8)
    #expect(try fixture.open().documentCount == 8)
    #expect(operations[7] == operations[6])
    #expect(try fixture.merge() == 1)
    #expect(try fixture.open().parts.count == 1)
    #expect(try fixture.store.currentNumber() == 9)
  }

  @Test func `what is committed before any step of a merge is in the index that it makes`() throws {
    let counted = FaultyFileSystem()
    let first = try Self.prepared()
    let merge = TieredMerge(first.store, on: counted)
    _ = try merge.write(try #require(try merge.due()))
    let before = try first.open().answers

    for step in 1...counted.operations.count + 1 {
      let fixture = try Self.prepared()
      let files = FaultyFileSystem { number in
        guard number == step else { return }
        // Twice: the first of these generations is removed by the second.
        do {
          try Self.change(fixture)
          try fixture.add([], delete: ["7-2"])
        } catch { Issue.record(error) }
      }
      let merge = TieredMerge(fixture.store, on: files)
      let due = try #require(try merge.due())
      let written = try merge.write(due)
      if step > counted.operations.count {
        try Self.change(fixture)
        try fixture.add([], delete: ["7-2"])
      }
      let committed = try fixture.open()

      let manifest = try #require(try merge.install(written), "step \(step)")

      let reader = try fixture.open()
      #expect(reader.generation == manifest.number)
      #expect(reader.parts.count == 2)
      #expect(reader.parts[0].live?.deadCount == 5, "step \(step)")
      #expect(reader.document(id: "1-1")?.text == "资金扶持企业 led 通知")
      #expect(reader.document(id: "7-2") == nil)
      #expect(reader.answers == committed.answers, "step \(step)")
      #expect(reader.answers != before)
      #expect(reader.answers == (try rebuilt(fixture)).answers, "step \(step)")
      #expect(manifest.highWaterMark == committed.manifest.highWaterMark)
      #expect(manifest.sites == committed.manifest.sites)
      #expect(fixture.store.verify() == [])
    }
  }

  @Test func `the sources stay on disk while they are read, whatever is committed`() throws {
    let fixture = try Self.prepared()
    let merge = TieredMerge(fixture.store)
    var due = try merge.due()
    let paths = due?.parts.map(\.segment.path) ?? []

    for number in 0..<4 {
      try fixture.add(
        [Document(id: "\(number)", url: "", siteID: "s", title: "", text: "资金")], rebuild: true)
    }

    #expect(paths.count == 8)
    #expect(paths.allSatisfy { LocalFileSystem().exists($0) })
    due = nil
    try fixture.store.removeUnreferenced()
    #expect(!paths.contains { LocalFileSystem().exists($0) })
  }

  @Test(arguments: ["a rebuild", "a source without live documents", "a document that lives again"])
  func `a merge whose sources are no longer there as they were is dropped`(change: String) throws {
    let fixture = try Self.prepared()
    let merge = TieredMerge(fixture.store)
    let written = try merge.write(try #require(try merge.due()))
    switch change {
    case "a rebuild":
      try fixture.add(
        [Document(id: "x", url: "", siteID: "s", title: "", text: "资金")], rebuild: true)
    case "a source without live documents":
      try fixture.add([], delete: (0..<12).map { "3-\($0)" })
    default:
      // As by a writer that starts from an older generation because the current one is damaged.
      var manifest = try fixture.open().manifest
      manifest.number += 1
      let revived = manifest.segments[0]
      #expect(revived.live > 0)
      manifest.segments[0].live = 0
      manifest.segments[0].liveCount = revived.documentCount
      try fixture.store.publish(manifest)
    }
    let before = try fixture.open()

    #expect(try merge.install(written) == nil)

    #expect(try fixture.open().manifest == before.manifest)
    #expect(try Self.names(TieredMerge.folder, of: fixture.store) == [])
    try fixture.merge()
    #expect(try fixture.open().answers == before.answers)
    #expect(try fixture.open().answers == (try rebuilt(fixture)).answers)
  }

  @Test func `readers that are open during a merge see no change`() throws {
    let fixture = try Self.prepared()
    let reader = try fixture.open()
    let (answers, documents) = (reader.answers, reader.liveDocuments)
    let seen = Mutex<[[String]]>([])
    let files = FaultyFileSystem { _ in
      seen.withLock { $0.append(reader.answers) }
      let fresh = Result { try fixture.open().answers }
      if let fresh = try? fresh.get() { seen.withLock { $0.append(fresh) } }
    }

    #expect(try fixture.merge(on: files) == 1)
    try Self.change(fixture)
    for _ in 0..<3 { try fixture.add([]) }

    #expect(seen.withLock { $0.count } >= 2 * files.operations.count)
    #expect(seen.withLock { $0.allSatisfy { $0 == answers } })
    #expect(reader.answers == answers)
    #expect(reader.liveDocuments == documents)
    #expect(try fixture.store.generations().contains(reader.generation))
  }

  @Test(arguments: [
    "merge-before-write:1", "segment-before-sync:1", "segment-before-rename:1", "segment-after:1",
    "merge-after-write:1",
    // From here on behind a commit of another segment, with three lists of live documents.
    "merge-before-install:1", "merge-after-rename:1", "atomic-before-rename:6", "atomic-after:6",
    "publish-before-manifest:2", "publish-before-current:2", "publish-after:2",
    "merge-after-install:1",
  ]) func `a merge that is killed at any step loses nothing, and the next one tidies up`(
    step: String
  ) async throws {
    let fixture = try Self.prepared()
    let path = fixture.folder.path
    let before = try fixture.open().answers
    let changed = try Self.prepared()
    try Self.change(changed)

    await #expect(processExitsWith: .signal(SIGKILL)) {
      [step = step as String, path = path as String] in
      // SAFETY: the child has one thread yet, and no one has read the environment.
      _ = unsafe setenv("KUASOU_FAILPOINT", step, 1)
      let store = IndexStore(folder: "\(path)/index")
      let merge = TieredMerge(store)
      guard let due = try merge.due() else { return }
      let written = try merge.write(due)
      try Self.change(store)
      _ = try merge.install(written)
    }

    let isCommitted = !step.hasPrefix("segment") && !step.hasSuffix("write:1")
    let expected = isCommitted ? try changed.open().answers : before
    let opened = try fixture.store.openCurrent()
    #expect(opened.warnings.isEmpty)
    #expect(opened.reader.answers == expected)
    #expect(fixture.store.verify().isEmpty)
    try fixture.merge()
    try fixture.add([])
    #expect(try fixture.open().parts.count <= 2)
    #expect(try fixture.open().answers == expected)
    try Self.expectTidy(fixture.store)
  }

  @Test func `any file operation of a merge may fail`() throws {
    let sound = FaultyFileSystem()
    let expected = try mergeAmidChange(try Self.prepared(), on: sound)
    for failing in 1...sound.operations.count {
      let fixture = try Self.prepared()
      let code: Int32 = failing % 2 == 0 ? 5 : 28
      let files = FaultyFileSystem(failing: failing, code: code)
      var isTold = false
      do {
        _ = try mergeAmidChange(fixture, on: files)
      } catch {
        isTold = true
        let text = String(describing: error)
        #expect(text.contains(code == 28 ? "No space" : "Input/output"), "\(text)")
        #expect(text.contains(fixture.folder.path), "an error names its file: \(text)")
      }
      let context: Comment = "operation \(failing) \(files.operations.last ?? "")"
      let opened = try fixture.store.openCurrent()
      #expect(opened.warnings.isEmpty, context)
      if !isTold || opened.reader.parts.count == 2 {
        #expect(opened.reader.answers == expected, context)
      }
      try IndexFixture.merge(fixture.store)
      try Self.change(fixture)
      try fixture.merge()
      try fixture.add([])
      #expect(try fixture.open().answers == (try rebuilt(fixture)).answers, context)
      try Self.expectTidy(fixture.store, context)
    }
  }

  /// A merge with a commit between its two halves, so that it has deaths to carry over; gives what the index answers then.
  private func mergeAmidChange(
    _ fixture: IndexFixture, on files: FaultyFileSystem
  ) throws -> [String] {
    let merge = TieredMerge(fixture.store, on: files)
    let written = try merge.write(try #require(try merge.due()))
    try Self.change(fixture)
    _ = try merge.install(written)
    return try fixture.open().answers
  }

  @Test func `merging comes to an end and leaves few segments, whatever is committed`() throws {
    var random = SeededRandom()
    let fixture = try IndexFixture()
    var documents = 0
    for round in 0..<60 {
      let count = Int.random(in: 0..<20, using: &random)
      let gone = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
        "r\(Int.random(in: 0...round, using: &random))-\(Int.random(in: 0..<20, using: &random))"
      }
      try fixture.add(Corpus(count, &random, prefix: "r\(round)-").documents, delete: gone)
      documents += count
      if Int.random(in: 0..<3, using: &random) > 0 { continue }
      let before = try fixture.open()

      let merges = try fixture.merge()

      #expect(merges <= before.parts.count, "seed \(SeededRandom.seed)")
      let reader = try fixture.open()
      #expect(reader.parts.count < 8)
      #expect(reader.liveDocuments == before.liveDocuments)
      #expect(try fixture.merge() == 0)
    }
    #expect(try fixture.open().answers == (try rebuilt(fixture)).answers)
    try fixture.add([])
    try Self.expectTidy(fixture.store)
  }

  @Test func `nothing is merged while an older generation stands in for a damaged one`() throws {
    let fixture = try Self.prepared()
    try fixture.folder.write("damaged", to: "index/\(GenerationManifest.fileName(9))")

    #expect(try fixture.store.openCurrent().reader.parts.count == 8)
    #expect(try TieredMerge(fixture.store).due() == nil)
  }

  @Test func `an empty store has nothing to merge`() throws {
    let fixture = try IndexFixture()

    #expect(try fixture.merge() == 0)
    #expect(!LocalFileSystem().exists(fixture.store.folder))
  }
}
