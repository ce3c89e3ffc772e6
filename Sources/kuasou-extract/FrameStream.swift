import ExtractionClient
import Glibc

/// Frames over standard input and output; blocks, and ends with its client.
enum FrameStream {
  /// The next request; nil at the end of input or when what comes is no frame.
  static func next() -> WorkerFrame? {
    guard let head = read(WorkerFrame.prefixLength), let prefix = WorkerFrame.Prefix(head),
      let header = read(prefix.headerLength), let body = read(prefix.bodyLength)
    else { return nil }
    return WorkerFrame(kind: prefix.kind, header: header, body: body)
  }

  /// Writes a frame whole; false when the client is gone.
  static func write(_ frame: WorkerFrame) -> Bool {
    let bytes = frame.encoded
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

  private static func read(_ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        // SAFETY: read fills at most the rest of the buffer.
        unsafe Glibc.read(0, buffer.baseAddress?.advanced(by: done), count - done)
      }
      if got < 0, errno == EINTR { continue }
      if got <= 0 { return nil }
      done += got
    }
    return bytes
  }
}
