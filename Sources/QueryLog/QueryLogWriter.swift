package import Documents
import Synchronization

/// Takes searches from threads that answer requests, and writes them in batches from another one.
///
/// Taking never waits for the disk and never fails: when the queue is full, as on a full disk, what comes is dropped and counted.
package final class QueryLogWriter: Sendable {
  private let data: DataFolder
  private let retention: Duration
  private let capacity: Int
  private let waiting = Mutex(Waiting())
  /// Held while writing, so that batches reach the file in order.
  private let file = Mutex(File())

  private struct Waiting {
    var searches: [LoggedSearch] = []
    var clicks: [LoggedClick] = []
    var dropped = 0

    var count: Int { searches.count + clicks.count }
  }

  private struct File {
    var log: QueryLog?
    var pruned: UnixTime?
  }

  /// How often what is past its time is looked for.
  private static let pruneInterval = Duration.seconds(3600)

  /// A writer into the log of this data folder, which is opened by the first `flush`.
  ///
  /// - Parameters:
  ///   - retention: how long searches are kept.
  ///   - capacity: the most searches and clicks that wait; 10,000 are two megabytes at most.
  package init(_ data: DataFolder, retention: Duration, capacity: Int = 10_000) {
    self.data = data
    self.retention = retention
    self.capacity = capacity
  }

  /// Takes a search. O(1), amortised.
  package func record(_ search: LoggedSearch) { take { $0.searches.append(search) } }

  /// Takes a click. O(1), amortised.
  package func record(_ click: LoggedClick) { take { $0.clicks.append(click) } }

  /// Searches and clicks that found no room.
  package var dropped: Int { waiting.withLock { $0.dropped } }

  /// Writes what waits, and once an hour deletes what is past its time. Blocks on the disk.
  ///
  /// - Throws: `QueryLogError`; what waited goes on waiting then.
  package func flush(at now: UnixTime = .now) throws(QueryLogError) {
    try file.withLock { (file) throws(QueryLogError) in
      if file.log == nil { file.log = try QueryLog.writing(in: data) }
      guard let log = file.log else { return }
      if now.since(file.pruned ?? UnixTime(milliseconds: 0)) >= Self.pruneInterval {
        try log.prune(before: now.adding(.zero - retention))
        file.pruned = now
      }
      let (searches, clicks) = waiting.withLock { ($0.searches, $0.clicks) }
      try log.write(searches, clicks)
      waiting.withLock { waiting in
        waiting.searches.removeFirst(searches.count)
        waiting.clicks.removeFirst(clicks.count)
      }
    }
  }

  private func take(_ append: (inout Waiting) -> Void) {
    waiting.withLock { waiting in
      guard waiting.count < capacity else {
        waiting.dropped += 1
        return
      }
      append(&waiting)
    }
  }
}
