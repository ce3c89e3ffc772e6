import Glibc

/// The client's end of a worker's socket: sends and receives frames by a deadline, never raises SIGPIPE.
struct WorkerSocket: ~Copyable {
  /// Why an exchange ended without an answer.
  enum Failure: Error, Equatable {
    /// The deadline passed.
    case timeout
    /// The worker closed its end.
    case closed
    /// What came is no frame.
    case malformed
  }

  private let descriptor: Int32

  /// Connects two ends, both close-on-exec: ours and `workerEnd`, which the caller closes once it is handed over.
  init?(workerEnd: inout Int32) {
    var ends: [Int32] = [-1, -1]
    // SAFETY: socketpair fills the two elements.
    let code = unsafe socketpair(
      AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends)
    guard code == 0 else { return nil }
    descriptor = ends[0]
    workerEnd = ends[1]
    var room = Self.room
    // SAFETY: setsockopt reads the one integer whose size is given; the kernel takes less where it allows no more.
    unsafe _ = setsockopt(
      descriptor, SOL_SOCKET, SO_SNDBUF, &room, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Bytes that may lie between the ends: most pages go out without waiting for the worker to read.
  private static let room: Int32 = 1 << 20

  deinit { _ = close(descriptor) }

  /// Sends as much as the worker's end takes at once.
  func push(_ outbox: inout Outbox) throws(Failure) {
    while !outbox.isEmpty {
      let count = unsafe outbox.rest.withUnsafeBytes { buffer in
        // SAFETY: the buffer lives for the call and its true size is given.
        unsafe Glibc.send(
          descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
      }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return }
      guard count > 0 else { throw .closed }
      outbox.drop(count)
    }
  }

  /// Sends all bytes.
  func send(_ bytes: [UInt8], by deadline: ContinuousClock.Instant) throws(Failure) {
    var outbox = Outbox(bytes)
    while true {
      try push(&outbox)
      if outbox.isEmpty { return }
      try wait(for: Int16(POLLOUT), by: deadline)
    }
  }

  /// Receives the next frame whole, and sends what lies in the outbox meanwhile, so that neither end ever waits for the other to read.
  func receive(
    with reader: inout FrameReader, sending outbox: inout Outbox,
    by deadline: ContinuousClock.Instant
  ) throws(Failure) -> WorkerFrame {
    let frame = try reader.next { (bytes, from, least) throws(Failure) in
      try fill(&bytes, from: from, atLeast: least, sending: &outbox, by: deadline)
    }
    guard let frame else { throw .malformed }
    return frame
  }

  /// Tells the other end that nothing more comes.
  func finishSending() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

  /// Receives all bytes until the other end closes; more than `limit` are malformed.
  func receiveAll(limit: Int, by deadline: ContinuousClock.Instant) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 64 << 10)
    var nothing = Outbox()
    while true {
      let got: Int
      do throws(Failure) {
        got = try fill(&part, from: 0, atLeast: 1, sending: &nothing, by: deadline)
      } catch .closed {
        return bytes
      } catch { throw error }
      guard bytes.count + got <= limit else { throw .malformed }
      bytes.append(contentsOf: part[..<got])
    }
  }

  /// Receives into the bytes behind `from` until `least` of them are there; how many came.
  private func fill(
    _ bytes: inout [UInt8], from: Int, atLeast least: Int, sending outbox: inout Outbox,
    by deadline: ContinuousClock.Instant
  ) throws(Failure) -> Int {
    var end = from
    while end - from < least {
      let wanted = outbox.isEmpty ? POLLIN : POLLIN | POLLOUT
      let ready = Int32(try wait(for: Int16(wanted), by: deadline))
      if ready & POLLOUT != 0 { try push(&outbox) }
      if ready == POLLOUT { continue }
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        // SAFETY: recv fills at most the rest of the buffer.
        unsafe recv(
          descriptor, buffer.baseAddress?.advanced(by: end), buffer.count - end,
          Int32(MSG_DONTWAIT))
      }
      if got < 0, errno == EINTR || errno == EAGAIN { continue }
      guard got > 0 else { throw .closed }
      end += got
    }
    return end - from
  }

  /// Waits until one of the events, or the other end's going, is there; tells which.
  @discardableResult
  private func wait(
    for events: Int16, by deadline: ContinuousClock.Instant
  ) throws(Failure) -> Int16 {
    while true {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { throw .timeout }
      let milliseconds =
        left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000
      var poll = pollfd(fd: descriptor, events: events, revents: 0)
      // SAFETY: one local structure.
      let ready = unsafe Glibc.poll(&poll, 1, Int32(clamping: milliseconds + 1))
      if ready > 0 { return poll.revents }
      if ready < 0, errno != EINTR { throw .closed }
    }
  }
}
