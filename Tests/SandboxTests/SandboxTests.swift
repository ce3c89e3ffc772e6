import Sandbox
import Testing

@Suite("Sandbox")
struct SandboxTests {
  @Test("a state is told in words")
  func words() {
    #expect(Sandbox.State.on.description == "on")
    #expect(
      Sandbox.State.unavailable("no kernel support").description == "unavailable: no kernel support"
    )
  }

  @Test("outside of the sandbox the proof finds deeds that are possible, so it can fail")
  func proofCanFail() async {
    // In a process of its own: an attempt may really run a program.
    await #expect(processExitsWith: .exitCode(7)) {
      let isTight = SandboxProof.harmlessAttempts().allSatisfy(\.isRefused)
      Sandbox.leave(code: isTight ? 0 : 7)
    }
  }

  @Test("inside everything is refused")
  func everythingIsRefused() async {
    await #expect(processExitsWith: .exitCode(7)) {
      let states = Sandbox.enter(SandboxLimits(), readable: [])
      let isOn = Sandbox.Feature.allCases.allSatisfy { states[$0] == .on }
      let isTight = SandboxProof.attempts().allSatisfy(\.isRefused)
      Sandbox.leave(code: isOn && isTight ? 7 : 0)
    }
  }
}
