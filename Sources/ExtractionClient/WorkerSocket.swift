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

  /// Bodies above this go out by themselves; copying a smaller one behind its head costs less than waking the worker twice.
  private static let longestCopy = 32 << 10

  /// Sends a frame whole.
  func send(_ frame: WorkerFrame, by deadline: ContinuousClock.Instant) throws(Failure) {
    if frame.body.count <= Self.longestCopy {
      try send(frame.encoded, by: deadline)
    } else {
      try send(frame.head, by: deadline)
      try send(frame.body, by: deadline)
    }
  }

  /// Sends all bytes.
  func send(_ bytes: [UInt8], by deadline: ContinuousClock.Instant) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let sent = unsafe bytes.withUnsafeBytes { buffer in
        // SAFETY: the range done..<count lies inside the buffer, which lives for the call.
        unsafe Glibc.send(
          descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done,
          Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
      }
      if sent < 0, errno == EINTR || errno == EAGAIN {
        // Asked only when the worker's end is full: a page goes out at once.
        try wait(for: Int16(POLLOUT), by: deadline)
        continue
      }
      guard sent > 0 else { throw .closed }
      done += sent
    }
  }

  /// Receives the next frame whole.
  func receive(
    with reader: inout FrameReader, by deadline: ContinuousClock.Instant
  ) throws(Failure) -> WorkerFrame {
    let frame = try reader.next { (bytes, from, least) throws(Failure) in
      try fill(&bytes, from: from, atLeast: least, by: deadline)
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
    while true {
      let got: Int
      do throws(Failure) {
        got = try fill(&part, from: 0, atLeast: 1, by: deadline)
      } catch .closed {
        return bytes
      } catch { throw error }
      guard bytes.count + got <= limit else { throw .malformed }
      bytes.append(contentsOf: part[..<got])
    }
  }

  /// Receives into the bytes behind `from` until `least` of them are there; how many came.
  private func fill(
    _ bytes: inout [UInt8], from: Int, atLeast least: Int, by deadline: ContinuousClock.Instant
  ) throws(Failure) -> Int {
    var end = from
    while end - from < least {
      try wait(for: Int16(POLLIN), by: deadline)
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
