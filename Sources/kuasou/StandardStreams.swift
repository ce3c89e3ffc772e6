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

/// A descriptor that is read to its end.
struct FileHandleReader {
  /// File descriptor 0.
  static let standardInput = FileHandleReader(descriptor: 0)

  private let descriptor: Int32

  /// All bytes up to the end; nil when there are more than `limit`.
  func readToEnd(limit: Int) throws -> [UInt8]? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let size = chunk.count
      let got = unsafe chunk.withUnsafeMutableBytes { buffer in
        // SAFETY: read fills at most `size` bytes of the buffer, which lives for the call.
        unsafe Glibc.read(descriptor, buffer.baseAddress, size)
      }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else {
        throw FileError.system(operation: "read", path: "standard input", errno: errno)
      }
      if got == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<got])
      if bytes.count > limit { return nil }
    }
  }
}
