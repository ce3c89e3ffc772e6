import CLinux

#if canImport(Glibc)
  import Glibc
#endif

/// An exclusive lock between processes, held by the kernel (flock) and so released however its holder ends.
package struct FileLock: ~Copyable {
  private let file: FileDescriptor

  /// Takes the lock file `path`, creating it if need be, without waiting.
  ///
  /// - Parameter holder: a line about the holder ("kuasou index, process 123") for whoever finds the lock taken.
  /// - Throws: `FileError.locked` with the present holder's line, or `FileError.system`.
  package init(path: String, holder: String) throws(FileError) {
    let file = try FileDescriptor.open(path, .readWrite)
    guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else {
      guard errno == EWOULDBLOCK else { throw .system(operation: "lock", path: path, errno: errno) }
      throw .locked(path: path, holder: try Self.holder(file))
    }
    try file.truncate(to: 0)
    try file.write(Array("\(holder), process \(getpid())\n".utf8))
    self.file = file
  }

  /// Clears the holder's line, so that the next one to be turned away does not read an old one, and lets go.
  ///
  /// Closing alone would not: a process that another thread is just starting has the descriptor, too, until it becomes its program.
  deinit {
    try? file.truncate(to: 0)
    _ = flock(file.number, LOCK_UN)
  }

  /// The line of whoever holds the lock; a holder that has only just taken it is given a moment to write it.
  private static func holder(_ file: borrowing FileDescriptor) throws(FileError) -> String {
    for _ in 0..<50 {
      let text = String(decoding: try file.read(at: 0, count: 200), as: UTF8.self)
      if let end = text.firstIndex(of: "\n") { return String(text[..<end]) }
      usleep(2000)
    }
    return ""
  }
}
