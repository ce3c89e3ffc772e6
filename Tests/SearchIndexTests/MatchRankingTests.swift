import Documents
import TestSupport
import Testing

@testable import SearchIndex

/// What is passed over on the way to the best hits would not have been among them.
@Suite struct MatchRankingTests {
  /// Queries that few documents have all of, and queries of alternatives, from rare and from frequent characters.
  private static func queries(_ random: inout SeededRandom) -> [Query] {
    (0..<60).map { number in
      let characters = (0..<Int.random(in: 2...6, using: &random)).compactMap { _ in
        Corpus.alphabet.randomElement(using: &random)
      }
      let words = ["led", "2009", "OR", ""]
      let text = String(characters) + " \(words[number % 4]) " + String(characters.reversed())
      return QueryParser.parse(number % 3 == 0 ? String(characters) : text)
    }
  }

  /// The best few are the first of all, for all of which no threshold is ever reached.
  private func check(_ reader: IndexReader, _ query: Query, _ preferences: RankingPreferences) {
    var request = SearchRequest(query: query, top: 60)
    request.preferences = preferences
    let best = reader.search(request)
    request.top = 20_000
    let all = reader.search(request)

    #expect(best.total == all.total && all.hits.count == all.total)
    #expect(best.hits == Array(all.hits.prefix(60)), "\(query) seed \(SeededRandom.seed)")
  }

  private func check(_ reader: IndexReader, _ random: inout SeededRandom) {
    var preferences = RankingPreferences()
    preferences.freshness = 0.4
    preferences.siteWeights = ["s1": 0.5, "s4": 1.9]
    for query in Self.queries(&random) {
      check(reader, query, RankingPreferences())
      check(reader, query, preferences)
    }
  }

  @Test func `in one segment`() throws {
    var random = SeededRandom()
    let fixture = try IndexFixture()
    try fixture.add(Corpus(4000, &random).documents)

    check(try fixture.open(), &random)
  }

  @Test func `over many windows`() throws {
    var random = SeededRandom()
    let fixture = try IndexFixture()
    try fixture.add(Corpus(18_000, &random).documents)
    let reader = try fixture.open()

    #expect(reader.parts.count == 1 && reader.documentCount > 4 * Int(WindowSums.length))
    check(reader, &random)
  }

  /// Documents with any of some words that were found while they were ranked, and those found before.
  private func checkAny(_ reader: IndexReader, _ query: Query, _ filters: SearchFilters) {
    let request = SearchRequest(query: query)
    let terms = query.root?.positiveTerms ?? []
    let deadline = Deadline(instant: nil)
    let at = reader.matches(anyOf: terms, request, 10, filters, deadline)
    let documents = reader.parts.indices.map {
      PartSearch(reader, $0, reader.allowed(filters, $0)).union(of: terms)
    }

    #expect(at.documents.map(\.words) == documents.map(\.words), "\(query) \(SeededRandom.seed)")
    #expect(at.total == documents.reduce(0) { $0 + $1.count })
    #expect(at.ranking?.hits == reader.ranking(request, 50, documents, deadline).hits)
  }

  @Test func `documents with any word are found while they are ranked`() throws {
    var random = SeededRandom()
    let corpus = Corpus(18_000, &random)
    let fixture = try IndexFixture()
    try fixture.add(Array(corpus.documents[..<12_000]))
    try fixture.add(Array(corpus.documents[12_000...]), delete: (0..<300).map { "d\($0 * 7)" })
    let reader = try fixture.open()
    var filters = SearchFilters()
    filters.sites = ["s1", "s2", "s5"]
    // Words of function characters weigh nothing, and find documents all the same.
    for query in Self.queries(&random) + [QueryParser.parse("政府的了和资金"), QueryParser.parse("市")] {
      checkAny(reader, query, SearchFilters())
      checkAny(reader, query, filters)
    }
  }

  @Test func `nothing is found after the deadline`() throws {
    var random = SeededRandom()
    let fixture = try IndexFixture()
    try fixture.add(Corpus(4000, &random).documents)
    let reader = try fixture.open()
    let query = QueryParser.parse("资金扶持企业")
    let over = Deadline(instant: ContinuousClock.now - .seconds(1))
    let found = reader.matches(
      anyOf: query.root?.positiveTerms ?? [], SearchRequest(query: query), 10, SearchFilters(), over
    )

    #expect(found.total == 0 && found.ranking?.hits.isEmpty == true)
  }

  @Test func `in several segments with dead documents`() throws {
    var random = SeededRandom()
    let corpus = Corpus(3600, &random)
    let fixture = try IndexFixture()
    for start in stride(from: 0, to: 3600, by: 1200) {
      try fixture.add(Array(corpus.documents[start..<start + 1200]))
    }
    try fixture.add([], delete: (0..<300).map { "d\($0 * 7)" })
    let reader = try fixture.open()

    #expect(reader.parts.count > 1)
    check(reader, &random)
  }

  @Test func `sums are those of the explanation`() throws {
    var random = SeededRandom()
    let fixture = try IndexFixture()
    try fixture.add(Corpus(3000, &random).documents)
    let reader = try fixture.open()
    for query in Self.queries(&random) {
      let hits = reader.search(SearchRequest(query: query, top: 20)).hits
      for hit in hits {
        let explained = reader.explain(hit, for: query).value
        #expect(abs(explained - hit.score) < 1e-3 * hit.score, "\(query) \(random)")
      }
    }
  }
}
