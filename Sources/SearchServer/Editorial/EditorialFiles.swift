import Bytes

/// The bytes of synonyms.txt and best-bets.txt, either of which may be missing.
struct EditorialFiles {
  /// A file with its bytes.
  typealias File = (path: String, bytes: [UInt8])

  let synonyms: File?
  let bestBets: File?
  /// What kept a file from being read.
  let problems: [EditorialProblem]
  /// A checksum of all that; empty without files.
  let tag: String

  private static let byteLimit = 4 << 20

  /// Reads the files of a folder.
  init(folder: String) {
    var problems: [EditorialProblem] = []
    func file(_ name: String) -> File? {
      let path = "\(folder)/\(name)"
      guard LocalFileSystem().exists(path) else { return nil }
      do throws(FileError) {
        return (path, try LocalFileSystem().read(path, limit: Self.byteLimit))
      } catch {
        problems.append(
          EditorialProblem(path: path, line: 0, message: "\(error)", help: error.help))
        return nil
      }
    }
    (synonyms, bestBets) = (file("synonyms.txt"), file("best-bets.txt"))
    self.problems = problems
    let isNothing = synonyms == nil && bestBets == nil && problems.isEmpty
    let said = problems.map(\.description).joined()
    tag =
      isNothing
      ? ""
      : StaticAssets.checksum((synonyms?.bytes ?? []) + [0] + (bestBets?.bytes ?? []) + said.utf8)
  }
}
