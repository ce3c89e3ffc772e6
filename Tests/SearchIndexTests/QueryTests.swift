import Bytes
import Documents
import TestSupport
import Testing

@testable import SearchIndex

struct QueryTests {
  private static let reader: IndexReader? = {
    let texts = [
      ("a", "jxw", "扶持资金管理办法", "为了扶持中小企业，设立扶持资金。资金由市财政安排。", 2009, DocumentType.html),
      ("b", "jxw", "通知", "关于资金扶持的通知，按成办发〔2009〕12号执行。LED灯具。", 2010, .pdf),
      ("c", "czj", "财政", "Привет мир。市级专项资金，扶贫支持。", 2008, .docx),
      ("d", "czj", "成办发〔2009〕12号", "成都市人民政府办公厅文件", 2009, .pdf),
    ]
    guard let fixture = try? IndexFixture() else { return nil }
    let documents = texts.map { text in
      Document(
        id: text.0, url: "", siteID: text.1, title: text.2, text: text.3,
        date: CalendarDate(year: text.4, month: 6, day: 1), type: text.5)
    }
    guard let writer = try? IndexWriter(store: fixture.store) else { return nil }
    for var document in documents {
      if document.id == "b" { document.metadata.issuer = "成都市財政局" }
      try? writer.add(document)
    }
    _ = try? writer.commit(
      highWaterMark: HighWaterMark(),
      sites: [
        SiteLabel(
          id: "jxw", name: "成都市经信局", kind: "department", district: "锦江区",
          hosts: ["jxw.example.gov.cn"]),
        SiteLabel(id: "czj", name: "财政局", kind: "portal"),
      ])
    return try? fixture.open()
  }()

  private func find(_ text: String, sort: SearchSort = .relevance) throws -> [String] {
    let reader = try #require(Self.reader)
    var request = SearchRequest(query: QueryParser.parse(text), sort: sort)
    request.fallsBack = false
    let result = reader.search(request)
    return result.hits.compactMap { reader.document($0)?.id }
  }

  @Test func `blanks mean and, and a run of characters all of its bigrams`() throws {
    #expect(try find("扶持资金").sorted() == ["a"])
    #expect(try find("资金 扶持").sorted() == ["a", "b"])
  }

  @Test(arguments: ["\"资金扶持\"", "“资金扶持”", "＂资金扶持＂", "\"资金扶持"])
  func `quotes of any kind mean a phrase, closed or not`(text: String) throws {
    #expect(try find(text) == ["b"])
  }

