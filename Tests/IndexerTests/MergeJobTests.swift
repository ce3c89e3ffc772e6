import Bytes
import Dispatch
import Documents
import Glibc
import Indexer
import SearchIndex
import Synchronization
import TestSupport
import Testing

/// Merges of a data folder beside those who write it: who waits for whom.
@Suite struct MergeJobTests {
  private let folder: TemporaryFolder
  private let data: DataFolder

  init() throws {
    folder = try TemporaryFolder()
    data = try DataFolder.create(folder.file("data"))
  }

  private static func document(_ id: String, _ text: String) -> Document {
    Document(id: id, url: "http://a/\(id)", siteID: "s1", title: "标题", text: text)
  }

  /// Commits as `kuasou index` does, under its lock.
  private static func commit(
    _ data: DataFolder, _ documents: [Document], delete: [String] = []
  ) throws {
    let lock = try FileLock(
      path: "\(data.path)/index.lock", holder: "kuasou index", patience: .brief("kuasou merge"))
    let writer = try IndexWriter(store: IndexStore(folder: data.index))
    for id in delete { try writer.delete(id) }
    for document in documents { try writer.add(document) }
    _ = try writer.commit(highWaterMark: HighWaterMark(file: 1, offset: 7), sites: [])
    withExtendedLifetime(lock) {}
  }

  private func fill(_ segments: Int = 8) throws {
    for number in 0..<segments {
      try Self.commit(
        data, ["\(number)", "\(number)b"].map { Self.document($0, "扶持资金 \(number)") })
    }
  }

  private func segments() throws -> Int {
    try IndexStore(folder: data.index).openCurrent().reader.manifest.segments.count
  }

  @Test func `What is due is merged, and told before`() throws {
    try fill()
    var told: [MergeJob.Progress] = []

    let merges = try MergeJob(data: data).run { told.append($0) }

    #expect(merges == 1)
    #expect(told.first?.segments == 8)
    #expect(told.first?.documents == 16)
    #expect(try segments() == 1)
    #expect(try MergeJob(data: data).run() == 0)
  }

  @Test func `A writer gets its lock at any moment while a merge is written`() throws {
    try fill()
    let commits = Mutex(0)
    let data = data
    let files = FaultyFileSystem { _ in
      // Installing has begun when the merged segment has its final place: that is the writer's lock's.
      guard commits.withLock({ $0 }) < 3, !Self.isInstalling(data) else { return }
      do {
        let number = commits.withLock { count in
          count += 1
          return count
        }
        try Self.commit(data, [Self.document("n\(number)", "通知办法")], delete: ["\(number)"])
      } catch { Issue.record(error) }
    }

    let merges = try MergeJob(data: data, on: files).run()

    let reader = try IndexStore(folder: data.index).openCurrent().reader
    #expect(commits.withLock { $0 } == 3)
    #expect(merges == 1)
    #expect(reader.manifest.segments.map(\.liveCount) == [13, 1, 1, 1])
    #expect(reader.count(QueryParser.parse("通知办法")) == 3)
    #expect(reader.count(QueryParser.parse("扶持资金")) == 13)
  }

  private static func isInstalling(_ data: DataFolder) -> Bool {
    do {
      _ = try FileLock(path: "\(data.path)/index.lock", holder: "test")
      return false
    } catch { return true }
  }

  @Test func `A merge waits for a writer with installing, and takes in what that has done`() throws
  {
    try fill()
    let data = data
    let isWritten = Mutex(false)
    let merges = Mutex<Int?>(nil)
    let held = Mutex<HeldForTest?>(HeldForTest(try lock("kuasou index")))
    let writer = try IndexWriter(store: IndexStore(folder: data.index))
    try writer.delete("3")
    try writer.add(Self.document("new", "通知办法"))

    // A thread of its own: it waits in the kernel, which a task's thread must not.
    DispatchQueue.global().async {
      let count = try? MergeJob(data: data).run { progress in
        if progress.step != "merging" { isWritten.withLock { $0 = true } }
      }
      merges.withLock { $0 = count ?? -1 }
    }
    while !isWritten.withLock({ $0 }) { usleep(2000) }
    usleep(50_000)
    #expect(try segments() == 8)
    _ = try writer.commit(highWaterMark: HighWaterMark(file: 2, offset: 8), sites: [])
    #expect(try segments() == 9)
    #expect(merges.withLock { $0 } == nil)
    held.withLock { $0 = nil }
    while merges.withLock({ $0 }) == nil { usleep(2000) }

    #expect(merges.withLock { $0 } == 1)
    let reader = try IndexStore(folder: data.index).openCurrent().reader
    #expect(reader.manifest.segments.map(\.liveCount) == [15, 1])
    #expect(reader.document(id: "3") == nil)
    #expect(reader.manifest.highWaterMark == HighWaterMark(file: 2, offset: 8))
  }

