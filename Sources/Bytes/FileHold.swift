import CLinux

#if canImport(Glibc)
  import Glibc
#endif

/// A reader's shared hold (flock) on a file that has been published: while anyone holds it, `remove` passes over it.
///
/// The kernel keeps it with the open file, so it needs no more than the right to read, and it goes however its holder ends.
package final class FileHold: Sendable {
  private let file: FileDescriptor

  /// Holds the file at `path`; waits for a remover that is at it, which then has removed it.
  ///
  /// - Throws: `FileError.system`, with ENOENT also for a file that was removed between being opened and being held.
  package init(path: String) throws(FileError) {
    let file = try FileDescriptor.open(path, .read)
    while flock(file.number, LOCK_SH) != 0 {
      guard errno == EINTR else { throw .system(operation: "hold", path: path, errno: errno) }
    }
    guard try file.isLinked() else { throw .system(operation: "open", path: path, errno: ENOENT) }
    self.file = file
  }

  /// Removes a file unless someone holds it; returns whether it is gone.
  package static func remove(_ path: String, on files: some FileSystem) throws(FileError) -> Bool {
    let file = try FileDescriptor.open(path, .read)
    guard try takeAlone(file, path) else { return false }
    try files.remove(path)
    // Whoever waits for a hold gets it only now, and sees that the file has gone.
    withExtendedLifetime(file) {}
    return true
  }

  /// Whether someone holds the file at this moment; false for one that can't be opened.
  package static func isHeld(_ path: String) -> Bool {
    guard let file = try? FileDescriptor.open(path, .read) else { return false }
    return (try? takeAlone(file, path)) == false
  }

  private static func takeAlone(
    _ file: borrowing FileDescriptor, _ path: String
  ) throws(FileError) -> Bool {
    if flock(file.number, LOCK_EX | LOCK_NB) == 0 { return true }
    guard errno == EWOULDBLOCK else { throw .system(operation: "lock", path: path, errno: errno) }
    return false
  }
}
