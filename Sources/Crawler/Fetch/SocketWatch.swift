import CCurl
import CLinux

#if canImport(Glibc)
  import Glibc
#endif

/// The sockets that libcurl waits for, in an epoll(7) set, and the time until which it does; used by one thread only.
///
/// libcurl says what it waits for whenever that changes, so that a turn costs what the transfers that move cost, however many there are: with
/// `curl_multi_perform` and `curl_multi_poll` it asked the system for every one of them, seven times a page.
final class SocketWatch {
  /// A socket that something has happened to.
  struct Event: Equatable {
    let socket: Int32
    /// What happened, as `curl_multi_socket_action` takes it.
    let happened: Int32
  }

  private let epoll: Int32
  /// When libcurl wants to be called at the latest, by the system's monotonic clock.
  private var deadline: ContinuousClock.Instant?
  private var events: [Event] = []
  /// The descriptor that others wake the thread with.
  private var wake: Int32?

  /// epoll_ctl's operations and events (<sys/epoll.h>).
  private static let (add, remove, modify): (Int32, Int32, Int32) = (1, 2, 3)
  private static let (input, output, failed, hungUp): (UInt32, UInt32, UInt32, UInt32) = (
    1, 4, 8, 16
  )

  /// An empty set; nil when the process has no descriptor left.
  init?() {
    // EPOLL_CLOEXEC is O_CLOEXEC.
    epoll = kuasou_epoll_create(O_CLOEXEC)
    guard epoll >= 0 else { return nil }
  }

  deinit { _ = close(epoll) }

  /// Has libcurl tell this object what it waits for; false when it refuses. The object must outlive the multi handle.
  func follow(_ multi: UnsafeMutableRawPointer) -> Bool {
    // SAFETY: CurlMulti keeps this object until the multi handle is freed, after which no callback can come.
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    return unsafe kuasou_curl_watch(multi, Self.onSocket, Self.onTimer, context) == CURLM_OK
  }

  /// Waits until something happens to a socket, `wake` becomes readable, libcurl's time has come or the time is over.
  func wait(_ time: Duration, wake: Int32) {
    if self.wake != wake {
      _ = kuasou_epoll_control(epoll, Self.add, wake, Self.input)
      self.wake = wake
    }
    var sockets = [Int32](repeating: 0, count: 64)
    var happened = [UInt32](repeating: 0, count: 64)
    // SAFETY: both arrays have the 64 places that are filled at most.
    let count = unsafe kuasou_epoll_wait(epoll, &sockets, &happened, nanoseconds(atMost: time))
    for index in 0..<Int(max(count, 0)) where sockets[index] != wake {
      events.append(Event(socket: sockets[index], happened: Self.action(happened[index])))
    }
  }

  /// Takes what has happened to sockets.
  func takeEvents() -> [Event] {
    defer { events.removeAll(keepingCapacity: true) }
    return events
  }

  /// Whether libcurl's time has come; it names the next one when it is called.
  func takeDeadline() -> Bool {
    guard let deadline, deadline <= .now else { return false }
    self.deadline = nil
    return true
  }

  /// How long the system may wait.
  private func nanoseconds(atMost time: Duration) -> Int64 {
    let left = deadline.map { min(time, ContinuousClock.Instant.now.duration(to: $0)) } ?? time
    let (seconds, attoseconds) = max(left, .zero).components
    return min(seconds, 1_000) * 1_000_000_000 + attoseconds / 1_000_000_000
  }

  /// What happened, in libcurl's words; a connection that broke can be read, which tells why.
  private static func action(_ happened: UInt32) -> Int32 {
    var action: Int32 = 0
    if happened & (input | failed | hungUp) != 0 { action |= CURL_CSELECT_IN }
    if happened & (output | failed) != 0 { action |= CURL_CSELECT_OUT }
    return action
  }

  private static let onSocket: kuasou_curl_socket_watch = { _, socket, wanted, context, _ in
    // SAFETY: libcurl passes the pointer that `follow` gave.
    guard let context = unsafe context else { return 0 }
    unsafe Unmanaged<SocketWatch>.fromOpaque(context).takeUnretainedValue().want(socket, wanted)
    return 0
  }

  private static let onTimer: kuasou_curl_timer_watch = { _, milliseconds, context in
    // SAFETY: as for onSocket.
    guard let context = unsafe context else { return 0 }
    let watch = unsafe Unmanaged<SocketWatch>.fromOpaque(context).takeUnretainedValue()
    watch.deadline = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
    return 0
  }

  /// Waits for another thing of a socket; a socket that was closed has left the set by itself.
  private func want(_ socket: Int32, _ wanted: Int32) {
    guard wanted != CURL_POLL_REMOVE else {
      _ = kuasou_epoll_control(epoll, Self.remove, socket, 0)
      return
    }
    var wantedEvents: UInt32 = 0
    if wanted & CURL_POLL_IN != 0 { wantedEvents |= Self.input }
    if wanted & CURL_POLL_OUT != 0 { wantedEvents |= Self.output }
    guard kuasou_epoll_control(epoll, Self.add, socket, wantedEvents) != 0 else { return }
    _ = kuasou_epoll_control(epoll, Self.modify, socket, wantedEvents)
  }
}
