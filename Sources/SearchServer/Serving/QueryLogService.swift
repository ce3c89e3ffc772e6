import Logging
import QueryLog
import ServiceLifecycle

/// Has the query log written twice a second and once more at the end.
struct QueryLogService: Service {
  private let writer: QueryLogWriter
  private let interval: Duration
  private let logger: Logger

  /// A service for this writer; nothing happens before `run`.
  init(_ writer: QueryLogWriter, interval: Duration = .milliseconds(500), logger: Logger) {
    self.writer = writer
    self.interval = interval
    self.logger = logger
  }

  /// Writes until the server shuts down.
  func run() async throws {
    await cancelWhenGracefulShutdown {
      var complaint: String?
      while !Task.isCancelled {
        try? await Task.sleep(for: interval)
        let problem = await QueryLogThread.run { [writer] () throws(QueryLogError) in
          try writer.flush()
        }
        // One cause is told once, though it is met again at every try.
        if let problem, problem != complaint { logger.error("\(problem)") }
        complaint = problem
      }
    }
  }
}
