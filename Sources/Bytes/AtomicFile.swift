/// The one way in which kuasou replaces a file: all of the new content or all of the old, whatever happens between.
///
/// Temporary file beside the target, fsync, rename, fsync of the folder, and only then is the write acknowledged.
/// Without the last step ext4 lost the newest acknowledged file at 47 of 120 simulated power cuts (design.md §4).
/// Steps are named for `Failpoint`, so that tests can end the process at each.
package enum AtomicFile {
  /// Replaces `path` by `bytes`, durably.
  ///
  /// - Throws: the error of the step that failed; then the old content still stands. A failed fsync is not retried.
  package static func write(
    _ bytes: [UInt8], to path: String, on files: some FileSystem = LocalFileSystem()
  ) throws(FileError) {
    let temporary = "\(path).tmp"
    Failpoint.pass("atomic-before-write")
    do {
      try files.writeSynchronized(bytes, to: temporary)
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
