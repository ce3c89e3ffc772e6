import Bytes
import Documents
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

  private static func release(_ lock: consuming FileLock) {}

  private func fill(_ segments: Int = 8) throws {
    for number in 0..<segments {
      try Self.commit(data, [Self.document("\(number)", "扶持资金 \(number)")])
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
    #expect(told.first?.documents == 8)
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
    #expect(merges == 2, "three of eight dead are a reason for another one")
    #expect(reader.documentCount == 8)
    #expect(reader.count(QueryParser.parse("通知办法")) == 3)
    #expect(reader.count(QueryParser.parse("扶持资金")) == 5)
  }

  private static func isInstalling(_ data: DataFolder) -> Bool {
    do {
      _ = try FileLock(path: "\(data.path)/index.lock", holder: "test")
      return false
    } catch { return true }
  }

  @Test func `A merge waits for a writer with installing, and takes in what that has done`()
    async throws
  {
    try fill()
    let data = data
    let isWritten = Mutex(false)
    let lock = try FileLock(path: "\(data.path)/index.lock", holder: "kuasou index")
    let writer = try IndexWriter(store: IndexStore(folder: data.index))
    try writer.delete("3")
    try writer.add(Self.document("new", "通知办法"))

    async let merges = Task.detached {
      try MergeJob(data: data).run { progress in
        if progress.step != "merging" { isWritten.withLock { $0 = true } }
      }
    }.value
    while !isWritten.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(2)) }
    try await Task.sleep(for: .milliseconds(50))
    #expect(try segments() == 8)
    _ = try writer.commit(highWaterMark: HighWaterMark(file: 2, offset: 8), sites: [])
    #expect(try segments() == 9)
    Self.release(lock)

    #expect(try await merges == 1)
    let reader = try IndexStore(folder: data.index).openCurrent().reader
    #expect(reader.manifest.segments.count == 2)
    #expect(reader.documentCount == 8)
    #expect(reader.document(id: "3") == nil)
    #expect(reader.manifest.highWaterMark == HighWaterMark(file: 2, offset: 8))
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
    let lock = try FileLock(path: "\(data.path)/index.lock", holder: "kuasou merge")
    let data = data

    async let report = IndexJob(data: data, sites: []) { page in
      var content = ExtractedContent(type: .html)
      content.text = String(decoding: page.body, as: UTF8.self)
      return content
    }.run()
    try await Task.sleep(for: .milliseconds(50))
    #expect(try IndexStore(folder: data.index).currentNumber() == nil)
    Self.release(lock)

    #expect(try await report.documents == 1)
  }

  @Test func `Writers, merges and readers at once end in the index of a rebuild`() async throws {
    let data = data
    let isDone = Mutex(false)
    let merging = Task.detached {
      var merges = 0
      while !isDone.withLock({ $0 }) {
        merges += try MergeJob(data: data).run()
        await Task.yield()
      }
      return merges
    }
    let reading = Task.detached {
      let store = IndexStore(folder: data.index)
      var last = 0
      while !isDone.withLock({ $0 }) {
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
    isDone.withLock { $0 = true }
    let merges = try await merging.value + MergeJob(data: data).run()
    try await reading.value

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
