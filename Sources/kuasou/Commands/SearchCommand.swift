import ArgumentParser
import Documents
import SearchIndex

/// `kuasou search`: hits for a query, or for a file of queries.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Search the current generation of the index.",
    discussion: """
      Words separated by blanks must all occur; where few documents have them all, those with some are shown too, and that \
      is said. "…" is a phrase; OR, -word and parentheses work as expected; site: (id, host or name), kind:, district:, \
      filetype:, intitle:, 文号:, 发文机关:, after:, before:, within:, 2008..2010 and words such as 一年内 narrow the result. \
      docs/query-language.md has it all.
      """)

  @OptionGroup var data: DataOption
  @Argument(help: "What to look for.") var query: [String] = []
  @Option(help: "How many hits.") var top = 10
  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "Print how each score came about.") var explain = false
  @Option(
    help: ArgumentHelp(
      "Search for every line 'qid TAB query' of this file ('-': standard input).",
      discussion: "Prints 'qid TAB id-or-url TAB rank TAB score'.", valueName: "file"))
  var batch: String?

  func validate() throws {
    guard (1...10_000).contains(top) else { throw ValidationError("--top must be from 1 to 10000") }
    guard query.isEmpty == (batch != nil) else {
      throw ValidationError("give a query, or --batch FILE")
    }
  }

  func run() throws {
    let index = try OpenIndex(data)
    if let batch { return try runBatch(batch, index) }
    let answer = SearchAnswer(index, query: query.joined(separator: " "), top: top)
    for note in answer.notes { Console.message("kuasou: note: \(note)") }
    if json {
      try Console.printJSON(answer.json(explain: explain))
    } else {
      answer.printText(explain: explain)
    }
  }

  private func runBatch(_ path: String, _ index: OpenIndex) throws {
    for (number, line) in try Console.lines(of: path).enumerated() where !line.isEmpty {
      let columns = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      guard columns.count == 2 else {
        throw CommandFailure(
          "\(path):\(number + 1): no tabulator between id and query",
          help: "write each line as 'qid TAB query'")
      }
      let result = index.reader.search(index.request(String(columns[1]), top: top))
      var rank = 0
      for hit in result.hits {
        guard let document = index.reader.document(hit) else { continue }
        rank += 1
        print("\(columns[0])\t\(document.id)\t\(rank)\t\(hit.score)")
      }
    }
  }
}

/// `kuasou count`: how many documents match.
struct CountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count", abstract: "Print the number of matching documents.")

  @OptionGroup var data: DataOption
  @Argument(help: "What to look for.") var query: [String]
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let text = query.joined(separator: " ")
    let index = try OpenIndex(data)
    let count = index.reader.count(index.request(text, top: 0).query)
    if json { try Console.printJSON(["count": count]) } else { print(count) }
  }
}
