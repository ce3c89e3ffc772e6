import Bytes
import Testing

@Suite struct ChildProcessTests {
  @Test func `A child's lines, exit code and end of output are seen`() throws {
    var child = try ChildProcess(
      "/bin/sh", ["-c", "echo one; echo two; exit 3"], output: .pipe)

    let first = child.readLine()
    let rest = child.readOutput()
    let end = child.readOutput()
    let outcome = child.wait()

    #expect(first == "one")
    #expect(rest == Array("two\n".utf8))
    #expect(end.isEmpty)
    #expect(outcome == .exited(3))
  }

  @Test func `What is written to a child's input arrives, and its close ends the child`() throws {
    var child = try ChildProcess("/bin/cat", input: .pipe, output: .pipe)

    let wrote = child.write(Array("扶持资金\n".utf8))
    let line = child.readLine()
    child.closeInput()
    let outcome = child.wait()

    #expect(wrote)
    #expect(line == "扶持资金")
    #expect(outcome == .exited(0))
  }

  @Test func `A signal ends a child and is told apart from an exit`() throws {
    var child = try ChildProcess("/bin/sleep", ["60"])

    child.signal(15)
    let outcome = child.wait()

    #expect(outcome == .signalled(15))
  }

  @Test func `A program that is not there is an error that names it`() {
    #expect(throws: FileError.system(operation: "start", path: "/no/such", errno: 2)) {
      _ = try ChildProcess("/no/such")
    }
  }
}
