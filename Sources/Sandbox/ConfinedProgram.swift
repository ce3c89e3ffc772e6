import Glibc

/// A foreign program that this process becomes, confined: it reads its input and writes its output through descriptors that are open already.
package struct ConfinedProgram: Sendable {
  /// The program's file.
  package var path: String
  /// What it is called with, its own name left out.
  package var arguments: [String]
  /// Its environment, "NAME=value" each.
  package var environment: [String]
  /// Files and folders that it may read besides the system's libraries.
  package var readable: [String]
  /// What it may use.
  package var limits: SandboxLimits

  /// Where dynamic libraries, their cache and the C locale lie.
  private static let system = ["/usr/lib", "/lib", "/lib64", "/usr/local/lib", "/etc/ld.so.cache"]
  /// The kernel runs a program by way of its loader, which must be allowed, too.
  private static let loaders = ["/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"]

  /// A program with its arguments and environment, what it may read and what it may use.
  package init(
    path: String, arguments: [String], environment: [String] = [], readable: [String] = [],
    limits: SandboxLimits = SandboxLimits()
  ) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
    self.readable = readable
    self.limits = limits
  }

  /// Confines this process for good and becomes the program; comes back only when that failed, with the error number.
  ///
  /// Descriptors that are not close-on-exec stay open: close them before.
  package func become() -> Int32 {
    _ = Sandbox.enter(
      limits, readable: Self.system + readable, programs: [path] + Self.loaders)
    // SAFETY: lists of copies that end in nil and live for the call; the process is gone when it succeeds.
    var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
    _ = unsafe execve(path, &words, &variables)
    let code = errno
    unsafe (words + variables).forEach { unsafe free($0) }
    return code
  }
}
