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
  }

  deinit { _ = close(descriptor) }

  /// Sends a frame whole.
  func send(_ frame: WorkerFrame, by deadline: ContinuousClock.Instant) throws(Failure) {
    let bytes = frame.encoded
    var done = 0
    while done < bytes.count {
      try wait(for: Int16(POLLOUT), by: deadline)
      let sent = unsafe bytes.withUnsafeBytes { buffer in
        // SAFETY: the range done..<count lies inside the buffer, which lives for the call.
        unsafe Glibc.send(
          descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done,
          Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
      }
      if sent < 0, errno == EINTR || errno == EAGAIN { continue }
      guard sent > 0 else { throw .closed }
      done += sent
    }
  }

  /// Receives the next frame whole.
  func receive(by deadline: ContinuousClock.Instant) throws(Failure) -> WorkerFrame {
    let head = try receive(WorkerFrame.prefixLength, by: deadline)
    guard let prefix = WorkerFrame.Prefix(head) else { throw .malformed }
    let header = try receive(prefix.headerLength, by: deadline)
    let body = try receive(prefix.bodyLength, by: deadline)
    return WorkerFrame(kind: prefix.kind, header: header, body: body)
  }

  private func receive(
    _ count: Int, by deadline: ContinuousClock.Instant
  ) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      try wait(for: Int16(POLLIN), by: deadline)
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        // SAFETY: recv fills at most the rest of the buffer.
        unsafe recv(
          descriptor, buffer.baseAddress?.advanced(by: done), count - done,
          Int32(MSG_DONTWAIT))
      }
      if got < 0, errno == EINTR || errno == EAGAIN { continue }
      guard got > 0 else { throw .closed }
      done += got
    }
    return bytes
  }

  private func wait(
    for events: Int16, by deadline: ContinuousClock.Instant
  ) throws(Failure) {
    while true {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { throw .timeout }
      let milliseconds =
        left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000
      var poll = pollfd(fd: descriptor, events: events, revents: 0)
      // SAFETY: one local structure.
      let ready = unsafe Glibc.poll(&poll, 1, Int32(clamping: milliseconds + 1))
      if ready > 0 { return }
      if ready < 0, errno != EINTR { throw .closed }
    }
  }
}
