import CLinux
import Glibc

/// Confines this process for good: limits, no new privileges, Landlock, seccomp. Everything that needs files, threads or programs must have run before.
package enum Sandbox {
  /// One means of confinement.
  package enum Feature: String, Sendable, CaseIterable {
    /// setrlimit(2): memory, file size 0, few descriptors, CPU time.
    case resourceLimits
    /// prctl(PR_SET_NO_NEW_PRIVS): no set-user-id program can raise privileges.
    case noNewPrivileges
    /// Landlock: no file but the readable ones, no TCP, no signals to others.
    case landlock
    /// seccomp: no system call but those that reading bytes and computing need.
    case systemCalls
  }

  /// Whether a feature works here.
  package enum State: Sendable, Equatable, CustomStringConvertible {
    /// It confines the process.
    case on
    /// The kernel lacks it or refused, for this reason.
    case unavailable(String)

    /// "on" or the reason.
    package var description: String {
      switch self {
      case .on: "on"
      case .unavailable(let reason): "unavailable: \(reason)"
      }
    }
  }

  /// Turns on all features that the kernel has and says which they are; a missing one does not stop the others.
  ///
  /// - Parameters:
  ///   - readable: files and folders that may still be read.
  ///   - programs: files that this process may become, loaders included; none: it stays what it is.
  package static func enter(
    _ limits: SandboxLimits, readable: [String], programs: [String] = []
  ) -> [Feature: State] {
    // A file that reached its size limit of 0 must fail the write, not kill the process.
    _ = signal(SIGXFSZ, SIG_IGN)
    var states: [Feature: State] = [:]
    states[.resourceLimits] = limits.apply()
    states[.noNewPrivileges] = NoNewPrivileges.apply()
    states[.landlock] = Landlock.apply(readable: readable, programs: programs)
    states[.systemCalls] = SystemCallFilter.apply(becoming: !programs.isEmpty)
    return states
  }

  /// Ends the process at once without the C library's farewells, which a confined process may not finish.
  package static func leave(code: Int32) -> Never { _exit(code) }

  /// Closes every descriptor but the three standard ones (close_range(2), kernel 5.9 and later).
  package static func closeForeignDescriptors() {
    _ = kuasou_syscall(436, 3, Int(UInt32.max), 0, 0)
  }
}
