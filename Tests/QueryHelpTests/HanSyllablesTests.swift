import Testing

@testable import QueryHelp

struct HanSyllablesTests {
  private let syllables = HanSyllables.shared

  @Test func `letters and first letters of a phrase`() {
    let text = HanText.whole("扶持资金") ?? []

    #expect(syllables.letters(of: text) == Array("fuchizijin".utf8))
    #expect(syllables.initials(of: text) == Array("fczj".utf8))
    #expect(syllables.letters(of: [0x3000]) == nil)
  }

  @Test func `homophones are read alike`() {
    let found = syllables.homophones(of: 0x8D44)

    #expect(found.contains { $0.character == 0x59FF && $0.isUsual })
    #expect(!found.contains { $0.character == 0x8D44 || $0.character == 0x91D1 })
  }

  @Test(
    "letters are cut in every way that syllables allow",
    arguments: [
      ("fangan", [[4, 3], [4, 3, 1]], true), ("xian", [[4, 2]], true), ("fczj", [[1]], false),
      ("fu'chi", [[2, 1]], true), ("zhsh", [[2, 1]], false),
    ] as [(String, [[Int]], Bool)])
  func cuts(text: String, lengths: [[Int]], isFull: Bool) throws {
    let lattice = try #require(PinyinLattice(text, syllables))

    #expect(lattice.isFull == isFull)
    for length in lengths[0] { #expect(lattice.units[0].contains { $0.end == length }) }
  }

  @Test(
    "what is no word of letters is not cut",
    arguments: ["", "a", "fu2", "扶chi", "a_b", String(repeating: "a", count: 49)])
  func refuses(text: String) { #expect(PinyinLattice(text, syllables) == nil) }

  @Test func `likeness of shapes is mutual`() {
    let shapes = NearShapes.shared

    for character in Array("扶资晴未".utf16) {
      #expect(!shapes.of(character).isEmpty)
      #expect(shapes.of(character).allSatisfy { shapes.of($0).contains(character) })
    }
  }
}
