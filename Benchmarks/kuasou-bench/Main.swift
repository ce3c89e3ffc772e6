import ArgumentParser

/// The program `kuasou-bench`: parts of the pipeline timed inside one process. `Benchmarks/run` calls it.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kuasou-bench", abstract: "Time parts of kuasou alone.",
    subcommands: [
      TokenizerBench.self, CompressionBench.self, ChecksumBench.self, ExtractionBench.self,
    ])
}
