import CLinux
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Named steps at which a test can end the process as a power cut would: `KUASOU_FAILPOINT=NAME` or `NAME:N` for its N-th passing.
package enum Failpoint {
  /// Ends the process by SIGKILL if the environment names this step and it is reached for the N-th time.
  package static func pass(_ name: StaticString) {
    guard let wanted = Self.wanted, wanted.name == "\(name)" else { return }
    if Self.passed.add(1, ordering: .relaxed).newValue == wanted.count {
      _ = kill(getpid(), SIGKILL)
    }
  }

  private static let wanted: (name: String, count: Int)? = {
    // SAFETY: getenv's string is copied at once; kuasou never calls setenv.
    guard let value = unsafe getenv("KUASOU_FAILPOINT") else { return nil }
    let parts = unsafe String(cString: value).split(separator: ":", maxSplits: 1)
    guard let name = parts.first else { return nil }
    return (String(name), parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
  }()

  private static let passed = Atomic<Int>(0)
}
