import CLinux
import Glibc

/// prctl(PR_SET_NO_NEW_PRIVS), which Landlock and seccomp ask of a process without privileges.
enum NoNewPrivileges {
  /// PR_SET_NO_NEW_PRIVS of linux/prctl.h.
  private static let option: Int32 = 38

  /// Sets the flag for this process and all it may start.
  static func apply() -> Sandbox.State {
    kuasou_prctl(option, 1, 0, 0, 0) == 0 ? .on : .unavailable("prctl: errno \(errno)")
  }
}
