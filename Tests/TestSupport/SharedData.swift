import Bytes

/// The real documents and conformance suites that live outside the project (`KUASOU_SHARED_DATA`, a folder where they
/// are unpacked); tests that need them are skipped, and say so, where it is absent.
package enum SharedData {
  /// The folder, when it is there.
  package static let folder: String? = {
    guard let path = TestEnvironment.value("KUASOU_SHARED_DATA") else { return nil }
    return LocalFileSystem().isFolder(path) ? path : nil
  }()

  /// Whether `name` (a file or folder of the shared data) is there.
  package static func has(_ name: String) -> Bool {
    guard let folder else { return false }
    return LocalFileSystem().exists("\(folder)/\(name)")
  }

  /// The path of `name` in the shared data; empty when the data is absent.
  package static func path(_ name: String) -> String { folder.map { "\($0)/\(name)" } ?? "" }

  /// The text that a skipped test shows.
  package static let absence: String =
    "SKIPPED: set KUASOU_SHARED_DATA to a folder where ../shared/tools/unpack has put the shared data"
}
