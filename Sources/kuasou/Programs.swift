import Bytes

/// The other programs of kuasou, which are installed beside this one.
enum Programs {
  /// The path of the program `name`: in the folder of this program's own file.
  ///
  /// - Throws: `CommandFailure` when it is not there.
  static func path(of name: String) throws -> String {
    let own = try LocalFileSystem().linkTarget("/proc/self/exe")
    let path = "\(LocalFileSystem.parent(of: own))/\(name)"
    guard LocalFileSystem().exists(path) else {
      throw CommandFailure(
        "the program \(path) is missing",
        help: "build it by 'make release', and keep kuasou's programs in one folder")
    }
    return path
  }
}
