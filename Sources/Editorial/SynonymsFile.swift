package import SearchIndex

/// synonyms.txt: a line of words that find one another, separated by commas; or a word, `=>`, and the words that it finds, too.
///
/// ```
/// 扶持, 扶植, 资助
/// 社保 => 社会保险
/// ```
package struct SynonymsFile: Sendable {
  /// The words of the lines that are right.
  package private(set) var synonyms = Synonyms()
  /// What is wrong with the others.
  package private(set) var problems: [EditorialProblem] = []

  /// Reads the bytes of a file; `path` is for problems.
  package init(_ bytes: [UInt8], path: String) {
    problems = EditorialLines.read(bytes, path: path) { (line, file) throws(EditorialProblem) in
      try add(line, file)
    }
  }

  private mutating func add(
    _ line: (number: Int, text: Substring), _ file: EditorialLines
  ) throws(EditorialProblem) {
    let sides = line.text.split(separator: "=>", omittingEmptySubsequences: false)
    guard sides.count <= 2 else {
      throw file.problem(line.number, "it has several =>", help: "give each its own line")
    }
    let groups = sides.map { EditorialLines.words(of: $0) }
    guard groups.allSatisfy({ !$0.isEmpty }), groups.joined().count >= 2 else {
      throw file.problem(
        line.number, "it names fewer than two words", help: "separate the words by commas")
    }
    if let long = groups.joined().first(where: { $0.count > Synonyms.lengthLimit }) {
      throw file.problem(
        line.number, "“\(long.prefix(8))…” is longer than \(Synonyms.lengthLimit) characters",
        help: "name words, not sentences")
    }
    for word in groups[0] {
      for other in groups[groups.count - 1] where other != word {
        synonyms.add(word, meaning: other)
      }
    }
  }
}
