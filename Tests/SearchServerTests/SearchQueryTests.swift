import Documents
import SearchServer
import Testing

@Suite("Search queries")
struct SearchQueryTests {
  private func query(_ text: String) throws(QueryProblem) -> SearchQuery {
    try SearchQuery(QueryParameters(text[...]))
  }

  @Test("have defaults for all that is not given")
  func hasDefaults() throws {
    let query = try query("q=%20a%09")

    #expect(query == SearchQuery("a"))
    #expect((query.page, query.size, query.sort) == (1, 10, .relevance))
    #expect(!query.isFiltered)
  }

  @Test("take page, size, filters and order")
  func takesAll() throws {
    let query = try query("q=a&page=3&size=20&site=jxw&type=pdf&year=2009&sort=date")

    #expect(query.offset == 40)
    #expect((query.site, query.type, query.year, query.sort) == ("jxw", .pdf, 2009, .date))
  }

  @Test(
    "refuse what breaks a limit, each with its own code",
    arguments: [
      ("page=0", QueryProblem.invalidPage), ("page=101", .invalidPage), ("page=-1", .invalidPage),
      ("page=1.5", .invalidPage), ("page=99999999999999999999", .invalidPage),
      ("page=%EF%BC%92", .invalidPage), ("size=0", .invalidSize), ("size=51", .invalidSize),
      ("year=20", .invalidYear), ("type=exe", .unknownType), ("sort=random", .unknownSort),
    ])
  func refusesOutOfRange(parameters: String, problem: QueryProblem) {
    #expect(throws: problem) { try query("q=a&\(parameters)") }
  }

  @Test("take 200 characters and refuse 201, whatever their bytes")
  func limitsCharacters() throws {
    let longest = PercentCoding.encode(String(repeating: "扶", count: 200))

    #expect(try query("q=\(longest)").text.count == 200)
    #expect(throws: QueryProblem.queryTooLong) { try query("q=\(longest)x") }
  }

  @Test("turn control characters into blanks")
  func cleansControls() throws {
    #expect(try query("q=a%00b%0Ac%1B").text == "a b c")
  }

  @Test("take an empty filter as none")
  func ignoresEmptyFilters() throws {
    #expect(try query("q=a&site=&type=&year=&sort=&page=") == SearchQuery("a"))
  }

  @Test("make links that read back as the same query")
  func linksRoundTrip() throws {
    var original = SearchQuery("扶持 & \"资金\" #1+1=2%")
    original.site = "a&b=c"
    original.type = .docx
    original.year = 2008
    original.sort = .date
    original.size = 20
    original.page = 7

    let reference = original.link().reference
    let read = try SearchQuery(ServerRequest(.get, reference).parameters)

    #expect(read == original)
    #expect(reference.utf8.allSatisfy { (33...126).contains($0) })
  }

  @Test("go back to the first page when a filter or the order changes")
  func filtersRestart() {
    let query = SearchQuery("a").at(page: 9)

    #expect(query.with(.year, "2009").page == 1)
    #expect(query.sorted(by: .date).page == 1)
    #expect(query.with(.year, "2009").with(.year, nil) == SearchQuery("a"))
  }
}
