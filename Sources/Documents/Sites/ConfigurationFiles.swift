package import Bytes

/// How the readers of sites.conf get at files, so that tests can give them files that don't exist.
package struct ConfigurationFiles: Sendable {
  /// Why a file could not be read.
  package typealias Failure = FileError

  /// Bytes that sites.conf or a seeds file may have: 66 sites take about 30 kB, 100,000 seeds 8 MB.
  package static let largestFile = 8 << 20

  /// All bytes of the file at a path.
  package let read: @Sendable (_ path: String) throws(Failure) -> [UInt8]

  /// Reads files in that way.
  package init(read: @escaping @Sendable (_ path: String) throws(Failure) -> [UInt8]) {
    self.read = read
  }

  /// The machine's own files.
  package static let local = ConfigurationFiles { path throws(Failure) in
    try LocalFileSystem().read(path, limit: largestFile)
  }

  /// `path` taken from the folder of `file`, unless it is absolute.
  static func resolve(_ path: String, besides file: String) -> String {
    if path.hasPrefix("/") { return path }
    let folder = LocalFileSystem.parent(of: file)
    return folder == "." ? path : folder == "/" ? "/\(path)" : "\(folder)/\(path)"
  }
}
