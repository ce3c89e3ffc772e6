import Bytes
import Documents
import Glibc
import TestSupport
import Testing

@testable import SearchIndex

/// What a writer that was killed leaves: an index that opens with everything that was acknowledged.
struct CrashTests {
  /// Kills at random moments; `KUASOU_KILLS=200` for the long form.
  private static let kills = TestEnvironment.value("KUASOU_KILLS").flatMap { Int($0) } ?? 20

  @Test(arguments: [
    "segment-before-sync:1", "segment-before-sync:9", "segment-before-rename:1",
    "segment-before-rename:9", "segment-after:1", "segment-after:9", "merge-before-write:1",
    "merge-before-write:2", "merge-after-write:1", "merge-before-install:1", "merge-after-rename:2",
    "merge-after-install:1", "publish-before-manifest:1", "publish-before-manifest:9",
    "publish-before-current:1", "publish-before-current:9", "publish-after:1", "publish-after:9",
    "publish-before-manifest:8", "publish-before-current:8", "publish-after:8",
    "atomic-before-write:1", "atomic-before-write:4", "atomic-before-rename:1",
    "atomic-before-rename:4", "atomic-before-folder-sync:1", "atomic-before-folder-sync:6",
    "atomic-after:1", "atomic-after:7",
  ]) func `a kill at any step of build, merge and publish loses nothing acknowledged`(
    step: String
  ) async throws {
    let folder = try TemporaryFolder()
    let path = folder.path

    await #expect(processExitsWith: .signal(SIGKILL)) {
      [step = step as String, path = path as String] in
      // SAFETY: the child has one thread yet, and no one has read the environment.
      _ = unsafe setenv("KUASOU_FAILPOINT", step, 1)
      try CrashTests.writeForEver(path)
    }

    try Self.check(path)
  }

  @Test func `a kill at a random moment loses nothing acknowledged`() async throws {
    var random = SeededRandom()
    var folder = try TemporaryFolder()
    for number in 0..<Self.kills {
      // An index lives through twenty kills: each writer but the first meets what the one before has left.
      if number > 0 && number % 20 == 0 { folder = try TemporaryFolder() }
      let delay = Int.random(in: 0..<150_000, using: &random)
      let path = folder.path

      await #expect(processExitsWith: .signal(SIGKILL)) {
        [delay = delay as Int, path = path as String] in
        Task.detached {
          try await Task.sleep(for: .microseconds(delay))
          _ = kill(getpid(), SIGKILL)
        }
        try CrashTests.writeForEver(path)
      }

      try Self.check(path)
    }
  }

  private static let batchSize = 5

  /// Commits batch after batch and notes each one's number once it is acknowledged; every batch replaces the first
  /// document of the one before.
  private static func writeForEver(_ path: String) throws {
    let store = IndexStore(folder: "\(path)/index")
    let notes = try FileDescriptor.open("\(path)/acknowledged", .append)
    var batch = try acknowledged(path)
    while true {
      let writer = try IndexWriter(store: store)
      for index in 0..<batchSize { try writer.add(document(batch, index, "扶持资金")) }
      if batch > 0 { try writer.add(document(batch - 1, 0, "通知办法")) }
      _ = try writer.commit(highWaterMark: HighWaterMark(file: 1, offset: 7), sites: [])
      batch += 1
      try notes.write(Array("\(batch)\n".utf8))
      try IndexFixture.merge(store)
    }
  }

  private static func document(_ batch: Int, _ index: Int, _ text: String) -> Document {
    Document(
      id: "\(batch)-\(index)", url: "http://a/\(batch)/\(index)", siteID: "s1", title: "标题",
      text: text)
  }

  /// How many batches have been acknowledged.
  private static func acknowledged(_ path: String) throws -> Int {
    let notes = "\(path)/acknowledged"
    guard LocalFileSystem().exists(notes) else { return 0 }
    return try LocalFileSystem().read(notes).split(separator: 10).last
      .flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
  }

  private static func check(_ path: String) throws {
    let store = IndexStore(folder: "\(path)/index")
    let batches = try acknowledged(path)
    guard let opened = try store.openCurrentIfAny() else {
      #expect(batches == 0, "seed \(SeededRandom.seed)")
      return
    }
    let reader = opened.reader
    let isCutOff = !LocalFileSystem().exists(store.path("current"))
    #expect(opened.warnings.isEmpty == !isCutOff)
    #expect(!isCutOff || batches == 0, "what was acknowledged is named current")
    #expect(opened.warnings.allSatisfy { $0.contains("cut off") && !$0.contains("DAMAGED") })
    #expect(store.verify().isEmpty)
    // The batch under way may have been published and not noted.
    let published = reader.documentCount / batchSize
    #expect(reader.documentCount % batchSize == 0)
    #expect(published == batches || published == batches + 1, "seed \(SeededRandom.seed)")
    for batch in 0..<published {
      for index in 0..<batchSize {
        let text = index == 0 && batch + 1 < published ? "通知办法" : "扶持资金"
        #expect(reader.document(id: "\(batch)-\(index)")?.text == text)
      }
    }
    // What the merge that was cut off has left goes with the next one, and what was due is done.
    try IndexFixture.merge(store)
    #expect(try TieredMerge(store).due() == nil)
    #expect(((try? LocalFileSystem().names(in: store.path(TieredMerge.folder))) ?? []).isEmpty)
    #expect(try store.openCurrent().reader.documentCount == reader.documentCount)
  }
}
