import Dispatch
import Glibc
import Synchronization

/// Turns SIGINT and SIGTERM into one call, so that a long command can end in order, and SIGHUP into another; a second SIGINT or SIGTERM
/// ends the command at once.
///
/// A Dispatch signal source would not do: it hears of a signal only where every thread blocks it, and one that is ignored
/// instead is lost on Linux. So a handler writes to a pipe, which is all that a handler may do.
struct StopSignals {
  /// The pipe's end that the handler writes to; -1 while nobody listens.
  private static let notice = Atomic<Int32>(-1)
  private let source: any DispatchSourceRead

  /// Calls `action` at the first SIGINT or SIGTERM and, where it is given, `reload` at each SIGHUP.
  static func onStop(
    reload: (@Sendable () -> Void)? = nil, _ action: @escaping @Sendable () -> Void
  ) -> StopSignals {
    var ends: [Int32] = [-1, -1]
    // SAFETY: pipe fills the array's two numbers.
    guard unsafe pipe(&ends) == 0 else {
      preconditionFailure("a pipe can't be made: no descriptors are left")
    }
    let (reading, writing) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(writing, F_SETFL, O_NONBLOCK)
    notice.store(writing, ordering: .sequentiallyConsistent)
    let source = DispatchSource.makeReadSource(fileDescriptor: reading, queue: .global())
    source.setEventHandler {
      var number: UInt8 = 0
      // SAFETY: one byte is read into a local.
      guard unsafe read(reading, &number, 1) == 1 else { return }
      if Int32(number) == SIGHUP {
        reload?()
      } else {
        source.cancel()
        Console.message("kuasou: stopping; again to end at once")
        action()
      }
    }
    source.setCancelHandler {
      notice.store(-1, ordering: .sequentiallyConsistent)
      _ = close(reading)
      _ = close(writing)
    }
    source.resume()
    for number in [SIGINT, SIGTERM] { signal(number) { StopSignals.pass($0) } }
    if reload != nil { signal(SIGHUP) { StopSignals.pass($0) } }
    return StopSignals(source: source)
  }

  /// The signal handler: wakes the reader, and gives a signal that ends the program its usual meaning back.
  private static func pass(_ number: Int32) {
    if number != SIGHUP { signal(number, SIG_DFL) }
    var byte = UInt8(truncatingIfNeeded: number)
    // SAFETY: write is async-signal-safe and reads one byte; a full or closed pipe has been heard already.
    _ = unsafe write(notice.load(ordering: .sequentiallyConsistent), &byte, 1)
  }

  /// Gives the signals their usual meaning back.
  func cancel() {
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    source.cancel()
  }
}
