import Editorial
import Logging
import NIOPosix
import ServiceLifecycle

/// Looks every second whether a new generation of the index has been published, puts it in place and then makes help for it.
struct GenerationWatch: Service {
  private let index: CurrentIndex
  private let interval: Duration
  private let logger: Logger

  /// A watch over this index; nothing happens before `run`.
  init(_ index: CurrentIndex, interval: Duration = .seconds(1), logger: Logger) {
    self.index = index
    self.interval = interval
    self.logger = logger
  }

  /// Watches until the server shuts down.
  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try? await Task.sleep(for: interval)
        guard !Task.isCancelled else { return }
        await look()
      }
    }
  }

  private func look() async {
    // Opening reads files, so it must not keep one of the few threads that answer requests.
    let found = try? await NIOThreadPool.singleton.runIfActive { [index] in
      (index.refresh(), index.refreshEditorial())
    }
    if let (change, problems) = found {
      report(change)
      report(problems)
    }
    try? await NIOThreadPool.singleton.runIfActive { [index] in index.prepareHelp() }
  }

  /// Logs what is wrong with what editors wrote.
  func report(_ problems: [EditorialProblem]) {
    for problem in problems { logger.error("\(problem)", metadata: ["help": "\(problem.help)"]) }
  }

  /// Logs what a look brought.
  func report(_ change: CurrentIndex.Change) {
    switch change {
    case .none: break
    case .opened(let number, let documents, let warnings):
      for warning in warnings { logger.error("\(warning)") }
      logger.notice(
        "generation opened", metadata: ["generation": "\(number)", "documents": "\(documents)"])
    case .refused(let description, let help):
      logger.error("new generation refused: \(description)", metadata: ["help": "\(help)"])
    }
  }
}
