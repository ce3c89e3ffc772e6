import ExtractionClient
import Glibc

/// Frames over standard input and output; blocks, and ends with its client.
struct FrameStream {
  private var reader = FrameReader()
  /// Answers that wait for the next one.
  private var unsaid: [UInt8] = []

  /// Bytes at which answers wait no longer.
  private static let mostUnsaid = 64 << 10

  /// The next request; nil at the end of input or when what comes is no frame.
  mutating func next() -> WorkerFrame? {
    (try? reader.next(Self.fill)) ?? nil
  }

  /// Says a frame; false when the client is gone.
  ///
  /// While the next request is there already, what was said is kept back: the client wakes for several answers.
  mutating func say(_ frame: WorkerFrame) -> Bool {
    frame.append(to: &unsaid)
    if reader.holdsFrame, unsaid.count < Self.mostUnsaid { return true }
    defer { unsaid.removeAll(keepingCapacity: unsaid.count <= 2 * Self.mostUnsaid) }
    return Self.write(unsaid)
  }

  private static func write(_ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let wrote = unsafe bytes.withUnsafeBytes { buffer in
        // SAFETY: the range done..<count lies inside the buffer, which lives for the call.
        unsafe Glibc.write(1, buffer.baseAddress?.advanced(by: done), buffer.count - done)
      }
      if wrote < 0, errno == EINTR { continue }
      if wrote <= 0 { return false }
      done += wrote
    }
    return true
  }

  /// Writes a message to people on standard error.
  static func complain(_ text: String) {
    let bytes = Array(text.utf8)
    // SAFETY: the buffer lives for the call and its true size is given.
    _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(2, $0.baseAddress, $0.count) }
  }

  /// The client is gone.
  private struct End: Error {}

  /// Reads into the bytes behind `from` until `least` of them are there; how many came.
  private static func fill(
    _ bytes: inout [UInt8], from: Int, atLeast least: Int
  ) throws(End) -> Int {
    var end = from
    while end - from < least {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        // SAFETY: read fills at most the rest of the buffer.
        unsafe Glibc.read(0, buffer.baseAddress?.advanced(by: end), buffer.count - end)
      }
      if got < 0, errno == EINTR { continue }
      if got <= 0 { throw End() }
      end += got
    }
    return end - from
  }
}
