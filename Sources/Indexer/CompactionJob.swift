package import Bytes
package import Documents
import SearchIndex

/// A compaction of a data folder's page store, held against what its index has read.
///
/// Only files are taken that every generation on disk has read to their ends: a generation goes on reading at the byte where
/// it stopped, which must stay where it is. One job at a time, and no writer or indexer beside it: it holds `pages.lock` and
/// `index.lock`.
package struct CompactionJob: Sendable {
  private let data: DataFolder
  private let options: CompactionOptions

  /// The share of the closed bytes from which on a crawl compacts without being asked.
  package static let automaticShare = 0.5

  /// A job over this folder.
  package init(data: DataFolder, options: CompactionOptions = CompactionOptions()) {
    self.data = data
    self.options = options
  }

  /// Compacts; a dry run only looks and takes no lock.
  ///
  /// - Throws: `IndexJobError.file(.locked)` when a crawl, an import or an indexing is under way, which it names.
  package func run(
    on files: some FileSystem = LocalFileSystem(),
    progress: (CompactionProgress) -> Void = { _ in }
  ) throws(IndexJobError) -> CompactionReport {
    let locks = options.isDryRun ? nil : try StoreLocks(data)
    defer { withExtendedLifetime(locks) {} }
    let read = try readByAll()
    do throws(FileError) {
      let pages = try PageStoreReader(data: data)
      return try PageStoreCompaction(pages, read: read, options: options, on: files)
        .run(progress: progress)
    } catch { throw .file(error) }
  }

  /// Compacts when at least half of the closed bytes would be dropped; nil when there is less, or when another process works
  /// on the folder.
  ///
  /// - Parameter end: where the store ended before the crawl. Reading all labels is worth while only once a file, so nothing is
  ///   looked at when the crawl has closed none.
  package static func runIfWorthIt(
    data: DataFolder, since end: PageLocation
  ) throws(IndexJobError) -> CompactionReport? {
    do throws(FileError) {
      guard try PageStore.readMark(folder: data.pages).end.file > end.file else { return nil }
    } catch { throw .file(error) }
    var options = CompactionOptions()
    options.isDryRun = true
    guard try CompactionJob(data: data, options: options).run().droppedShare >= automaticShare
    else { return nil }
    do throws(IndexJobError) {
      return try CompactionJob(data: data).run()
    } catch {
      if case .file(.locked) = error { return nil }
      throw error
    }
  }

  /// How far every generation on disk has read the page store: an older one takes over when the current one is damaged.
  private func readByAll() throws(IndexJobError) -> PageLocation {
    let store = IndexStore(folder: data.index)
    do throws(IndexError) {
      guard let current = try store.currentManifest() else { return .start }
      var least = current.highWaterMark
      for number in try store.generations() {
        if let manifest = try? store.manifest(number) { least = min(least, manifest.highWaterMark) }
      }
      return max(.start, PageLocation(file: least.file, offset: least.offset))
    } catch { throw .index(error) }
  }
}

/// The locks of the page store's writer and of the indexer.
private final class StoreLocks: Sendable {
  private let pages: FileLock
  private let index: HeldLock

  init(_ data: DataFolder) throws(IndexJobError) {
    do throws(FileError) {
      pages = try FileLock(path: "\(data.path)/pages.lock", holder: "kuasou compact")
      index = try HeldLock.writing(data, holder: "kuasou compact")
    } catch { throw .file(error) }
  }
}
