import Testing

@testable import QueryHelp

struct PieceTableTests {
  private let table = PieceTable(
    [("重点项目", 3), ("重大项目", 9), ("重大", 50), ("项目", 40), ("重点项目库", 70), ("扶持资金", 5)]
      .map { (HanPiece(Array($0.0.utf16)), $0.1) }, .shared)

  @Test(
    "phrases with these first letters, those of most documents first",
    arguments: [
      ("zdxm", ["重大项目", "重点项目"]), ("zdxmk", ["重点项目库"]), ("zd", ["重大"]), ("fczj", ["扶持资金"]),
      ("aa", []), ("zzzz", []), ("z", []), ("", []), ("zdxmzdxmz", []),
    ] as [(String, [String])])
  func spelt(letters: String, found: [String]) {
    #expect(table.spelt(Array(letters.utf8), limit: 8).map(\.text.string) == found)
  }

  @Test func `no more than asked for`() {
    #expect(table.spelt(Array("zdxm".utf8), limit: 1).map(\.weight) == [9])
    #expect(PieceTable([], .shared).spelt(Array("zdxm".utf8), limit: 1).isEmpty)
  }
}