  private func lock(_ holder: String) throws -> FileLock {
    try FileLock(path: "\(data.path)/index.lock", holder: holder)
  }

  @Test func `A second merge leaves all to the first`() throws {
    try fill()
    let lock = try FileLock(path: "\(data.path)/merge.lock", holder: "kuasou merge")
    let leftover = try folder.write("x", to: "data/index/merging/merged.kseg.tmp")

    #expect(try MergeJob(data: data).run() == 0)

    #expect(try segments() == 8)
    #expect(LocalFileSystem().exists(leftover), "it may be the first one's")
    withExtendedLifetime(lock) {}
  }

  @Test func `An indexing waits for a merge that is being installed`() async throws {
    var writer = try PageStoreWriter(data: data, holder: "test")
    _ = try writer.append(
      .response(
        Page(
          url: "http://a/1", siteID: "s1", fetchedAt: UnixTime(milliseconds: 1), status: 200,
          headers: [], body: Array("扶持资金".utf8))))
    try writer.commit()
    let held = Mutex<HeldForTest?>(HeldForTest(try lock("kuasou merge")))
    let isFree = Mutex(false)
    // By a thread of its own: the job waits on a task's thread.
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(150)) {
      isFree.withLock { $0 = true }
      held.withLock { $0 = nil }
    }

    let extract = IndexJob.eachPage { page in
      var content = ExtractedContent(type: .html)
      content.text = String(decoding: page.body, as: UTF8.self)
      return content
    }
    let report = try await IndexJob(data: data, sites: [], extract: extract).run()

    #expect(isFree.withLock { $0 })
    #expect(report.documents == 1)
  }

  @Test func `Writers, merges and readers at once end in the index of a rebuild`() async throws {
    let data = data
    let isDone = Flag()
    let merging = Task.detached {
      var merges = 0
      while !isDone.value {
        merges += try MergeJob(data: data).run()
        await Task.yield()
      }
      return merges
    }
    let reading = Task.detached {
      let store = IndexStore(folder: data.index)
      var last = 0
      while !isDone.value {
        await Task.yield()
        guard let opened = try? store.openCurrent() else { continue }
        let found = opened.reader.count(QueryParser.parse("资金"))
        #expect(opened.warnings.isEmpty)
        #expect(found == opened.reader.documentCount)
        // Each commit adds one document more than it deletes.
        #expect(found >= last)
        last = found
      }
    }
    for number in 0..<80 {
      try Self.commit(
        data,
        [Self.document("a\(number)", "资金 \(number)"), Self.document("b\(number)", "资金 扶持")],
        delete: ["a\(number - 5)"])
      await Task.yield()
    }
    isDone.set()
    let merges = try await merging.value + MergeJob(data: data).run()
    await reading.value

    let reader = try IndexStore(folder: data.index).openCurrent().reader
    let whole = try DataFolder.create(folder.file("whole"))
    let expected = (0..<80).flatMap { number in
      (number < 75 ? [] : [Self.document("a\(number)", "资金 \(number)")])
        + [Self.document("b\(number)", "资金 扶持")]
    }
    try Self.commit(whole, expected)
    let rebuilt = try IndexStore(folder: whole.index).openCurrent().reader
    #expect(merges > 0)
    #expect(reader.manifest.segments.count < 16)
    for text in ["资金", "资金 扶持", "扶持 OR 资金"] {
      let request = SearchRequest(query: QueryParser.parse(text), top: 100)
      let (left, right) = (reader.search(request).hits, rebuilt.search(request).hits)
      #expect(left.map { reader.document($0)?.id } == right.map { rebuilt.document($0)?.id })
      #expect(left.map(\.score) == right.map(\.score))
    }
    #expect(IndexStore(folder: data.index).verify().isEmpty)
  }
}

/// A lock that a test lets go from another thread.
private final class HeldForTest: Sendable {
  private let lock: FileLock

  init(_ lock: consuming FileLock) { self.lock = lock }
}

/// Something that tasks wait for.
private final class Flag: Sendable {
  private let flag = Mutex(false)

  var value: Bool { flag.withLock { $0 } }

  func set() { flag.withLock { $0 = true } }
}
