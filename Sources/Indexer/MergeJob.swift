package import Bytes
package import Documents
import SearchIndex

/// Merges the segments of a data folder's index that are due, until none are.
///
/// One at a time: it holds `merge.lock`. `index.lock` it takes for the moments of an installation only, so that another process
/// can index while a merge is written. Ending it at any moment loses nothing; the next one begins again.
package struct MergeJob: Sendable {
  /// What is being merged.
  package struct Progress: Sendable {
    /// What the job is about to do, for people.
    package var step: String
    /// Segments that become one.
    package var segments: Int
    /// Their live documents.
    package var documents: Int
  }

  private let data: DataFolder
  private let files: any FileSystem

  /// A job over the index of this folder.
  package init(data: DataFolder, on files: any FileSystem = LocalFileSystem()) {
    self.data = data
    self.files = files
  }

  private var merge: TieredMerge { TieredMerge(IndexStore(folder: data.index), on: files) }

  /// Merges; does nothing when another process is at it, which then does the rest, too.
  ///
  /// - Returns: how many merges were installed.
  /// - Throws: `IndexJobError.merge` or `.file`; then the generation that was current still is.
  @discardableResult
  package func run(
    progress: (Progress) -> Void = { _ in }
  ) throws(IndexJobError) -> Int {
    var installed = 0
    // Whoever was turned away in the meantime relies on what it has published being looked at once more behind the lock.
    repeat {
      guard let lock = try take(HeldLock.merging) else { break }
      do throws(IndexError) { try merge.removeLeftovers() } catch { throw .merge(error) }
      while let due = try due() { installed += try merge(due, progress) ? 1 : 0 }
      withExtendedLifetime(lock) {}
    } while try due() != nil
    return installed
  }

  private func due() throws(IndexJobError) -> TieredMerge.Due? {
    do throws(IndexError) { return try merge.due() } catch { throw .merge(error) }
  }

  private func merge(
    _ due: TieredMerge.Due, _ progress: (Progress) -> Void
  ) throws(IndexJobError) -> Bool {
    var state = Progress(
      step: "merging", segments: due.segmentCount, documents: due.documentCount)
    progress(state)
    let written: TieredMerge.Written
    do throws(IndexError) { written = try merge.write(due) } catch { throw .merge(error) }
    state.step = "taking in what was merged"
    progress(state)
    let lock = try take(HeldLock.installing)
    defer { withExtendedLifetime(lock) {} }
    do throws(IndexError) { return try merge.install(written) != nil } catch { throw .merge(error) }
  }

  private func take<Lock>(
    _ lock: (DataFolder) throws(FileError) -> Lock
  ) throws(IndexJobError) -> Lock {
    do throws(FileError) { return try lock(data) } catch { throw .file(error) }
  }
}
