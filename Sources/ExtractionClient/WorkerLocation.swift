import Glibc

/// Where the worker program lies.
package enum WorkerLocation {
  /// `$KUASOU_EXTRACT`, else `kuasou-extract` in the folder of the running program; nil when there is no such program.
  package static func find() -> String? {
    // SAFETY: getenv's string is copied at once.
    if let value = unsafe getenv("KUASOU_EXTRACT") {
      let path = unsafe String(cString: value)
      return isProgram(path) ? path : nil
    }
    guard let own = ownPath(), let slash = own.lastIndex(of: "/") else { return nil }
    let path = own[...slash] + "kuasou-extract"
    return isProgram(String(path)) ? String(path) : nil
  }

  /// The running program's path.
  private static func ownPath() -> String? {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      // SAFETY: readlink writes at most the given count into the buffer, whose base exists because it is not empty.
      guard let base = bytes.baseAddress else { return 0 }
      return unsafe readlink(
        "/proc/self/exe", base.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }

  private static func isProgram(_ path: String) -> Bool {
    // SAFETY: the path is passed as a NUL-terminated copy that lives for the call.
    unsafe access(path, X_OK) == 0
  }
}
