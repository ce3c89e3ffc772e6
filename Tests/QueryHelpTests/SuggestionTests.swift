import SearchIndex
import TestSupport
import Testing

@testable import QueryHelp

struct SuggestionTests {
  private static let help: QueryHelp? = try? HelpFixture().help()

  private func suggestions(_ typed: String) throws -> [String] {
    try #require(Self.help).suggestions(for: typed, limit: 8)
  }

  @Test(
    "what is typed goes on as titles do",
    arguments: [
      ("扶", "扶持资金管理办法"), ("扶持资金", "扶持资金管理办法"), ("扶持資", "扶持资金管理办法"), ("人才", "人才引进工作"),
      ("fuchi", "扶持资金管理办法"), ("fczj", "扶持资金管理办法"), ("rencaiy", "人才引进工作"),
      ("补贴 扶持资", "补贴 扶持资金管理办法"),
    ])
  func goesOn(typed: String, first: String) throws {
    #expect(try suggestions(typed).first == first)
  }

  @Test(
    "nothing goes on from what no title has",
    arguments: ["", " ", "饕餮", "zzz", "2009", "site:", "\u{0}", "🀄️", "𠀀"])
  func goesNowhere(typed: String) throws {
    #expect(try suggestions(typed).isEmpty)
  }

  @Test func `no suggestion comes twice, and none is what was typed`() throws {
    for typed in ["扶", "市", "区级", "人", "f", "s", "扶持资金管理办法"] {
      let found = try suggestions(typed)
      #expect(Set(found).count == found.count)
      #expect(!found.contains(typed))
    }
  }

  @Test func `a phrase that letters both spell and abbreviate is suggested once`() throws {
    let fixture = try HelpFixture()
    try fixture.publish((0..<3).map { HelpFixture.document("x\($0)", "安宁小区", "办理。") })

    let found = try fixture.help().suggestions(for: "an", limit: 8)

    #expect(found.filter { $0 == "安宁小区" } == ["安宁小区"])
  }

  @Test func `a title of a document that is gone is suggested no more`() throws {
    let fixture = try HelpFixture()
    try fixture.publish([HelpFixture.document("x", "机密名单公示", "一二三")])
    #expect(try fixture.help().suggestions(for: "机密", limit: 8) == ["机密名单公示"])

    try fixture.publish([], delete: ["x"])

    #expect(try fixture.help().suggestions(for: "机密", limit: 8).isEmpty)
  }

  @Test func `what people ask comes first`() throws {
    let help = QueryHelp(try HelpFixture().reader(), asked: [("扶贫项目", 100)])

    #expect(help.suggestions(for: "扶", limit: 2) == ["扶贫项目", "扶持资金管理办法"])
  }

  @Test func `related are phrases that titles share and the query has not`() throws {
    let titles = ["市扶持资金管理办法", "区扶持资金管理办法", "加强人才引进工作的通知"]

    let related = try #require(Self.help).related(
      to: QueryParser.parse("企业"), titles: titles, limit: 8)
    let known = try #require(Self.help).related(
      to: QueryParser.parse("扶持资金管理办法"), titles: titles, limit: 8)

    #expect(related.contains { $0.contains("扶持资金管理办法") })
    #expect(known.allSatisfy { !"扶持资金管理办法".contains($0) })
  }

  @Test func `any text is answered`() throws {
    var random = SeededRandom()
    let help = try #require(Self.help)
    let letters = Array("扶持资金人才引进abczh 'ü-（）\u{0}🀄️𠀀".unicodeScalars)
    for _ in 0..<300 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...60, using: &random) {
        text.append(letters[Int.random(in: 0..<letters.count, using: &random)])
      }
      let typed = String(text)
      #expect(help.suggestions(for: typed, limit: 8).count <= 8, "seed \(SeededRandom.seed)")
      _ = help.correction(of: QueryParser.parse(typed))
      #expect(help.spelt(typed, limit: 3).count <= 3, "seed \(SeededRandom.seed)")
    }
  }
}
