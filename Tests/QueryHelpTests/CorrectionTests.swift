import SearchIndex
import Testing

@testable import QueryHelp

struct CorrectionTests {
  private static let help: QueryHelp? = try? HelpFixture().help()

  private func correction(_ text: String) throws -> String? {
    try #require(Self.help).correction(of: QueryParser.parse(text))
  }

  @Test(
    "a wrong character is repaired",
    arguments: [
      ("扶持姿金", "扶持资金"), ("付持资金", "扶持资金"), ("扶特资金", "扶持资金"), ("人材引进", "人才引进"),
      ("扶持姿金管里办法", "扶持资金管理办法"),
      ("扶持姿金 人才引近", "扶持资金 人才引进"), ("扶持姿金 site:jxw 2009", "扶持资金 site:jxw 2009"),
      ("补贴 OR 扶持姿金", "补贴 OR 扶持资金"),
    ])
  func repairs(typed: String, meant: String) throws {
    #expect(try correction(typed) == meant)
  }

  @Test(
    "what is right, quoted, a filter or nothing known is left alone",
    arguments: [
      "扶持资金", "申请扶持资金", "重庆市", "“扶持姿金”", "site:扶持姿金 资金", "扶", "", "led", "饕餮", "𠀀𠀁",
      "（）", "---", String(repeating: "姿", count: 200),
    ])
  func leavesAlone(text: String) throws {
    #expect(try correction(text) == nil)
  }

  @Test(
    "letters are read as sounds",
    arguments: [
      ("fuchizijin", "扶持资金"), ("FuChi ZiJin", "扶持资金"), ("fuchizj", "扶持资金"), ("fczj", "扶持资金"),
      ("fu'chi'zi'jin", "扶持资金"), ("rencaiyinjin", "人才引进"), ("rcyj", "人才引进"),
      ("chongqingshi", "重庆市"),
    ])
  func readsLetters(typed: String, meant: String) throws {
    #expect(try #require(Self.help).spelt(typed, limit: 1) == [meant])
  }

  @Test func `first letters are read as two phrases that the index has in a row`() throws {
    let fixture = try HelpFixture()
    let titles = ["报名", "报名", "报名", "程序", "程序", "程序", "其他"]
    try fixture.publish(
      titles.enumerated().map { number, title in
        HelpFixture.document("x\(number)", title, number == 6 ? "报名程序如下，办理。" : "办理。")
      })

    #expect(try fixture.help().spelt("bmcx", limit: 1) == ["报名程序"])
  }

  @Test
  func `of phrases with the same first letters the one that stands by itself most comes first`()
    throws
  {
    let fixture = try HelpFixture()
    // 重大项目 is in more titles, but always a part of something else.
    let documents = ["库", "组", "处", "科"].flatMap { end in
      [("重大项目\(end)", "请看。"), ("请看", "申报重点项目，办理。其他。重点项目。")]
    }
    try fixture.publish(
      documents.enumerated().map { HelpFixture.document("x\($0)", $1.0, $1.1) })
    let query = QueryParser.parse("zdxm")

    let help = try fixture.help()
    let asked = QueryHelp(try fixture.reader(), asked: [("重大项目", 20)])

    #expect(help.spelt("zdxm", limit: 8) == ["重点项目", "重大项目"])
    #expect(help.corrections(of: query, limit: 3) == ["重点项目", "重大项目"])
    #expect(help.corrections(of: query, limit: 1) == ["重点项目"])
    // What people ask counts as if it stood by itself.
    #expect(asked.corrections(of: query, limit: 3) == ["重大项目"])
  }

  @Test func `only the first word that stands for several phrases is varied`() throws {
    let fixture = try HelpFixture()
    let titles = ["重点项目", "重点项目", "重点项目", "重大项目", "重大项目"]
    try fixture.publish(
      titles.enumerated().map { HelpFixture.document("x\($0)", $1, "办理。") })

    let meant = try fixture.help().corrections(of: QueryParser.parse("扶持姿金 zdxm zdxm"), limit: 3)

    #expect(meant.first == "扶持资金 重点项目 重点项目")
    #expect(meant.count == 2)
  }

  @Test func `two phrases in a row come once, however they are cut`() throws {
    let fixture = try HelpFixture()
    let titles = ["城市更新", "更新项目", "城市", "项目"].flatMap { [$0, $0, $0] }
    try fixture.publish(
      titles.enumerated().map { number, title in
        HelpFixture.document("x\(number)", title, number == 0 ? "推进城市更新项目建设工作任务。" : "办理。")
      })

    #expect(try fixture.help().spelt("csgxxm", limit: 8) == ["城市更新项目"])
  }

  @Test func `a word of letters is taken for sounds where no document has it`() throws {
    #expect(try correction("fuchizijin") == "扶持资金")
    #expect(try correction("fuchizijin 2009..2010") == "扶持资金 2009..2010")
    #expect(try correction("zzzzzzzz") == nil)
  }

  @Test func `an index without documents helps with nothing`() throws {
    let fixture = try HelpFixture()
    let ids = (0..<60).map { "fund\($0)" } + (0..<12).map { "talent\($0)" }
    try fixture.publish([], delete: ids)
    let help = try fixture.help()

    #expect(help.suggestions(for: "扶持", limit: 8).isEmpty)
    #expect(help.correction(of: QueryParser.parse("扶持姿金")) == nil)
  }
}
