package import Bytes

/// What can go wrong with an index on disk.
package enum IndexError: Error, CustomStringConvertible {
  /// The system refused an operation on one of the index's files, or a file breaks its format.
  case file(FileError)
  /// No generation has been published in this folder yet.
  case empty(folder: String)
  /// Neither the current generation nor an older one can be opened; `problems` says why, one sentence each.
  case noGoodGeneration(folder: String, problems: [String])
  /// A segment would pass a limit of its format.
  case tooLarge(what: String, limit: Int)

  package var description: String {
    switch self {
    case .file(let error): error.description
    case .empty(let folder): "no index has been published in \(folder) yet"
    case .noGoodGeneration(let folder, let problems):
      "no generation of the index in \(folder) can be opened: \(problems.joined(separator: "; "))"
    case .tooLarge(let what, let limit): "\(what) passes the limit of \(limit)"
    }
  }

  /// What a person can do about it.
  package var help: String {
    switch self {
    case .file(let error): error.help
    case .empty: "run 'kuasou crawl' and 'kuasou index', or 'kuasou update', first"
    case .noGoodGeneration: "run 'kuasou verify', then rebuild it by 'kuasou index --rebuild'"
    case .tooLarge: "split the collection over more data folders"
    }
  }
}

/// Runs `body` and passes a file's error on as the index's.
func indexErrors<Result: ~Copyable>(
  _ body: () throws(FileError) -> Result
) throws(IndexError) -> Result {
  do { return try body() } catch { throw .file(error) }
}
