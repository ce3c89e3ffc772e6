import Bytes
import Glibc
import TestSupport
import Testing

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

  @Test func `A file that is written in pieces is replaced as one`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("old", to: "file")
    for failing in 1...6 {
      let files = FaultyFileSystem(failing: failing, code: 28)
      #expect(throws: FileError.self) {
        try AtomicFile.write(to: path, on: files) { append throws(FileError) in
          try append(Array("ne".utf8))
          try append(Array("w".utf8))
        }
      }
      let content = String(decoding: try LocalFileSystem().read(path), as: UTF8.self)
      let names = try LocalFileSystem().names(in: folder.path)
      #expect(content == (failing <= 5 ? "old" : "new"), "operation \(failing)")
      #expect(names == ["file"], "no temporary file is left")
    }
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

  @Test func `A lock is free when its holder lets go, even while another descriptor of it is open`()
    throws
  {
    let folder = try TemporaryFolder()
    let path = folder.file("x.lock")
    var other: Int32 = -1
    do {
      let held = try FileLock(path: path, holder: "kuasou index")
      // What a process that is just being started has for a moment.
      let files = LocalFileSystem()
      let own = (0..<Int32(1024)).first {
        (try? files.linkTarget("/proc/self/fd/\($0)")) == path
      }
      other = dup(try #require(own))
      _ = held
    }
    defer { close(other) }

    #expect(throws: Never.self) { _ = try FileLock(path: path, holder: "another") }
  }
}
