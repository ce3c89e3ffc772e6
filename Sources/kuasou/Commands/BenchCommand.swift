import ArgumentParser
import Documents
import SearchIndex

/// `kuasou bench`: the bare engine, timed.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Time the bare engine (plain BM25 over body bigrams, no snippets) on one thread.",
    discussion: """
      QUERIES has lines 'qid TAB class TAB op TAB k TAB raw TAB tokens TAB filter'; op is or, and, phrase, count_or, \
      count_and or count_phrase; filter is empty, site=ID or date=YYYYMMDD-YYYYMMDD. Prints a line a query: \
      'qid TAB class TAB hits TAB top score TAB total TAB µs…', a time a repetition.
      """)

  @OptionGroup var data: DataOption
  @Argument(help: "The file of queries.") var queries: String
  @Option(help: "How often each query runs.") var reps = 5

  func validate() throws {
    guard (1...10_000).contains(reps) else {
      throw ValidationError("--reps must be from 1 to 10000")
    }
  }

  func run() throws {
    let reader = try OpenIndex(data).reader
    for (number, line) in try Console.lines(of: queries).enumerated() where !line.isEmpty {
      guard let query = BenchQuery(line: line) else {
        throw CommandFailure(
          "\(queries):\(number + 1): not a line of a query file",
          help: "write seven columns separated by tabulators; 'kuasou bench --help' names them")
      }
      print(reader.bench(query, repetitions: reps).line)
    }
  }
}
