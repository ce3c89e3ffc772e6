import Documents
package import SearchIndex

/// ranking.txt: what is preferred among documents that match equally well, a line each.
///
/// ```
/// freshness = 0.1, 730d
/// site jxw = 1.2
/// kind portal = 1.1
/// ```
/// `freshness` is what a document of today has above an old one, and the time after which half of it is left.
package struct RankingFile: Sendable {
  /// What the lines that are right say.
  package private(set) var preferences = RankingPreferences()
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
    let sides = line.text.split(omittingEmptySubsequences: false) { "=＝".contains($0) }
      .map { String($0.trimmingBlanks()) }
    let name = sides[0].split(whereSeparator: \.isWhitespace).map(String.init)
    switch (sides.count, name.first, name.count) {
    case (2, "freshness", 1): try setFreshness(sides[1], line.number, file)
    case (2, "site", 2): preferences.siteWeights[name[1]] = try weight(sides[1], line.number, file)
    case (2, "kind", 2):
      guard SiteKind(rawValue: name[1]) != nil else {
        throw file.problem(
          line.number, "“\(name[1])” is no kind of site",
          help: "write one of \(SiteKind.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      preferences.kindWeights[name[1]] = try weight(sides[1], line.number, file)
    default:
      throw file.problem(
        line.number, "it says nothing that is known",
        help: "write 'freshness = 0.1, 730d', 'site ID = 1.2' or 'kind KIND = 1.2'")
    }
  }

  private mutating func setFreshness(
    _ text: String, _ line: Int, _ file: EditorialLines
  ) throws(EditorialProblem) {
    let words = EditorialLines.words(of: text)
    let range = 0...RankingPreferences.maximumFreshness
    let time = words.count == 2 ? DurationText.parse(words[1]) : nil
    let days = time.map { Int($0.components.seconds / 86_400) } ?? 0
    guard let share = words.first.flatMap({ Self.number($0, in: range) }),
      (1...36_500).contains(days)
    else {
      throw file.problem(
        line, "“\(text)” is no freshness",
        help: "write a share from 0 to \(range.upperBound) and a time of at least a day: 0.1, 730d")
    }
    (preferences.freshness, preferences.halfLife) = (share, days)
  }

  private func weight(
    _ text: String, _ line: Int, _ file: EditorialLines
  ) throws(EditorialProblem) -> Float {
    let range = RankingPreferences.weights
    guard let weight = Self.number(text, in: range) else {
      throw file.problem(
        line, "“\(text)” is no weight",
        help: "write a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return weight
  }

  private static func number(_ text: String, in range: ClosedRange<Float>) -> Float? {
    guard text.utf8.count <= 12, let number = Float(text), range.contains(number) else {
      return nil
    }
    return number
  }
}
