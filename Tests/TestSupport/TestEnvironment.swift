import Glibc

/// The environment variables that steer a test run.
package enum TestEnvironment {
  /// The value of a variable; nil where it is not set.
  package static func value(_ name: String) -> String? {
    // SAFETY: getenv's string is copied at once; only children that are about to be killed call setenv, on their one thread.
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }
}
