import ArgumentParser
import Documents
import Foundation
import SearchIndex

/// Times the people's ranking by kinds of queries.
struct RankingBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ranking",
    abstract: "Microseconds of a search as the page makes it, by kind of query.",
    discussion: """
      Prints for queries of which ten documents have all words, and for those that fall back to documents with some: their number, the mean, \
      the median and the 99th percentile of the CPU time of a search of ten answers, without snippets. The least of --reps timings counts.
      """)

  @Argument(help: "The index folder of a data folder.") var index: String
  @Argument(help: "A file of queries, one a line.") var queries: String
  @Option(help: "Timings of each query.") var reps = 5
  @Flag(help: "Count for the filters as well.") var facets = false

  func run() throws {
    let reader = try IndexStore(folder: index).openCurrent().reader
    let lines = try String(contentsOfFile: queries, encoding: .utf8).split(separator: "\n")
    var times: [String: [Double]] = [:]
    for line in lines {
      let request = SearchRequest(query: QueryParser.parse(String(line)), facets: facets)
      var (fellBack, least) = (false, Double.infinity)
      for _ in 0..<max(2, reps) {
        let watch = Stopwatch()
        fellBack = reader.search(request).fellBackToOr
        least = min(least, watch.seconds)
      }
      times[fellBack ? "some words" : "all words", default: []].append(least * 1e6)
    }
    for (kind, all) in times.sorted(by: { $0.key < $1.key }) {
      let sorted = all.sorted()
      let mean = all.reduce(0, +) / Double(all.count)
      let (half, most) = (sorted[all.count / 2], sorted[all.count * 99 / 100])
      print(
        "\(kind)\t\(all.count) queries\tmean \(Int(mean)) µs\tp50 \(Int(half)) µs\tp99 \(Int(most)) µs"
      )
    }
  }
}
