/// The one way in which kuasou replaces a file: all of the new content or all of the old, whatever happens between.
///
/// Temporary file beside the target, fsync, rename, fsync of the folder, and only then is the write acknowledged.
/// Without the last step ext4 lost the newest acknowledged file at 47 of 120 simulated power cuts (design.md §4).
/// Steps are named for `Failpoint`, so that tests can end the process at each.
package enum AtomicFile {
  /// Where the new content of `path` stands until it is whole.
  package static func temporary(of path: String) -> String { "\(path).tmp" }

  /// Replaces `path` by `bytes`, durably.
  ///
  /// - Throws: the error of the step that failed; then the old content still stands. A failed fsync is not retried.
  package static func write(
    _ bytes: [UInt8], to path: String, on files: some FileSystem = LocalFileSystem()
  ) throws(FileError) {
    try replace(path, on: files) { temporary throws(FileError) in
      try files.writeSynchronized(bytes, to: temporary)
    }
  }

  /// Replaces `path` by what `fill` appends to a temporary file piece by piece, durably: for files that are too large to be
  /// held in memory.
  ///
  /// - Throws: as `write`, or what `fill` throws.
  package static func write<Files: FileSystem>(
    to path: String, on files: Files,
    _ fill: (_ append: ([UInt8]) throws(FileError) -> Void) throws(FileError) -> Void
  ) throws(FileError) {
    try replace(path, on: files) { temporary throws(FileError) in
      try files.writeSynchronized([], to: temporary)
      try fill { bytes throws(FileError) in
        Failpoint.pass("atomic-before-piece")
        try files.append(bytes, to: temporary)
      }
      Failpoint.pass("atomic-before-sync")
      try files.synchronize(temporary)
    }
  }

  /// Puts what `make` has made durable under a temporary name in the place of `path`.
  private static func replace(
    _ path: String, on files: some FileSystem,
    _ make: (_ temporary: String) throws(FileError) -> Void
  ) throws(FileError) {
    let temporary = temporary(of: path)
    Failpoint.pass("atomic-before-write")
    do {
      try make(temporary)
      Failpoint.pass("atomic-before-rename")
      try files.rename(temporary, to: path)
    } catch {
      try? files.remove(temporary)
      throw error
    }
    Failpoint.pass("atomic-before-folder-sync")
    try files.synchronizeFolder(LocalFileSystem.parent(of: path))
    Failpoint.pass("atomic-after")
  }
}
