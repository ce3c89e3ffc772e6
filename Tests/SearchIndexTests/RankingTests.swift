import Documents
import TestSupport
import Testing
import Tokenizer

@testable import SearchIndex

/// What the people's ranking prefers.
struct RankingTests {
  private func order(_ texts: [(id: String, title: String, text: String)], _ query: String) throws
    -> [String]
  {
    let fixture = try IndexFixture()
    let padding = (0..<40).map { number in
      (id: "p\(number)", title: "", text: String(repeating: "其他文件内容\(number)，", count: 12))
    }
    try fixture.add(
      (texts + padding).map {
        Document(id: $0.id, url: "", siteID: "s", title: $0.title, text: $0.text)
      })
    let reader = try fixture.open()
    let result = reader.search(SearchRequest(query: QueryParser.parse(query), top: texts.count))
    return result.hits.compactMap { reader.document($0)?.id }
  }

  private let filler = String(repeating: "本市各区县有关单位认真学习贯彻会议精神。", count: 8)

  @Test func `words that stand together come before the same words far apart`() throws {
    let found = try order(
      [
        ("far", "", "设备购置\(filler)申请补贴。\(filler)"),
        ("near", "", "\(filler)设备购置可以申请补贴。\(filler)"),
      ], "设备购置 申请补贴")

    #expect(found == ["near", "far"])
  }

  @Test func `words at a document's head come before the same words at its end`() throws {
    let found = try order(
      [
        ("end", "", "\(filler)设备购置可以申请补贴。"),
        ("head", "", "设备购置可以申请补贴。\(filler)"),
      ], "设备购置 申请补贴")

    #expect(found == ["head", "end"])
  }

  @Test
  func
    `of documents with the same words that comes first which has more of the query's characters`()
    throws
  {
    let found = try order(
      [
        ("none", "", "欠款应当按期交付，期限由双方约定，没有约定的随时可以要求。"),
        ("some", "", "欠款应当按期清偿，期限由双方约定，没有约定的随时可以归还。"),
      ], "偿还欠款")

    #expect(found == ["some", "none"])
  }

  @Test func `what a document holds of a query is told by shares`() throws {
    let fixture = try IndexFixture()
    let texts = ["人口补贴", "人口\(filler)补贴", "\(filler)人口。", "其他内容"]
    try fixture.add(
      texts.enumerated().map {
        Document(id: "\($0)", url: "", siteID: "s", title: "", text: $1)
      })
    let reader = try fixture.open()
    let closeness = reader.closeness(reader.scoredTerms(QueryParser.parse("人口 补贴")))
    let part = try #require(reader.parts.first)
    var shares: [String: Closeness.Shares] = [:]
    for document in 0..<4 as Range<UInt32> {
      let id = reader.document(Hit(score: 0, segment: 0, document: document))?.id ?? ""
      shares[id] = closeness.shares([document], part.segment, part: 0)[0]
    }

    let (all, half) = try (#require(shares["0"]), #require(shares["1"]?.window))
    #expect(abs(all.window - 1) < 1e-5 && all.head == 1 && all.lead == 1 && all.characters == 1)
    #expect(abs(all.factor - 2 * 1.6 * 1.5) < 1e-4)
    #expect(half > 0.3 && half < 0.7)
    #expect(shares["1"]?.head ?? 1 < 1)
    #expect(shares["2"]?.head == 0)
    #expect(shares["1"]?.characters == 1 && shares["2"]?.characters == 0.5)
    #expect(shares["3"] == Closeness.Shares())
    #expect(Closeness.Shares().factor == 1)
  }

  @Test func `function characters weigh next to nothing`() throws {
    let found = try order(
      [
        ("function", "", "怎么样的是什么，怎么样的是什么，怎么样的是什么。"),
        ("content", "", "个体户登记材料，由本人到窗口提交，当场办理，不收费用，三日内领取执照。"),
      ], "怎么样的是登记")

    #expect(found.first == "content")
  }

  @Test func `a title that has the words lifts its document`() throws {
    let found = try order(
      [
        ("body", "工作动态", "扶持资金申报工作已经开始，请各企业按时提交材料。"),
        ("title", "扶持资金申报指南", "扶持资金申报工作已经开始，请各企业按时提交材料。"),
      ], "扶持资金申报")

    #expect(found == ["title", "body"])
  }

  @Test(
    arguments: [
      ("设备补贴", [0.3, 0.3]), ("《设备》补贴", [1, 0.3]), ("申请《设备补贴", [1, 1]), ("设备》补贴", [0.3, 0.3]),
      ("《申请》设备《补贴》", [0.3, 1]),
    ] as [(String, [Float])])
  func `what a query names as a title weighs more in titles`(query: String, boosts: [Float]) throws
  {
    let fixture = try IndexFixture()
    try fixture.add([
      Document(id: "1", url: "", siteID: "s", title: "设备，补贴", text: "申请，设备，补贴")
    ])
    let terms = try fixture.open().scoredTerms(QueryParser.parse(query))

    let found = ["设备", "补贴"].map { text in
      terms.first { $0.text == text && IndexField.of(termKey: $0.query.key) == .title }?.boost
    }
    #expect(found == boosts)
  }

  @Test func `a document's own number comes before those that cite it`() throws {
    let found = try order(
      [
        ("cites", "解读", "根据《办法》（冀科规〔2020〕1号），冀科规〔2020〕1号规定，冀科规〔2020〕1号明确了程序。"),
        ("own", "", "冀科规〔2020〕1号\n河北省科学技术厅关于印发管理办法的通知\n\(filler)"),
      ], "冀科规〔2020〕1号")

    #expect(found == ["own", "cites"])
  }

  @Test func `a repeated word counts as often as the query has it`() throws {
    let fixture = try IndexFixture()
    try fixture.add([Document(id: "a", url: "", siteID: "s", title: "", text: "人才补贴")])
    let reader = try fixture.open()

    let once = reader.scoredTerms(QueryParser.parse("人才"))
    let twice = reader.scoredTerms(QueryParser.parse("人才 人才"))

    #expect(once.map(\.text) == twice.map(\.text))
    #expect(zip(once, twice).allSatisfy { $1.boost == 2 * $0.boost })
  }

  @Test func `a query of two hundred characters stays within the range of scores`() throws {
    let text = String(
      String.UnicodeScalarView((0..<200).compactMap { Unicode.Scalar(0x4E00 + $0 * 37) }))
    let fixture = try IndexFixture()
    try fixture.add(
      (0..<400).map { id in
        let isIt = id == 7
        return Document(
          id: "\(id)", url: "", siteID: "s", title: isIt ? text : "",
          text: isIt ? text : "其他内容\(id)")
      })
    let reader = try fixture.open()

    let result = reader.search(SearchRequest(query: QueryParser.parse(text)))

    #expect(result.hits.first.flatMap { reader.document($0)?.id } == "7")
    #expect(result.hits.allSatisfy { $0.score < 4096 })
  }

  @Test(arguments: [("扶持", 1), ("的是", 0), ("资的", 0.5), ("led", 1)] as [(String, Float)])
  func `a token weighs by its function characters`(text: String, weight: Float) throws {
    let token = try #require(tokens(of: text).first)

    #expect(RankingRecipe.weight(ofToken: token.key) == weight)
  }
}
