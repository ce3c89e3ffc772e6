import Documents
import Logging
import QueryLog
import ServiceLifecycle

/// Reads from the query log every ten minutes what many people look for, for the first page and for suggestions.
struct HotQueriesWatch: Service {
  private let index: CurrentIndex
  private let data: DataFolder
  private let interval: Duration
  private let logger: Logger

  /// The days that count.
  private static let days = 7
  /// The most queries that are read.
  private static let limit = 200

  /// A watch over the log of a data folder; nothing happens before `run`.
  init(
    _ index: CurrentIndex, _ data: DataFolder, interval: Duration = .seconds(600), logger: Logger
  ) {
    self.index = index
    self.data = data
    self.interval = interval
    self.logger = logger
  }

  /// Watches until the server shuts down.
  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        if let problem = await look() { logger.error("\(problem)") }
        try? await Task.sleep(for: interval)
      }
    }
  }

  /// Reads once; what kept it from that, if anything.
  private func look() async -> String? {
    await QueryLogThread.run { [index, data] () throws(QueryLogError) in
      let session = index.session
      let found = try QueryLog.reading(in: data)?.hotQueries(
        days: Self.days, limit: Self.limit,
        isKnown: { session?.hasTitle(with: $0) == true })
      index.adopt(hotQueries: found ?? [])
    }
  }
}
