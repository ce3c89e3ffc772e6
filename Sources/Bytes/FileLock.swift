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
      let text = String(decoding: try file.read(at: 0, count: 200), as: UTF8.self)
      throw .locked(path: path, holder: text.split(separator: "\n").first.map(String.init) ?? "")
    }
    try file.truncate(to: 0)
    try file.write(Array("\(holder), process \(getpid())\n".utf8))
    self.file = file
  }
}
