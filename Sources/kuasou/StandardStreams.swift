import Bytes
import Glibc

/// A descriptor that is written whole, whatever write(2) takes at a time.
struct FileHandleWriter {
  /// File descriptor 1.
  static let standardOutput = FileHandleWriter(descriptor: 1)
  /// File descriptor 2.
  static let standardError = FileHandleWriter(descriptor: 2)

  private let descriptor: Int32

  /// Writes all bytes; a reader that went away is no error.
  func write(_ bytes: [UInt8]) {
    var done = 0
    while done < bytes.count {
      let wrote = unsafe bytes.withUnsafeBytes { buffer in
        // SAFETY: the range done..<count lies inside the buffer, which lives for the call.
        unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
      }
      if wrote < 0 && errno == EINTR { continue }
      if wrote <= 0 { return }
      done += wrote
    }
  }
}