  @Test func `a phrase does not cross punctuation`() throws {
    #expect(
      QueryParser.parse("\"企业设立\"").root.map { if case .phrase = $0 { true } else { false } }
        == true)
    let reader = try #require(Self.reader)
    #expect(reader.count(QueryParser.parse("\"企业设立\"")) == 0)
    #expect(reader.count(QueryParser.parse("\"设立扶持资金\"")) == 1)
  }

  @Test func `or, exclusion and parentheses`() throws {
    #expect(try find("财政 OR 通知").sorted() == ["a", "b", "c"])
    #expect(try find("资金 -扶持") == ["c"])
    #expect(try find("资金 －“资金扶持”").sorted() == ["a", "c"])
    #expect(try find("(通知 | 办法) 企业") == ["a"])
  }

  @Test(arguments: ["「资金扶持」", "\"资金扶持”", "关于「资金扶持」的", "「资金扶持"])
  func `corner brackets quote, and quotes of one kind close each other`(text: String) throws {
    #expect(try find(text) == ["b"])
  }

  @Test(arguments: ["资金-扶持", "资金 - 扶持", "扶持- 资金—"])
  func `a minus excludes only where it begins a word`(text: String) throws {
    #expect(!(try find(text).contains("c")))
    #expect(QueryParser.parse(text).root?.exclusions.isEmpty == true)
  }

  @Test func `only exclusions leave all other documents`() throws {
    #expect(try find("-扶持").sorted() == ["c", "d"])
    #expect(try find("site:czj -文件").sorted() == ["c"])
  }

  @Test(arguments: [
    "site:jxw", "site:jxw.example.gov.cn", "site:example.gov.cn", "site:经信局", "SITE：經信", "ｓｉｔｅ：jxw",
    "site:\"成都市 经信局\"",
  ])
  func `a site is named by its id, a host, a domain or a part of its name`(text: String) throws {
    #expect(try find("资金 \(text)").sorted() == ["a", "b"])
  }

  @Test func `a site that is not there is said and lets nothing through`() throws {
    let reader = try #require(Self.reader)

    let result = reader.search(SearchRequest(query: QueryParser.parse("资金 site:ample.gov.cn")))

    #expect(result.total == 0)
    #expect(result.notes == ["没有叫“ample.gov.cn”的站点。"])
  }

  @Test(arguments: [
    ("文号:成办发〔2009〕12号", ["b", "d"]), ("发文字号：成办发（2009）12号", ["b", "d"]),
    ("文号:成办发", ["b", "d"]), ("发文机关:财政局", ["b"]), ("发文机关：成都市财政局 资金", ["b"]),
    ("issuer:财", ["b"]), ("发文机关:经信局", []),
  ])
  func `document number and issuer are fields of their own`(text: String, ids: [String]) throws {
    #expect(try find(text).sorted() == ids)
  }

  @Test func `an issuer that issued nothing is looked for as a word`() throws {
    let reader = try #require(Self.reader)

    let result = reader.search(SearchRequest(query: QueryParser.parse("发文机关:市财政")))

    #expect(result.hits.compactMap { reader.document($0)?.id }.first == "b")
    #expect(reader.search(SearchRequest(query: QueryParser.parse("发文机关:办公厅"))).fellBackToOr)
  }

  @Test func `lengths of time limit the date beside other words and are words by themselves`()
    throws
  {
    let today = CalendarDate(year: 2010, month: 12, day: 1)

    let limited = QueryParser.parse("资金 一年内", today: today)
    let alone = QueryParser.parse("一年内", today: today)
    let key = QueryParser.parse("within:3-years 资金", today: today)

    #expect(limited.filters.after == CalendarDate(year: 2009, month: 12, day: 1))
    #expect(limited.limits.map(\.text) == ["一年内"])
    #expect(alone.limits.isEmpty && alone.root != nil)
    #expect(key.filters.after == CalendarDate(year: 2007, month: 12, day: 1))
  }

  @Test(arguments: ["資金扶持", "资金扶持", "＂資金扶持＂"])
  func `traditional characters find simplified ones`(text: String) throws {
    #expect(try find(text).contains("b"))
  }

  @Test func `a title is searched for two characters at least`() throws {
    #expect(try find("intitle:资金管理") == ["a"])
    #expect(QueryParser.parse("intitle:资").notes.count == 1)
  }

  @Test func `parentheses inside one another are passed over beyond the limit`() {
    let deep = String(repeating: "(", count: 17) + "资金"

    #expect(QueryParser.parse(deep).notes.count == 1)
    #expect(QueryParser.parse(deep).root != nil)
    #expect(QueryParser.parse(String(deep.dropFirst())).notes.isEmpty)
  }

  @Test func `where no document has any term, none is shown for its characters`() throws {
    let reader = try #require(Self.reader)

    let result = reader.search(SearchRequest(query: QueryParser.parse("贫财 饕餮")))

    #expect(result.total == 0 && !result.fellBackToOr)
  }

  @Test func `where nothing is found, limits are told without which something is`() throws {
    let reader = try #require(Self.reader)
    let request = SearchRequest(query: QueryParser.parse("扶贫 site:jxw filetype:docx 2008..2009"))

    #expect(reader.search(request).total == 0)
    #expect(
      reader.relaxations(of: request) == [
        Relaxation(limit: "site:jxw", text: "扶贫 filetype:docx 2008..2009", total: 1)
      ])
  }

  @Test func `limits in the text`() throws {
    #expect(try find("资金 site:czj") == ["c"])
    #expect(try find("资金 kind:department").sorted() == ["a", "b"])
    #expect(try find("资金 district:锦江区").sorted() == ["a", "b"])
    #expect(try find("资金 filetype:pdf,docx").sorted() == ["b", "c"])
    #expect(try find("资金 2008..2009").sorted() == ["a", "c"])
    #expect(try find("资金 after:2010") == ["b"])
    #expect(try find("资金 before:2008-12-31") == ["c"])
    #expect(try find("资金 ２００９．．２０１０").sorted() == ["a", "b"])
    #expect(try find("资金 kind:部门").sorted() == ["a", "b"])
    #expect(try find("intitle:资金") == ["a"])
    #expect(try find("site:czj").sorted() == ["c", "d"])
  }

  @Test func `limits of text and request hold together`() throws {
    let reader = try #require(Self.reader)
    var filters = SearchFilters()
    filters.sites = ["czj"]

    let result = reader.search(
      SearchRequest(query: QueryParser.parse("资金 site:jxw"), filters: filters))

    #expect(result.total == 0)
  }

  @Test func `single characters, words of other scripts and folded words are found`() throws {
    #expect(try find("贫") == ["c"])
    #expect(try find("МИР") == ["c"])
    #expect(try find("ｌｅｄ") == ["b"])
  }

  @Test(arguments: ["成办发〔2009〕12号", "成办发[2009]12号", "成办发（2009）第12号", "办发【２００９】12号"])
  func `a document number is found however it is written, its own document first`(text: String)
    throws
  {
    #expect(try find(text).first == "d")
    #expect(try find(text).sorted() == ["b", "d"])
  }

  @Test func `what matches nothing as a whole falls back to any of its terms`() throws {
    let reader = try #require(Self.reader)

    let result = reader.search(SearchRequest(query: QueryParser.parse("财政 通知")))

    #expect(result.fellBackToOr)
    #expect(result.total == 3)
    #expect(result.notes.count == 1)
  }

  @Test func `by date the newest comes first`() throws {
    #expect(try find("资金", sort: .date) == ["b", "a", "c"])
  }

  @Test func `facets count the whole result set`() throws {
    let reader = try #require(Self.reader)

    let result = reader.search(SearchRequest(query: QueryParser.parse("资金"), top: 1, facets: true))

    #expect(result.hits.count == 1)
    #expect(result.facets?.sites == ["jxw": 2, "czj": 1])
    #expect(result.facets?.kinds == ["department": 2, "portal": 1])
    #expect(result.facets?.years == [2008: 1, 2009: 1, 2010: 1])
    #expect(result.facets?.types == [.html: 1, .pdf: 1, .docx: 1])
  }

  @Test func `pages of results follow each other`() throws {
    let reader = try #require(Self.reader)
    let query = QueryParser.parse("资金")
    let all = reader.search(SearchRequest(query: query)).hits

    #expect(
      all.indices.allSatisfy {
        reader.search(SearchRequest(query: query, top: 1, offset: $0)).hits == [all[$0]]
      })
  }

  @Test func `an explanation adds up to the score`() throws {
    let reader = try #require(Self.reader)
    let query = QueryParser.parse("扶持资金 LED OR 办法")
    for hit in reader.search(SearchRequest(query: query)).hits {
      // Scores are whole millionths.
      #expect(abs(reader.explain(hit, for: query).value - hit.score) < 1e-5)
    }
  }

  /// What the preferences multiply each document's score by, checking the tree of each.
  private func factors(_ preferences: RankingPreferences) throws -> [String: Double] {
    let reader = try #require(Self.reader)
    var request = SearchRequest(query: QueryParser.parse("资金"))
    func scores() -> [(String, Double)] {
      reader.search(request).hits.map { hit in
        let tree = reader.explain(hit, for: request.query, preferring: request.preferences)
        #expect(abs(tree.value - hit.score) < 1e-4)
        return (reader.document(hit)?.id ?? "", hit.score)
      }
    }
    let plain = Dictionary(uniqueKeysWithValues: scores())
    request.preferences = preferences
    let preferred = scores()
    #expect(preferred.map(\.1) == preferred.map(\.1).sorted(by: >))
    return Dictionary(uniqueKeysWithValues: preferred.map { ($0, $1 / (plain[$0] ?? 0)) })
  }

  @Test func `newer documents and weighty sites come first where that is preferred`() throws {
    var fresh = RankingPreferences()
    fresh.today = CalendarDate(year: 2010, month: 6, day: 1)
    (fresh.freshness, fresh.halfLife) = (0.5, 365)
    var sites = RankingPreferences()
    sites.siteWeights = ["czj": 2]
    sites.kindWeights = ["portal": 0.5, "department": 1.5]

    let byAge = try factors(fresh)
    let bySite = try factors(sites)

    #expect(abs((byAge["b"] ?? 0) - 1.5) < 1e-3 && abs((byAge["a"] ?? 0) - 1.25) < 1e-3)
    #expect(abs((byAge["c"] ?? 0) - 1.125) < 1e-3)
    #expect(abs((bySite["c"] ?? 0) - 2) < 1e-3 && abs((bySite["a"] ?? 0) - 1.5) < 1e-3)
    #expect(try factors(RankingPreferences()).values.allSatisfy { $0 == 1 })
  }

  @Test func `where few documents have all words, those with some are shown behind them`() throws {
    let reader = try #require(Self.reader)

    let result = reader.search(SearchRequest(query: QueryParser.parse("扶持资金 安排")))
    let byDate = reader.search(SearchRequest(query: QueryParser.parse("扶持资金 安排"), sort: .date))
    let phrase = reader.search(SearchRequest(query: QueryParser.parse("\"扶持资金\" 安排")))
    let word = reader.search(SearchRequest(query: QueryParser.parse("扶持资金")))
    let short = reader.search(SearchRequest(query: QueryParser.parse("扶持资")))

    #expect(result.fellBackToOr)
    #expect(result.total == 3)
    #expect(result.notes.count == 1)
    #expect(reader.document(result.hits[0])?.id == "a")
    #expect(byDate.total == 1)
    #expect(phrase.total == 1)
    #expect(word.total == 3 && word.hits.first.flatMap(reader.document)?.id == "a")
    #expect(short.total == 1, "three characters are looked for as they are")
  }

  @Test func `whatever is typed is a query, with a note where something was passed over`() {
    for text in [
      "", "  ", "-", "\"", "()", ")(", "site:", "OR", "OR OR", "！？", "after:soon", "-资金",
      "((((((((((((((((((资金", "a:b:c", "|||", "“”",
    ] {
      _ = QueryParser.parse(text)
    }
    for empty in ["\"", "“”", "资金 \"\""] {
      #expect(QueryParser.parse(empty).notes == ["引号里没有字词，已略过。"])
    }
    #expect(QueryParser.parse("after:soon 资金").notes.count == 1)
    #expect(QueryParser.parse("-资金").notes.count == 1)
    #expect(QueryParser.parse(String(repeating: "资金 ", count: 150)).notes.count == 2)
    #expect(QueryParser.parse(String(repeating: "资金", count: 30)).root?.positiveTerms.count == 2)
  }

  @Test func `any text is a query`() throws {
    var random = SeededRandom()
    let reader = try #require(Self.reader)
    let signs = Array("资金扶持 \"“”()（）|-－:site:OR.〔2009〕12号aé\u{0}\u{301}")
    for _ in 0..<400 {
      let count = Int.random(in: 0...40, using: &random)
      let text = String((0..<count).compactMap { _ in signs.randomElement(using: &random) })

      let result = reader.search(SearchRequest(query: QueryParser.parse(text)))

      #expect(result.hits.count <= result.total, "\(text)")
    }
  }
}
