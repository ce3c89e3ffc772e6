import Bytes

/// The bytes of the files that editors write, any of which may be missing.
package struct EditorialFiles {
  /// A file with its bytes.
  typealias File = (path: String, bytes: [UInt8])

  let synonyms: File?
  let bestBets: File?
  let ranking: File?
  /// What kept a file from being read.
  let problems: [EditorialProblem]
  /// The files by name as text, for people; a text is nil where there is no file.
  package var texts: [(name: String, text: String?)] {
    [("synonyms.txt", synonyms), ("best-bets.txt", bestBets), ("ranking.txt", ranking)].map {
      ($0, $1.map { String(decoding: $0.bytes, as: UTF8.self) })
    }
  }

  /// A checksum of all that; empty without files.
  package let tag: String

  private static let byteLimit = 4 << 20

  /// Reads the files of a folder.
  package init(folder: String) {
    var problems: [EditorialProblem] = []
    var all: [UInt8] = []
    func file(_ name: String) -> File? {
      let path = "\(folder)/\(name)"
      guard LocalFileSystem().exists(path) else { return nil }
      all += Array(name.utf8) + [0]
      do throws(FileError) {
        let bytes = try LocalFileSystem().read(path, limit: Self.byteLimit)
        all += bytes
        return (path, bytes)
      } catch {
        let problem = EditorialProblem(path: path, line: 0, message: "\(error)", help: error.help)
        problems.append(problem)
        all += Array(problem.description.utf8)
        return nil
      }
    }
    (synonyms, bestBets) = (file("synonyms.txt"), file("best-bets.txt"))
    ranking = file("ranking.txt")
    self.problems = problems
    tag = all.isEmpty ? "" : String(CRC32C.checksum(all.span), radix: 16)
  }
}
