import ArgumentParser

/// The program `kuasou-bench`: parts of the pipeline timed inside one process. `Benchmarks/run` calls it.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kuasou-bench", abstract: "Time parts of kuasou alone.",
    subcommands: [
      TokenizerBench.self, BuildBench.self, StoreExtractionBench.self, CompressionBench.self,
      ChecksumBench.self, ExtractionBench.self,
      InstructionLoops.self, FacetBench.self, QueryHelpBench.self, RankingBench.self,
    ])

  /// Runs what does not wait on the first thread, as valgrind 3.19 wants it: it breaks down when a second one takes over.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var waiting = command as? any AsyncParsableCommand {
        try await waiting.run()
      } else {
        try command.run()
      }
    } catch {
      exit(withError: error)
    }
  }
}
