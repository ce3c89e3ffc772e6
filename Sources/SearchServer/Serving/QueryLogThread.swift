import NIOPosix
import QueryLog

/// Where the query log is read and written: on a thread that answers no requests, for both wait for the disk.
enum QueryLogThread {
  /// Runs `body` there.
  ///
  /// - Returns: what kept it from its work, if anything.
  static func run(
    _ body: @escaping @Sendable () throws(QueryLogError) -> Void
  ) async -> String? {
    let outcome = try? await NIOThreadPool.singleton.runIfActive { () -> String? in
      do throws(QueryLogError) {
        try body()
        return nil
      } catch { return "\(error); \(error.help)" }
    }
    return outcome ?? nil
  }
}
