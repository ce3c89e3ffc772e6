import Bytes
import Documents
import Foundation
import TestSupport
import Testing

/// What a compaction that was killed leaves.
struct PageStoreCrashTests {
  @Test(arguments: [
    "compact-before-file:1", "compact-before-file:3", "atomic-before-write:1",
    "atomic-before-write:2", "atomic-before-piece:1", "atomic-before-piece:3",
    "atomic-before-sync:1", "atomic-before-sync:4", "atomic-before-rename:1",
    "atomic-before-rename:2", "atomic-before-folder-sync:1", "atomic-before-folder-sync:3",
    "atomic-after:1", "atomic-after:4", "compact-after-file:1", "compact-after-file:2",
  ]) func `a kill at any step loses nothing, and the next compaction ends the work`(
    step: String
  ) async throws {
    let folder = try TemporaryFolder()
    let store = try CompactableStore(folder.file("data"))
    try store.fill(rounds: 0..<12)
    let words = try store.lastWords()
    let path = store.data.path

    await #expect(processExitsWith: .signal(SIGKILL)) {
      [step = step as String, path = path as String] in
      // SAFETY: the child has one thread yet, and no one has read the environment.
      _ = unsafe setenv("KUASOU_FAILPOINT", step, 1)
      _ = try PageStoreCrashTests.compact(path)
    }

    let found = try store.problems()
    #expect(found.isEmpty, "\(found)")
    #expect(try store.lastWords() == words)
    _ = try Self.compact(path)
    #expect(try store.lastWords() == words)
    #expect(try store.problems().isEmpty)
    let last = try Self.compact(path)
    #expect(last.total.dropped == 0)
    #expect(try LocalFileSystem().names(in: store.data.pages).allSatisfy { !$0.hasSuffix(".tmp") })
  }

  private static func compact(_ path: String) throws -> CompactionReport {
    let pages = try PageStoreReader(data: try DataFolder.open(path))
    let everything = PageLocation(file: .max, offset: 0)
    return try PageStoreCompaction(
      pages, read: everything, options: CompactionOptions(), on: LocalFileSystem()
    ).run()
  }
}
