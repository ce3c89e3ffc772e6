import Logging
import NIOPosix
import QueryLog
import ServiceLifecycle

/// Has the query log written twice a second and once more at the end, on a thread that answers no requests.
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
        let problem = await flush()
        // One cause is told once, though it is met again at every try.
        if let problem, problem != complaint { logger.error("\(problem)") }
        complaint = problem
      }
    }
  }

  /// Writes what waits; what kept it from that, if anything.
  private func flush() async -> String? {
    let outcome = try? await NIOThreadPool.singleton.runIfActive {
      [writer] () -> String? in
      do throws(QueryLogError) {
        try writer.flush()
        return nil
      } catch { return "\(error); \(error.help)" }
    }
    return outcome ?? nil
  }
}
