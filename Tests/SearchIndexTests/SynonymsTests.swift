import Documents
import TestSupport
import Testing

@testable import SearchIndex

struct SynonymsTests {
  private var synonyms: Synonyms {
    var synonyms = Synonyms()
    for (word, other) in [("扶持", "扶植"), ("扶植", "扶持"), ("社保", "社会保险"), ("led", "发光二极管")] {
      synonyms.add(word, meaning: other)
    }
    return synonyms
  }

  @Test(
    "a word is widened by what it is or, in Chinese, holds",
    arguments: [
      ("扶持", ["扶植"]), ("扶持资金", ["扶植资金"]), ("市社保局", ["市社会保险局"]), ("ＬＥＤ", ["发光二极管"]),
      ("扶持社保", ["扶植社保", "扶持社会保险"]), ("ledger", []), ("社会保险", []), ("社保".uppercased(), ["社会保险"]),
      ("", []), ("資金", []),
    ] as [(String, [String])])
  func widens(word: String, variants: [String]) { #expect(synonyms.variants(of: word) == variants) }

  @Test func `a query finds its synonyms, and ranks its own words first`() throws {
    let fixture = try IndexFixture()
    let texts = ["扶植企业", "扶持企业", "社会保险", "社保"]
    try fixture.add(
      texts.enumerated().map { number, text in
        Document(id: text, url: "", siteID: "s1", title: "\(number)", text: text)
      })
    let reader = try fixture.open()
    func found(_ text: String) -> [String] {
      let query = QueryParser.parse(text, synonyms: synonyms)
      return reader.search(SearchRequest(query: query)).hits.compactMap { reader.document($0)?.id }
    }

    #expect(found("扶持") == ["扶持企业", "扶植企业"])
    #expect(found("扶植") == ["扶植企业", "扶持企业"])
    #expect(found("扶持 企业 -社保") == ["扶持企业", "扶植企业"])
    #expect(found("社保") == ["社保", "社会保险"])
    #expect(found("社会保险") == ["社会保险"])
    #expect(found("“扶持”") == ["扶持企业"])
    #expect(found("企业 -扶持") == [])
  }

  @Test func `a passage shows the synonym that a page has`() throws {
    let fixture = try IndexFixture()
    let document = Document(id: "a", url: "", siteID: "s1", title: "t", text: "市里扶植企业。")
    try fixture.add([document])
    let query = QueryParser.parse("扶持企业", synonyms: synonyms)

    let marks = try fixture.open().snippets(for: query).marks(document)

    #expect(marks.text.first == 6..<18)
  }

  @Test func `a word has few ways at most`() {
    var many = Synonyms()
    for number in 0..<100 { many.add("扶持", meaning: "词\(number)") }

    #expect(many.variants(of: "扶持资金").count == Synonyms.variantLimit)
  }
}
