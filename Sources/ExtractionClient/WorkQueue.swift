import Dispatch
import Synchronization

/// Runs work that blocks on a few threads of its own, in the order in which it comes.
final class WorkQueue: Sendable {
  private let threads: [DispatchQueue]
  private let waiting = Mutex<[@Sendable () -> Void]>([])

  /// A queue of at least one thread.
  init(threads count: Int) {
    threads = (0..<max(1, count)).map { DispatchQueue(label: "kuasou.recognise.\($0)") }
  }

  /// Does the work when its turn has come, without blocking a thread of the caller.
  func run<Outcome: Sendable>(_ work: @escaping @Sendable () -> Outcome) async -> Outcome {
    await withCheckedContinuation { continuation in
      waiting.withLock { $0.append { continuation.resume(returning: work()) } }
      // Every thread is asked to take one piece of work: whichever is idle first does.
      for thread in threads { thread.async { self.takeOne() } }
    }
  }

  private func takeOne() {
    let work = waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    work?()
  }
}
