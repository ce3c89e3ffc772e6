import ArgumentParser
import Bytes
import QueryHelp
import SearchIndex

/// Measures how well queries are helped: repairs of wrong characters, false changes, readings of letters, suggestions.
///
/// The phrases are lines of a file, `kind TAB typed TAB meant`; `Benchmarks/query-help` makes it from documents that the index
/// does not have.
struct QueryHelpBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query-help",
    abstract: "Rates of repaired, falsely changed and read queries, and times.")

  @Argument(help: "The index folder of a data folder.") var index: String
  @Argument(help: "Lines of kind, typed text and meant text, tab-separated.") var cases: String
  @Flag(help: "Print the cases that failed.") var verbose = false

  func run() throws {
    let reader = try IndexStore(folder: index).openCurrent().reader
    let clock = ContinuousClock()
    let start = clock.now
    let help = QueryHelp(reader)
    print("made\t\(reader.documentCount) documents\t\(clock.now - start)")
    let text = String(decoding: try LocalFileSystem().read(cases, limit: 1 << 28), as: UTF8.self)
    var tallies: [String: Tally] = [:]
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: "\t").map(String.init)
      guard fields.count == 3 else { continue }
      let start = clock.now
      let answer = Self.answer(fields[0], fields[1], help)
      tallies[fields[0], default: Tally()].add(answer == fields[2], clock.now - start)
      if fields[0] == "initials" {
        let start = clock.now
        let offered = help.corrections(of: QueryParser.parse(fields[1]), limit: 3)
        tallies["initials, offered", default: Tally()].add(
          offered.contains(fields[2]), clock.now - start)
      }
      if verbose, answer != fields[2] { print(line, answer, separator: "\t") }
    }
    for (kind, tally) in tallies.sorted(by: { $0.key < $1.key }) { print("\(kind)\t\(tally)") }
  }

  private static func answer(_ kind: String, _ typed: String, _ help: QueryHelp) -> String {
    switch kind {
    case "letters", "initials": help.spelt(typed, limit: 1).first ?? ""
    case "suggest": help.suggestions(for: typed, limit: 8).first ?? ""
    default: help.correction(of: QueryParser.parse(typed)) ?? typed
    }
  }

  private struct Tally: CustomStringConvertible {
    private var right = 0
    private var times: [Duration] = []

    mutating func add(_ isRight: Bool, _ time: Duration) {
      right += isRight ? 1 : 0
      times.append(time)
    }

    var description: String {
      let sorted = times.sorted()
      let share = Double(right) / Double(max(1, times.count))
      return "\(right) of \(times.count) right\t\((share * 10_000).rounded() / 10_000)\t"
        + "p50 \(sorted[sorted.count / 2])\tp99 \(sorted[sorted.count * 99 / 100])"
    }
  }
}
