import ArgumentParser
import SearchIndex

/// Times what facets add to a search.
struct FacetBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facets", abstract: "Milliseconds of a search without facets and with them.",
    discussion: "Facets are counted over all matching documents, however many are shown.")

  @Argument(help: "The index folder of a data folder.") var index: String
  @Argument(help: "A query that many documents match.") var query: String
  @Option(help: "How many timings.") var reps = 15

  func run() throws {
    let reader = try IndexStore(folder: index).openCurrent().reader
    let parsed = QueryParser.parse(query)
    var total = 0
    let seconds = [false, true].map { facets in
      Stopwatch.median(of: reps) {
        total = reader.search(SearchRequest(query: parsed, facets: facets)).total
      }
    }
    let milliseconds = seconds.map { (($0 * 1e5).rounded() / 100) }
    print(
      "\(query)\t\(total) documents\t\(milliseconds[0]) ms\twith facets \(milliseconds[1]) ms")
  }
}
