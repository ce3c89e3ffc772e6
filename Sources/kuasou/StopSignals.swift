import Dispatch
import Glibc

/// Turns SIGINT and SIGTERM into one call, so that a long command can end in order; a second signal ends it at once.
struct StopSignals {
  private let sources: [any DispatchSourceSignal]

  /// Calls `action` at the first signal.
  static func onStop(_ action: @escaping @Sendable () -> Void) -> StopSignals {
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        Console.message("kuasou: stopping; again to end at once")
        signal(number, SIG_DFL)
        action()
      }
      source.resume()
      return source as any DispatchSourceSignal
    }
    return StopSignals(sources: sources)
  }

  /// Gives both signals their usual meaning back.
  func cancel() {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }
}
