import Bytes
package import SearchIndex

/// What people write by hand to help searches: synonyms.txt and best-bets.txt of the data folder, either of which may be missing.
package struct Editorial: Sendable {
  /// Words that find one another.
  package private(set) var synonyms = Synonyms.none
  /// Pages that go before results.
  package private(set) var bestBets = BestBets()
  /// What is wrong with the files; what is right is used all the same.
  package private(set) var problems: [EditorialProblem] = []
  /// A checksum of both files; empty without them.
  package private(set) var tag = ""

  private static let byteLimit = 4 << 20

  /// Nothing written.
  package init() {}

  /// Reads the files of a folder.
  package init(folder: String) {
    let files = LocalFileSystem()
    func bytes(_ path: String) -> [UInt8]? {
      guard files.exists(path) else { return nil }
      do throws(FileError) { return try files.read(path, limit: Self.byteLimit) } catch {
        problems.append(
          EditorialProblem(path: path, line: 0, message: "\(error)", help: error.help))
        return nil
      }
    }
    let paths = ["\(folder)/synonyms.txt", "\(folder)/best-bets.txt"]
    let (first, second) = (bytes(paths[0]), bytes(paths[1]))
    guard first != nil || second != nil else { return }
    if let first {
      let file = SynonymsFile(first, path: paths[0])
      synonyms = file.synonyms
      problems += file.problems
    }
    if let second {
      bestBets = BestBets(second, path: paths[1])
      problems += bestBets.problems
    }
    tag = StaticAssets.checksum((first ?? []) + [0] + (second ?? []))
  }
}
