import CLinux

#if canImport(Glibc)
  import Glibc
#endif

/// An exclusive lock between processes, held by the kernel (flock) and so released however its holder ends.
package struct FileLock: ~Copyable {
  /// Whom to wait for.
  package enum Patience: Sendable {
    /// For nobody.
    case none
    /// For a holder whose line begins so, who lets go within moments; for a minute at most.
    case brief(String)
    /// For whoever holds it, until it is free.
    case endless
  }

  private let file: FileDescriptor

  /// Takes the lock file `path`, creating it if need be.
  ///
  /// - Parameter holder: a line about the holder ("kuasou index, process 123") for whoever finds the lock taken.
  /// - Throws: `FileError.locked` with the present holder's line, or `FileError.system`.
  package init(path: String, holder: String, patience: Patience = .none) throws(FileError) {
    let file = try FileDescriptor.open(path, .readWrite)
    switch patience {
    case .endless: _ = try Self.take(file, path, waits: true)
    case .none:
      guard try Self.take(file, path, waits: false) else {
        throw .locked(path: path, holder: try Self.holder(file))
      }
    case .brief(let passing): try Self.take(file, path, waitingFor: passing)
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

  private static func take(
    _ file: borrowing FileDescriptor, _ path: String, waits: Bool
  ) throws(FileError) -> Bool {
    while flock(file.number, waits ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      guard errno == EWOULDBLOCK else { throw .system(operation: "lock", path: path, errno: errno) }
      return false
    }
    return true
  }

  private static func take(
    _ file: borrowing FileDescriptor, _ path: String, waitingFor passing: String
  ) throws(FileError) {
    let end = ContinuousClock.now + .seconds(60)
    while !(try take(file, path, waits: false)) {
      let line = try holder(file)
      // One that is just letting go has no line any more.
      guard line.isEmpty || line.hasPrefix(passing), ContinuousClock.now < end else {
        throw .locked(path: path, holder: line)
      }
      usleep(1000)
    }
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
