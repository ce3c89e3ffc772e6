import CLinux
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Messages from many threads to one, which a descriptor wakes.
final class Mailbox<Message: Sendable>: Sendable {
  /// A descriptor that can be read while there are messages, for poll(2).
  let descriptor: Int32
  private let messages = Mutex<[Message]>([])

  /// An empty mailbox; nil when the process has no descriptor left.
  init?() {
    descriptor = kuasou_eventfd(0, Int32(O_CLOEXEC | O_NONBLOCK))
    guard descriptor >= 0 else { return nil }
  }

  deinit { _ = close(descriptor) }

  /// Adds a message and wakes the reader.
  func post(_ message: Message) { post([message]) }

  /// Adds messages, for which the reader wakes once.
  func post(_ several: [Message]) {
    guard !several.isEmpty else { return }
    let wasEmpty = messages.withLock { messages in
      messages += several
      return messages.count == several.count
    }
    guard wasEmpty else { return }
    var one: UInt64 = 1
    // SAFETY: eight bytes are written from a local.
    _ = unsafe write(descriptor, &one, 8)
  }

  /// Takes all messages, in the order in which they came; doesn't wait.
  func take() -> [Message] {
    messages.withLock { messages in
      guard !messages.isEmpty else { return [] }
      var count: UInt64 = 0
      // SAFETY: eight bytes are read into a local. Inside the lock, so that no wake-up gets lost.
      _ = unsafe read(descriptor, &count, 8)
      defer { messages = [] }
      return messages
    }
  }

  /// Takes all messages, waiting until there is one or the time is over.
  func take(waiting milliseconds: Int32) -> [Message] {
    var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // SAFETY: one descriptor in a local.
    _ = unsafe poll(&poller, 1, milliseconds)
    return take()
  }
}
