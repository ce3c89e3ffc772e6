import Bytes
import Synchronization
import TestSupport
import Testing

/// A file system whose n-th operation fails, and which notes the order of operations.
private final class FaultyFileSystem: FileSystem {
  private let files = LocalFileSystem()
  private let failing: Int
  private let code: Int32
  private let log = Mutex<[String]>([])

  init(failing: Int, code: Int32) {
    self.failing = failing
    self.code = code
  }

  var operations: [String] { log.withLock { $0 } }

  private func step(_ name: String, _ path: String) throws(FileError) {
    let count = log.withLock { log in
      log.append(name)
      return log.count
    }
    if count == failing { throw .system(operation: name, path: path, errno: code) }
  }

  func writeSynchronized(_ bytes: [UInt8], to path: String) throws(FileError) {
    try step("write", path)
    try files.writeSynchronized(bytes, to: path)
  }

  func synchronize(_ path: String) throws(FileError) {
    try step("synchronize", path)
    try files.synchronize(path)
  }

  func rename(_ path: String, to target: String) throws(FileError) {
    try step("rename", path)
    try files.rename(path, to: target)
  }

  func synchronizeFolder(_ path: String) throws(FileError) {
    try step("synchronizeFolder", path)
    try files.synchronizeFolder(path)
  }

  func remove(_ path: String) throws(FileError) {
    try step("remove", path)
    try files.remove(path)
  }
}

@Suite struct AtomicFileTests {
  @Test func `A write replaces the whole content`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("old and longer", to: "file")

    try AtomicFile.write(Array("new".utf8), to: path)

    let content = try LocalFileSystem().read(path)
    let names = try LocalFileSystem().names(in: folder.path)
    #expect(String(decoding: content, as: UTF8.self) == "new")
    #expect(names == ["file"], "no temporary file is left")
  }

  @Test func `The folder is synchronised after the rename and before the return`() throws {
    let folder = try TemporaryFolder()
    let files = FaultyFileSystem(failing: 0, code: 0)

    try AtomicFile.write([1], to: folder.file("file"), on: files)

    #expect(files.operations == ["write", "rename", "synchronizeFolder"])
  }

  @Test(arguments: [1, 2, 3], [5, 28] as [Int32])
  func `A failing step is an error and leaves the old or the new content whole`(
    failing: Int, code: Int32
  ) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("old", to: "file")
    let files = FaultyFileSystem(failing: failing, code: code)

    #expect(throws: FileError.self) {
      try AtomicFile.write(Array("new".utf8), to: path, on: files)
    }

    let content = String(decoding: try LocalFileSystem().read(path), as: UTF8.self)
    #expect(content == (failing <= 2 ? "old" : "new"))
  }

  @Test func `A lock that is held is refused with its holder's name`() throws {
    let folder = try TemporaryFolder()
    let held = try FileLock(path: folder.file("x.lock"), holder: "kuasou index")

    #expect {
      _ = try FileLock(path: folder.file("x.lock"), holder: "another")
    } throws: { error in
      guard case FileError.locked(_, let holder) = error else { return false }
      return holder.hasPrefix("kuasou index, process ")
    }
    _ = held
  }
}
