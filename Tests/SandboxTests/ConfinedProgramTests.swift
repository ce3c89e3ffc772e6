import Sandbox
import Testing

/// Each test in a process of its own, which becomes the program.
@Suite("Confined program")
struct ConfinedProgramTests {
  @Test("runs with what it was given")
  func runs() async {
    await #expect(processExitsWith: .exitCode(3)) {
      let code = ConfinedProgram(
        path: "/bin/sh", arguments: ["-c", "exit 3"]
      ).become()
      Sandbox.leave(code: code)
    }
  }

  @Test("has the environment that it was given and no other")
  func environment() async {
    await #expect(processExitsWith: .exitCode(4)) {
      _ = ConfinedProgram(
        path: "/bin/sh", arguments: ["-c", "[ -z \"$HOME\" ] && exit $CODE"],
        environment: ["CODE=4"]
      ).become()
    }
  }

  @Test("is not become where it is missing, and the error is told")
  func missing() async {
    await #expect(processExitsWith: .exitCode(2)) {
      let code = ConfinedProgram(
        path: "/nowhere/tesseract", arguments: []
      ).become()
      Sandbox.leave(code: code)
    }
  }

  @Test("runs no other program, in its place or beside it")
  func runsNothingElse() async {
    await #expect(processExitsWith: .exitCode(126)) {
      _ = ConfinedProgram(
        path: "/bin/sh", arguments: ["-c", "exec /bin/true"]
      ).become()
    }
    await #expect(processExitsWith: .exitCode(2)) {
      _ = ConfinedProgram(
        path: "/bin/sh", arguments: ["-c", "/bin/true; exit 7"]
      ).become()
    }
  }

  @Test("reads what it may and no foreign file")
  func reads() async {
    await #expect(processExitsWith: .exitCode(0)) {
      _ = ConfinedProgram(
        path: "/bin/cat", arguments: ["/etc/ld.so.conf"], readable: ["/etc/ld.so.conf"]
      ).become()
    }
    await #expect(processExitsWith: .exitCode(1)) {
      _ = ConfinedProgram(
        path: "/bin/cat", arguments: ["/etc/passwd"], readable: ["/etc/ld.so.conf"]
      ).become()
    }
  }

  @Test("opens no socket, writes no file, starts nothing: all that a worker may not either")
  func everythingElse() async {
    await #expect(processExitsWith: .exitCode(7)) {
      let states = Sandbox.enter(SandboxLimits(), readable: [], programs: ["/bin/sh"])
      let isOn = Sandbox.Feature.allCases.allSatisfy { states[$0] == .on }
      let isTight = SandboxProof.attempts().allSatisfy(\.isRefused)
      Sandbox.leave(code: isOn && isTight ? 7 : 0)
    }
  }
}
