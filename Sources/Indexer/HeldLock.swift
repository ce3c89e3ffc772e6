import Bytes
import Documents

/// Keeps a lock of a data folder for as long as a job runs, or a step of it.
final class HeldLock: Sendable {
  /// How the line of a holder of `index.lock` begins who is only installing a merged segment.
  private static let installer = "kuasou merge"
  private let lock: FileLock

  private init(_ lock: consuming FileLock) { self.lock = lock }

  /// `index.lock`, for a job that writes the index or relies on nobody doing so; waits for nobody but a merge that is being installed.
  ///
  /// - Throws: `FileError.locked` when another such job is under way.
  static func writing(_ data: DataFolder, holder: String) throws(FileError) -> HeldLock {
    HeldLock(
      try FileLock(
        path: "\(data.path)/index.lock", holder: holder, patience: .brief(installer)))
  }

  /// `index.lock`, for the moments in which a merged segment is installed; waits until the writer is done.
  static func installing(_ data: DataFolder) throws(FileError) -> HeldLock {
    HeldLock(
      try FileLock(path: "\(data.path)/index.lock", holder: installer, patience: .endless))
  }

  /// `merge.lock`, for the one that merges; nil when another does.
  static func merging(_ data: DataFolder) throws(FileError) -> HeldLock? {
    do {
      return HeldLock(try FileLock(path: "\(data.path)/merge.lock", holder: installer))
    } catch {
      if case .locked = error { return nil }
      throw error
    }
  }
}
