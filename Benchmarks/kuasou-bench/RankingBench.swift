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
  @Flag(help: "Leave out the last step, which lifts the best by where they hold the words.")
  var withoutCloseness = false
  @Flag(help: "Print a line a query instead: what was found, and the terms of the ranking.")
  var lines = false

  func run() throws {
    let reader = try IndexStore(folder: index).openCurrent().reader
    let texts = try String(contentsOfFile: queries, encoding: .utf8).split(separator: "\n")
    let requests = texts.map {
      var request = SearchRequest(query: QueryParser.parse(String($0)), facets: facets)
      request.liftsClose = !withoutCloseness
      return request
    }
    if lines {
      for (text, request) in zip(texts, requests) {
        print(line(String(text), request, measured(reader, request), reader))
      }
    } else {
      table(requests.map { measured(reader, $0) })
    }
  }

  private func measured(_ reader: IndexReader, _ request: SearchRequest) -> Measured {
    var least = Double.infinity
    var result = reader.search(request)
    for _ in 0..<max(1, reps) {
      let watch = Stopwatch()
      result = reader.search(request)
      least = min(least, watch.seconds)
    }
    return Measured(result: result, microseconds: least * 1e6)
  }

  private struct Measured {
    var result: SearchResult
    var microseconds: Double
  }

  /// Columns, separated by tabs: the query, `all` or `some` of its words, all matches, µs, the hits' scores, then each term of the
  /// ranking as `field:boost:documents:text`.
  private func line(
    _ text: String, _ request: SearchRequest, _ measured: Measured, _ reader: IndexReader
  ) -> String {
    let result = measured.result
    let scores = result.hits.map { String($0.score) }.joined(separator: ",")
    let terms = reader.rankingTerms(of: request.query).map {
      "\($0.field):\($0.boost):\($0.documents):\($0.text)"
    }
    let time = String(format: "%.2f", measured.microseconds)
    let columns = [text, result.fellBackToOr ? "some" : "all", "\(result.total)", time, scores]
    return (columns + terms).joined(separator: "\t")
  }

  private func table(_ all: [Measured]) {
    var times: [String: [Double]] = [:]
    for one in all {
      times[one.result.fellBackToOr ? "some words" : "all words", default: []].append(
        one.microseconds)
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
