import CSeccomp
import Glibc

/// A seccomp filter: what is not listed here fails with EPERM.
enum SystemCallFilter {
  /// Calls that a process needs which reads and writes open descriptors, computes, and reads a few files.
  private static let allowed = [
    "read", "write", "readv", "writev", "pread64", "lseek", "close", "fstat", "newfstatat", "stat",
    "lstat", "statx",
    "access", "faccessat", "faccessat2", "readlink", "readlinkat", "getdents64", "getcwd", "fcntl",
    "dup", "poll", "ppoll",
    "mmap", "munmap", "mremap", "mprotect", "madvise", "brk", "mincore",
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall",
    "futex", "sched_yield", "sched_getaffinity", "set_robust_list", "rseq", "gettid", "getpid",
    "getppid", "getuid", "geteuid",
    "getgid", "getegid", "getrlimit", "getrusage", "clock_gettime", "clock_getres",
    "clock_nanosleep", "nanosleep",
    "gettimeofday", "time", "times", "uname", "sysinfo", "getrandom", "exit", "exit_group",
  ]

  /// Calls that becoming another program takes besides, its loader's included.
  private static let becoming = ["execve", "arch_prctl", "set_tid_address"]

  /// Loads the filter into the kernel for this thread and all it starts.
  ///
  /// - Parameter becoming: whether this process may become another program.
  static func apply(becoming: Bool = false) -> Sandbox.State {
    // SAFETY: the context is checked and released; libseccomp copies rules.
    guard let filter = unsafe seccomp_init(kuasou_deny_with(UInt16(EPERM))) else {
      return .unavailable("seccomp_init failed")
    }
    defer { unsafe seccomp_release(filter) }
    for name in becoming ? allowed + Self.becoming : allowed { unsafe allow(name, [], filter) }
    // Opening for reading only: every flag that writes or creates must be clear.
    let writing = UInt64(O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND | 0o20000000)
    unsafe allow("openat", [compare(2, SCMP_CMP_MASKED_EQ, writing, 0)], filter)
    unsafe allow("open", [compare(1, SCMP_CMP_MASKED_EQ, writing, 0)], filter)
    // abort() signals the own process; no other may be signalled.
    unsafe allow("tgkill", [compare(0, SCMP_CMP_EQ, UInt64(getpid()), 0)], filter)
    // prlimit64 may ask, not set: its new-limit pointer must be NULL.
    unsafe allow("prlimit64", [compare(2, SCMP_CMP_EQ, 0, 0)], filter)
    let code = unsafe seccomp_load(filter)
    return code == 0 ? .on : .unavailable("seccomp_load: errno \(-code)")
  }

  private static func compare(
    _ argument: UInt32, _ operation: scmp_compare, _ first: UInt64, _ second: UInt64
  ) -> scmp_arg_cmp {
    scmp_arg_cmp(arg: argument, op: operation, datum_a: first, datum_b: second)
  }

  private static func allow(_ name: String, _ conditions: [scmp_arg_cmp], _ filter: scmp_filter_ctx)
  {
    // SAFETY: the name is a NUL-terminated copy for the call; the conditions are copied. A call that this machine's kernel does not have is skipped.
    let number = unsafe seccomp_syscall_resolve_name(name)
    guard number != __NR_SCMP_ERROR else { return }
    unsafe _ = seccomp_rule_add_array(
      filter, kuasou_allow(), number, UInt32(conditions.count), conditions)
  }
}
