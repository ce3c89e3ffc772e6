import ArgumentParser
import Crawler

/// `kuasou robots`: what a robots.txt says.
struct RobotsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "robots", abstract: "Ask a robots.txt for permission or for its Crawl-delay.",
    subcommands: [RobotsCheckCommand.self, RobotsDelayCommand.self])
}

/// The options by which a robots.txt and an agent are named.
struct RobotsOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The robots.txt; '-': standard input.", valueName: "file"))
  var robots: String?
  @Option(help: "The crawler's name, such as kuasou.") var agent: String?
}

/// `kuasou robots check`: allowed or disallowed.
struct RobotsCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Print allowed or disallowed for each URL.",
    discussion: """
      With --batch it reads lines 'file TAB agent TAB url …' and prints 0 or 1 for each; files are looked up in --dir.
      """)

  @OptionGroup var options: RobotsOptions
  @Argument(help: "URLs or paths.") var urls: [String] = []
  @Flag(help: "Also print the line and rule that decided.") var why = false
  @Option(help: ArgumentHelp("A file of questions.", valueName: "file")) var batch: String?
  @Option(help: ArgumentHelp("Where the batch's robots files are.", valueName: "folder")) var dir =
    "."

  func validate() throws {
    guard batch == nil else { return }
    guard options.robots != nil, options.agent != nil, !urls.isEmpty else {
      throw ValidationError("give --robots FILE --agent NAME URL…, or --batch FILE --dir DIR")
    }
  }

  func run() throws {
    if let batch { return try runBatch(batch) }
    let robots = RobotsFile.parse(try Console.read(options.robots ?? "-"))
    for url in urls {
      let verdict = robots.rules.verdict(agent: options.agent ?? "", url: url)
      let answer = verdict.allowed ? "allowed" : "disallowed"
      let reason = verdict.line.map { "line \($0): \(verdict.rule ?? "")" } ?? "no rule matches"
      print(why ? "\(answer)\t\(url)\t\(reason)" : answer)
    }
  }

  private func runBatch(_ batch: String) throws {
    var name = ""
    var robots = RobotsFile.parse([])
    for (number, line) in try Console.lines(of: batch).enumerated() where !line.isEmpty {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard columns.count >= 3 else {
        throw CommandFailure(
          "\(batch):\(number + 1): fewer than three columns", help: "write 'file TAB agent TAB url'"
        )
      }
      if columns[0] != name {
        name = String(columns[0])
        robots = RobotsFile.parse(try Console.read("\(dir)/\(name)"))
      }
      let verdict = robots.rules.verdict(agent: String(columns[1]), url: String(columns[2]))
      print(verdict.allowed ? 1 : 0)
    }
  }
}

/// `kuasou robots delay`: the Crawl-delay.
struct RobotsDelayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delay", abstract: "Print the Crawl-delay for an agent in seconds, or none.")

  @OptionGroup var options: RobotsOptions

  func validate() throws {
    guard options.robots != nil, options.agent != nil else {
      throw ValidationError("give --robots FILE --agent NAME")
    }
  }

  func run() throws {
    let robots = RobotsFile.parse(try Console.read(options.robots ?? "-"))
    let delay = robots.rules.delaySeconds(agent: options.agent ?? "")
    print(delay.map(RobotsDelay.text(seconds:)) ?? "none")
  }
}
