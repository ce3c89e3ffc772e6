package import Bytes

/// A fresh folder for one test, removed with all that is in it when the test lets go of it.
package final class TemporaryFolder: Sendable {
  /// The folder's absolute path.
  package let path: String

  /// Makes a folder with a random name below the system's folder for temporary files.
  package init() throws(FileError) {
    path = try LocalFileSystem().makeTemporaryFolder(prefix: "/tmp/kuasou-test-")
  }

  deinit { LocalFileSystem().removeTree(path) }

  /// The path of `name` inside the folder.
  package func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file into the folder and returns its path.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String) throws(FileError) -> String {
    try LocalFileSystem().makeFolder(LocalFileSystem.parent(of: file(name)))
    try FileDescriptor.open(file(name), .truncate).write(bytes)
    return file(name)
  }

  /// Writes a text file into the folder and returns its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws(FileError) -> String {
    try write(Array(text.utf8), to: name)
  }
}
