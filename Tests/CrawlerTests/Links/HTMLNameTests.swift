import Testing

@testable import Crawler

@Suite struct `Packed names` {
  @Test(arguments: HTMLName.all.map(\.spelling))
  func `each constant is its spelling packed`(_ spelling: String) {
    let name = HTMLName.all.first { $0.spelling == spelling }?.name

    #expect(name == HTMLName(spelling: spelling))
  }

  @Test func `names that differ past the eighth byte differ in length or are taken as one`() {
    #expect(HTMLName(spelling: "textareas") != .textarea)
    #expect(HTMLName(spelling: "HTTP-EQUIV") == .httpEquivalent)
  }
}
