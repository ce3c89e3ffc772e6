import Documents
import SearchIndex

/// A page that editors want to be seen first for certain queries.
package struct BestBet: Sendable, Equatable {
  /// What the page is called.
  package var title: String
  /// Its address: http or https.
  package var url: String
  /// A sentence about it; may be empty.
  package var note: String
}

/// best-bets.txt: queries separated by commas, title, address and, if wanted, a sentence, with bars between them.
///
/// ```
/// 扶持资金, 资金扶持 | 扶持资金申报系统 | https://jxw.example.gov.cn/zjsb | 每年三月、九月受理
/// ```
package struct BestBets: Sendable {
  /// What is wrong with lines; they are left out.
  package private(set) var problems: [EditorialProblem] = []
  private var byQuery: [String: [BestBet]] = [:]

  /// The most pages shown for a query.
  package static let limit = 3
  private static let titleLimit = 80
  private static let noteLimit = 200

  /// No pages.
  package init() {}

  /// Reads the bytes of a file; `path` is for problems.
  package init(_ bytes: [UInt8], path: String) {
    problems = EditorialLines.read(bytes, path: path) { (line, file) throws(EditorialProblem) in
      try add(line, file)
    }
  }

  /// The pages for a query, as it stands but for letter case, width and blanks.
  package func pages(for query: String) -> [BestBet] {
    Array((byQuery[Self.key(query)] ?? []).prefix(Self.limit))
  }

  private mutating func add(
    _ line: (number: Int, text: Substring), _ file: EditorialLines
  ) throws(EditorialProblem) {
    let fields = line.text.split(omittingEmptySubsequences: false) { "|｜".contains($0) }
      .map { String($0.trimmingBlanks()) }
    guard (3...4).contains(fields.count) else {
      throw file.problem(
        line.number, "it has \(fields.count) fields",
        help: "write: queries | title | address | sentence (the last may be left out)")
    }
    let queries = EditorialLines.words(of: fields[0]).map(Self.key)
    guard !queries.isEmpty, !fields[1].isEmpty else {
      throw file.problem(
        line.number, queries.isEmpty ? "it names no query" : "the title is missing",
        help: "write: queries | title | address")
    }
    guard fields[1].count <= Self.titleLimit, fields.count < 4 || fields[3].count <= Self.noteLimit
    else {
      throw file.problem(
        line.number, "title or sentence is too long",
        help: "a title has at most \(Self.titleLimit) characters, a sentence \(Self.noteLimit)")
    }
    guard let url = WebURL(fields[2]), url.scheme == "http" || url.scheme == "https" else {
      throw file.problem(
        line.number, "“\(fields[2])” is no http or https address",
        help: "copy the address from a browser")
    }
    let bet = BestBet(title: fields[1], url: url.href, note: fields.count == 4 ? fields[3] : "")
    for query in queries { byQuery[query, default: []].append(bet) }
  }

  private static func key(_ query: String) -> String {
    QueryLexer.withoutFullWidth(query).lowercased().split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }
}
