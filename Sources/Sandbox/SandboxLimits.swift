import Bytes
import Glibc

/// What a confined process may use.
package struct SandboxLimits: Sendable {
  /// Memory on top of what the process has mapped when it enters (bytes).
  package var memoryBytes = 512 << 20
  /// CPU time over the process's whole life (seconds); it dies by SIGXCPU then.
  package var cpuSeconds = 3_600
  /// Open descriptors.
  package var descriptors = 32

  /// The worker's limits.
  package init() {}

  /// Sets the limits; all or a reason.
  func apply() -> Sandbox.State {
    let mapped = Self.mappedBytes() ?? 1 << 30
    let limits: [(String, __rlimit_resource, Int)] = [
      ("address space", RLIMIT_AS, mapped + memoryBytes),
      ("data", RLIMIT_DATA, memoryBytes),
      ("file size", RLIMIT_FSIZE, 0),
      ("core size", RLIMIT_CORE, 0),
      ("descriptors", RLIMIT_NOFILE, descriptors),
      ("CPU time", RLIMIT_CPU, cpuSeconds),
    ]
    for (name, resource, value) in limits {
      var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
      // SAFETY: setrlimit reads the local structure.
      if unsafe setrlimit(Int32(resource.rawValue), &limit) != 0 {
        return .unavailable("\(name): errno \(errno)")
      }
    }
    return .on
  }

  /// The process's mapped memory, the first number of /proc/self/statm in pages.
  private static func mappedBytes() -> Int? {
    guard let file = try? FileDescriptor.open("/proc/self/statm", .read),
      let bytes = try? file.read(at: 0, count: 64)
    else { return nil }
    let digits = bytes.prefix { $0 >= 48 && $0 <= 57 }
    return Int(String(decoding: digits, as: UTF8.self)).map { $0 * Int(getpagesize()) }
  }
}
