import Bytes
import TestSupport
import Testing

@Suite struct MappedFileTests {
  @Test func `A mapped file shows the file's bytes, also after it was unlinked`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([1, 2, 3], to: "file")
    let file = try MappedFile(path: path)

    try LocalFileSystem().remove(path)

    let bytes = file.bytes
    #expect(bytes.count == 3)
    #expect(bytes[2] == 3)
  }

  @Test func `An empty file maps to nothing`() throws {
    let folder = try TemporaryFolder()
    let file = try MappedFile(path: try folder.write([], to: "file"))

    let isEmpty = file.bytes.isEmpty
    #expect(isEmpty)
  }

  @Test func `Released pages are read again from the file`() throws {
    let folder = try TemporaryFolder()
    var random = SeededRandom()
    let content = random.bytes(20_000)
    let file = try MappedFile(path: try folder.write(content, to: "file"))

    for range in [0..<20_000, 0..<0, 100..<200, 5000..<30_000] {
      file.release(range)
      let bytes = file.bytes
      let isSame = content.indices.allSatisfy { bytes[$0] == content[$0] }
      #expect(isSame, "\(range)")
    }
  }

  @Test func `A missing file and a folder are refused with the path`() throws {
    let folder = try TemporaryFolder()

    #expect(throws: FileError.system(operation: "open", path: folder.file("no"), errno: 2)) {
      _ = try MappedFile(path: folder.file("no"))
    }
    #expect(throws: FileError.system(operation: "read", path: folder.path, errno: 21)) {
      _ = try MappedFile(path: folder.path)
    }
  }
}
