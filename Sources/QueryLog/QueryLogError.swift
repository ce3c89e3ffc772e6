package import Bytes

/// Why the query log can't be used.
package enum QueryLogError: Error, Equatable, CustomStringConvertible {
  /// Its folder can't be made.
  case file(FileError)
  /// SQLite says that the file can't be read or written.
  case database(path: String, problem: String)
  /// The file was made by a newer kuasou.
  case newer(path: String, found: Int, supported: Int)

  package var description: String {
    switch self {
    case .file(let error): error.description
    case .database(let path, let problem): "the query log \(path) can't be used: \(problem)"
    case .newer(let path, let found, let supported):
      "the query log \(path) is of version \(found); this kuasou knows versions up to \(supported)"
    }
  }

  /// What a person can do about it.
  package var help: String {
    switch self {
    case .file(let error): error.help
    case .database(let path, _):
      "free some space if the disk is full; if the file is damaged, move \(path) away: searches go on, and the log begins anew"
    case .newer: "run the newer kuasou, or move the file away"
    }
  }
}
