import CLinux
import Glibc

/// Tries what a confined process must not be able to do.
package enum SandboxProof {
  /// One attempt.
  package struct Attempt: Sendable {
    /// What was tried, as in "open a socket".
    package let deed: String
    /// Whether it was refused, as it must be.
    package let isRefused: Bool
    /// The error number of the refusal.
    package let code: Int32
  }

  /// Tries everything; call it only after `Sandbox.enter`.
  package static func attempts() -> [Attempt] { harmlessAttempts() + harmfulAttempts() }

  /// Tries what leaves nothing behind even where it is possible.
  package static func harmlessAttempts() -> [Attempt] {
    [
      attempt("open a socket") { socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) },
      attempt("open a local socket") { socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0) },
      attempt("read a foreign file") { opening("/etc/passwd", O_RDONLY) },
      attempt("write an old file") { opening("/dev/null", O_WRONLY) },
    ]
  }

  private static func harmfulAttempts() -> [Attempt] {
    [
      attempt("write a new file") { opening("/tmp/kuasou-sandbox-proof", O_WRONLY | O_CREAT) },
      attempt("make a folder") { unsafe mkdir("/tmp/kuasou-sandbox-proof-folder", 0o700) },
      attempt("remove a file") { unsafe unlink("/tmp/kuasou-sandbox-proof") },
      attempt("run a program") { execute("/bin/true") },
      attempt("start a process") { Int32(kuasou_syscall(forkCall, 0, 0, 0, 0)) },
      attempt("signal another process") { kill(getppid(), 0) },
      attempt("trace a process") { Int32(kuasou_syscall(traceCall, 16, Int(getppid()), 0, 0)) },
      attempt("take a gigabyte of memory") { mapping(1 << 30) },
      attempt("raise a limit") { raising() },
    ]
  }

  private static func attempt(_ deed: String, _ body: () -> Int32) -> Attempt {
    errno = 0
    let result = body()
    return Attempt(deed: deed, isRefused: result < 0, code: errno)
  }

  private static func opening(_ path: String, _ flags: Int32) -> Int32 {
    // SAFETY: the string is passed as a NUL-terminated copy that lives for the call.
    unsafe kuasou_open(path, flags, 0o600)
  }

  private static func execute(_ path: String) -> Int32 {
    // SAFETY: a NULL-terminated list of one string that is freed when the call comes back.
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe [strdup(path), nil]
    defer { unsafe free(arguments[0]) }
    return unsafe execv(path, &arguments)
  }

  private static func mapping(_ size: Int) -> Int32 {
    // SAFETY: a fresh anonymous mapping that nothing else uses.
    let address = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    return unsafe address == MAP_FAILED ? -1 : 0
  }

  private static func raising() -> Int32 {
    var limit = rlimit(rlim_cur: 1 << 30, rlim_max: 1 << 30)
    // SAFETY: setrlimit reads the local structure.
    return unsafe setrlimit(Int32(RLIMIT_FSIZE.rawValue), &limit)
  }

  #if arch(x86_64)
    private static let forkCall = 57
    private static let traceCall = 101
  #else
    private static let forkCall = 220
    private static let traceCall = 117
  #endif
}
