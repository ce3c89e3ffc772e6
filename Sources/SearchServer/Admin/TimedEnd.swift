import Bytes
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Kills a child process that takes too long, unless it is cancelled before.
final class TimedEnd: Sendable {
  private let isOver = Mutex(false)

  /// Kills the process `id`, a child that has not been waited for, after `time`.
  init(_ id: Int32, after time: Duration) {
    Task.detached { [self] in
      try? await Task.sleep(for: time)
      isOver.withLock { isOver in
        // The child is waited for only after `cancel`, so that its number is still its own here.
        if !isOver { kill(id, SIGKILL) }
      }
    }
  }

  /// Lets the process go on.
  func cancel() { isOver.withLock { $0 = true } }
}
