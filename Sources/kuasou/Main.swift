import ArgumentParser
import Glibc

/// The program `kuasou`: every command of the pipeline.
///
/// Results go to stdout, messages to people to stderr. Exit codes are decided here and nowhere else:
/// 0 done, 1 failed, 2 wrong usage or configuration.
@main
struct Kuasou: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kuasou",
    abstract: "跨搜: a polite cross-site crawler and Chinese search engine.",
    discussion:
      "Start with 'kuasou demo', which crawls, indexes and serves a sample city on this machine.",
    version: "kuasou 0.1.0",
    groupedSubcommands: [
      CommandGroup(name: "Try it:", subcommands: [DemoCommand.self]),
      CommandGroup(
        name: "Run a search:",
        subcommands: [
          SitesCommand.self, CrawlCommand.self, IndexCommand.self, UpdateCommand.self,
          ServeCommand.self, SearchCommand.self, CountCommand.self,
        ]),
      CommandGroup(
        name: "Move and inspect data:",
        subcommands: [
          ImportCommand.self, ExportCommand.self, ExplainCommand.self, StatsCommand.self,
          FailuresCommand.self, ReportCommand.self, VerifyCommand.self, DumpCommand.self,
          CompactCommand.self,
        ]),
      CommandGroup(
        name: "One stage alone:",
        subcommands: [
          ExtractCommand.self, TokenizeCommand.self, RobotsCommand.self, SitemapCommand.self,
          URLCommand.self, CharsetCommand.self, BenchCommand.self,
        ]),
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      finish(0)
    } catch {
      finish(report(error))
    }
  }

  /// Says what went wrong and returns the exit code for it.
  private static func report(_ error: any Error) -> Int32 {
    let code = exitCode(for: error)
    if code == .success {
      print(fullMessage(for: error))
      return 0
    }
    if error is ExitCode { return code.rawValue }
    if let failure = CommandFailure(error) {
      failure.show()
      return failure.exitCode
    }
    Console.message(fullMessage(for: error))
    return 2
  }

  private static func finish(_ code: Int32) -> Never {
    fflush(nil)
    Glibc.exit(code)
  }
}
