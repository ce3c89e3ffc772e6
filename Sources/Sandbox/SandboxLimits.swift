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
      if unsafe setrlimit(Int32(resource.rawValue), &limit) != 0 { return .unavailable("\(name): errno \(errno)") }
    }
    return .on
  }

  /// The process's mapped memory, the first number of /proc/self/statm in pages.
  private static func mappedBytes() -> Int? {
    // SAFETY: the file is checked and closed; fscanf is avoided for a bounded read into a local array.
    guard let file = unsafe fopen("/proc/self/statm", "r") else { return nil }
    defer { unsafe _ = fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = unsafe fread(&buffer, 1, buffer.count, file)
    let digits = buffer[..<count].prefix { $0 >= 48 && $0 <= 57 }
    return Int(String(decoding: digits, as: UTF8.self)).map { $0 * Int(getpagesize()) }
  }
}
