import Documents

/// Something wrong with a file that editors write: where, what, and what to do about it.
package struct EditorialProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file's path.
  package let path: String
  /// The line from 1; 0 when the file as a whole is meant.
  package let line: Int
  /// A clause that says what is wrong.
  package let message: String
  /// What to do about it.
  package let help: String

  /// One line without the help: `synonyms.txt:12: …`.
  package var description: String {
    line == 0 ? "\(path): \(message)" : "\(path):\(line): \(message)"
  }
}

/// The lines of such a file that say something, with their numbers.
struct EditorialLines {
  /// Path, for problems.
  let path: String
  /// Number from 1 and text without blanks around.
  let lines: [(number: Int, text: Substring)]

  /// The most lines that are read.
  static let limit = 10_000

  /// The lines of the bytes: neither empty nor beginning with #. Throws when the bytes are no UTF-8.
  init(_ bytes: [UInt8], path: String) throws(EditorialProblem) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw EditorialProblem(
        path: path, line: 0, message: "it is no UTF-8 text", help: "save it as UTF-8")
    }
    self.path = path
    let mark: Character = "\u{FEFF}"
    let all = text.drop { $0 == mark }.split(omittingEmptySubsequences: false) { $0.isNewline }
    guard all.count <= Self.limit else {
      throw EditorialProblem(
        path: path, line: Self.limit + 1, message: "it has more than \(Self.limit) lines",
        help: "leave out what nobody asks for")
    }
    lines = all.enumerated().map { ($0.offset + 1, Substring($0.element.trimmingBlanks())) }
      .filter { !$0.text.isEmpty && !$0.text.hasPrefix("#") }
  }

  /// Hands each line of the bytes to `take`.
  ///
  /// - Returns: what is wrong with the file as a whole, or with the lines that `take` refused.
  static func read(
    _ bytes: [UInt8], path: String,
    _ take: ((number: Int, text: Substring), EditorialLines) throws(EditorialProblem) -> Void
  ) -> [EditorialProblem] {
    var problems: [EditorialProblem] = []
    do throws(EditorialProblem) {
      let file = try EditorialLines(bytes, path: path)
      for line in file.lines {
        do throws(EditorialProblem) { try take(line, file) } catch { problems.append(error) }
      }
    } catch { problems = [error] }
    return problems
  }

  /// The words that commas of either width, or 、, separate.
  static func words(of text: some StringProtocol) -> [String] {
    text.split { ",，、".contains($0) }.map { String($0.trimmingBlanks()) }.filter { !$0.isEmpty }
  }

  /// A problem with a line.
  func problem(_ line: Int, _ message: String, help: String) -> EditorialProblem {
    EditorialProblem(path: path, line: line, message: message, help: help)
  }
}
