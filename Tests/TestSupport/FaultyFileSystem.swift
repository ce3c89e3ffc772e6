package import Bytes
import Synchronization

/// The machine's file system, whose n-th operation fails, and which notes the order of operations.
package final class FaultyFileSystem: FileSystem {
  private let files = LocalFileSystem()
  private let failing: Int
  private let code: Int32
  private let before: @Sendable (Int) -> Void
  private let log = Mutex<[String]>([])

  /// A file system whose operation number `failing`, counted from 1, fails with errno `code`; none does for 0.
  ///
  /// - Parameter before: what happens before each operation, which is told by its number, as by another process.
  package init(
    failing: Int = 0, code: Int32 = 0, before: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    self.failing = failing
    self.code = code
    self.before = before
  }

  /// The names of the operations so far, the failed one included.
  package var operations: [String] { log.withLock { $0 } }

  fileprivate func step(_ name: String, _ path: String) throws(FileError) {
    let count = log.withLock { log in
      log.append(name)
      return log.count
    }
    before(count)
    if count == failing { throw .system(operation: name, path: path, errno: code) }
  }

  /// Writes a file, or fails.
  package func writeSynchronized(_ bytes: [UInt8], to path: String) throws(FileError) {
    try step("write", path)
    try files.writeSynchronized(bytes, to: path)
  }

  /// Writes at the end of a file, or fails.
  package func append(_ bytes: [UInt8], to path: String) throws(FileError) {
    try step("append", path)
    try files.append(bytes, to: path)
  }

  /// Makes a file whose writes and synchronizing may fail, too, or fails.
  package func create(_ path: String) throws(FileError) -> any OutputFile {
    try step("create", path)
    return FaultyOutputFile(try files.create(path), path: path, of: self)
  }

  /// Forces a file to the disk, or fails.
  package func synchronize(_ path: String) throws(FileError) {
    try step("synchronize", path)
    try files.synchronize(path)
  }

  /// Renames, or fails.
  package func rename(_ path: String, to target: String) throws(FileError) {
    try step("rename", path)
    try files.rename(path, to: target)
  }

  /// Forces a folder to the disk, or fails.
  package func synchronizeFolder(_ path: String) throws(FileError) {
    try step("synchronizeFolder", path)
    try files.synchronizeFolder(path)
  }

  /// Removes a file, or fails.
  package func remove(_ path: String) throws(FileError) {
    try step("remove", path)
    try files.remove(path)
  }
}

/// A file whose operations count among those of its file system. A write that fails has written its first half.
private final class FaultyOutputFile: OutputFile {
  private let file: any OutputFile
  private let path: String
  private let system: FaultyFileSystem

  init(_ file: any OutputFile, path: String, of system: FaultyFileSystem) {
    self.file = file
    self.path = path
    self.system = system
  }

  func write(_ bytes: RawSpan) throws(FileError) {
    do throws(FileError) {
      try system.step("write", path)
    } catch {
      try? file.write(bytes.extracting(first: bytes.byteCount / 2))
      throw error
    }
    try file.write(bytes)
  }

  func synchronize() throws(FileError) {
    try system.step("synchronize", path)
    try file.synchronize()
  }
}
