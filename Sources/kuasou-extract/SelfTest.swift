import Bytes
import Glibc

/// `--self-test`: runs the proof in a child whose output comes over a pipe, because a confined process can't write to a file.
enum SelfTest {
  /// Prints the child's results and returns its exit code.
  static func run() -> Int32 {
    do {
      var child = try ChildProcess("/proc/self/exe", ["--self-test-inside"], output: .pipe)
      while true {
        let part = child.readOutput()
        if part.isEmpty { break }
        print(String(decoding: part, as: UTF8.self), terminator: "")
      }
      return child.wait() == .exited(0) ? 0 : 1
    } catch {
      print("the test could not be started: \(error)")
      return 1
    }
  }
}
