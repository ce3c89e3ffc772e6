import Bytes
import Synchronization

/// A command of `kuasou` that the admin page asks, in a process of its own: the server itself knows neither crawl state nor parsers.
struct AdminCommand: Sendable {
  /// What a command printed, and whether it ended well.
  struct Answer: Sendable {
    let text: String
    let isGood: Bool

    /// Its lines, each split at tabs.
    var rows: [[String]] {
      text.split(separator: "\n").map { line in
        line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      }
    }
  }

  private let program: String
  private let data: String
  private let sites: String
  /// One at a time, whoever asks.
  private let turn = Turn()

  private static let outputLimit = 1 << 20
  private static let timeLimit = Duration.seconds(20)

  /// Commands of the program at `program` on a data folder and a list of sites.
  init(program: String, data: String, sites: String) {
    (self.program, self.data, self.sites) = (program, data, sites)
  }

  /// How each site stands: the lines of `kuasou report sites`.
  func overview() -> Answer { run(["report", "sites", "--data", data]) }

  /// What was decided about a URL.
  func explain(_ url: String) -> Answer {
    run(["explain", "--data", data, "--sites", sites, "--", url])
  }

  /// Has a site crawled next.
  func crawlNext(_ site: String) -> Answer {
    run(["sites", "next", "--data", data, "--sites", sites, "--", site])
  }

  /// Runs the program and waits for it: at most `timeLimit`, at most `outputLimit` bytes. Blocks the thread.
  private func run(_ arguments: [String]) -> Answer {
    turn.take { () -> Answer in
      do throws(FileError) {
        var child = try ChildProcess(program, arguments, output: .pipe, errors: .pipe)
        let watch = TimedEnd(child.id, after: Self.timeLimit)
        var output: [UInt8] = []
        while output.count < Self.outputLimit {
          let more = child.readOutput()
          if more.isEmpty { break }
          output += more
        }
        if output.count >= Self.outputLimit { child.signal(9) }
        let errors = child.readErrors()
        watch.cancel()
        let isGood = child.wait() == .exited(0)
        return Answer(
          text: String(decoding: isGood ? output : output + errors, as: UTF8.self), isGood: isGood)
      } catch {
        return Answer(text: "\(error)", isGood: false)
      }
    }
  }

  private final class Turn: Sendable {
    private let lock = Mutex(())

    func take(_ body: () -> Answer) -> Answer { lock.withLock { _ in body() } }
  }
}
