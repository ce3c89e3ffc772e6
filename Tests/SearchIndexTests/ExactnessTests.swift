import Documents
import TestSupport
import Testing

@testable import SearchIndex

/// Every way of evaluation gives the result of looking at each document.
struct ExactnessTests {
  private static func queries(_ random: inout SeededRandom) -> [BareQuery] {
    var queries: [BareQuery] = []
    for operation in BareOperation.allCases {
      for length in [2, 3, 4, 5, 8] {
        let text = String(
          (0..<length).compactMap { _ in Corpus.alphabet.randomElement(using: &random) })
        queries.append(
          BareQuery(operation, text, limit: [1, 10, 100].randomElement(using: &random) ?? 1))
      }
      queries.append(BareQuery(operation, "资金 led"))
      queries.append(BareQuery(operation, "资金 金扶 持资 2009", limit: 3))
    }
    for index in queries.indices where index % 3 == 1 {
      if index % 2 == 0 {
        queries[index].filters.sites = ["s3", "nowhere"]
      } else {
        queries[index].filters.after = CalendarDate(year: 2008, month: 1, day: 1)
      }
    }
    return queries
  }

  private func check(
    _ reader: IndexReader, _ exhaustive: Exhaustive, _ query: BareQuery,
    live: (Int) -> Bool = { _ in true }
  ) {
    let expected = exhaustive.search(query, live: live)

    let found = reader.search(query).hits

    let context: Comment = "\(query) seed \(SeededRandom.seed)"
    #expect(
      found.map { reader.arrival($0.document) } == expected.prefix(query.limit).map(\.document),
      context)
    #expect(
      found.map(\.score) == expected.prefix(query.limit).map { FixedScore.value($0.score) }, context
    )
    #expect(reader.count(query) == expected.count, context)
  }

  @Test func `in one segment`() throws {
    var random = SeededRandom()
    let corpus = Corpus(2600, &random)
    let fixture = try IndexFixture()
    try fixture.add(corpus.documents)
    let reader = try fixture.open()
    let exhaustive = Exhaustive(corpus.documents)

    for query in Self.queries(&random) { check(reader, exhaustive, query) }
  }

  @Test func `in several segments with dead documents`() throws {
    var random = SeededRandom()
    let corpus = Corpus(900, &random)
    let fixture = try IndexFixture()
    for start in stride(from: 0, to: 900, by: 300) {
      try fixture.add(Array(corpus.documents[start..<start + 300]))
    }
    let dead = Set((0..<900).filter { _ in Int.random(in: 0..<8, using: &random) == 0 })
    try fixture.add([], delete: dead.map { "d\($0)" })
    let reader = try fixture.open()
    let exhaustive = Exhaustive(corpus.documents)

    #expect(reader.parts.count == 3)
    #expect(reader.documentCount == 900 - dead.count)
    for query in Self.queries(&random) {
      check(reader, exhaustive, query) { !dead.contains($0) }
    }
  }

  /// A list of a block and more, all of whose documents have the term once: nothing in its table is above 0.
  @Test func `terms that no document has twice count in a union`() throws {
    let fixture = try IndexFixture()
    let documents = (0..<600).map { number in
      let text = [number % 3 == 0 ? "申报指南" : "", number % 2 == 0 ? "产业园区" : "", "甲乙丙"]
      return Document(
        id: "\(number)", url: "", siteID: "s", title: "", text: text.joined(separator: "，"))
    }
    try fixture.add(documents)
    let exhaustive = Exhaustive(documents)

    check(try fixture.open(), exhaustive, BareQuery(.or, "申报 产业", limit: 20))
    check(try fixture.open(), exhaustive, BareQuery(.or, "指南 园区 乙丙", limit: 250))
  }

  @Test func `in an index without documents`() throws {
    let fixture = try IndexFixture()
    try fixture.add([])
    let reader = try fixture.open()

    #expect(reader.search(BareQuery(.or, "资金")).hits.isEmpty)
    #expect(reader.search(SearchRequest(query: QueryParser.parse("资金"))).total == 0)
  }

  @Test func `a score is BM25 as defined`() throws {
    let fixture = try IndexFixture()
    let texts = ["资金资金", "资金办法", "通知"]
    try fixture.add(
      texts.enumerated().map { Document(id: "\($0)", url: "", siteID: "", title: "", text: $1) })
    let reader = try fixture.open()

    let found = reader.search(BareQuery(.or, "资金")).hits

    // 3 documents, 2 with the term; lengths 3, 3, 1, mean 7/3; the first has it twice.
    // idf = ln(1 + 1.5/2.5) = .470004; K = 1.2 (.25 + .75 · 3 · 3/7) = 1.457143
    #expect(found.map { reader.arrival($0.document) } == [0, 1])
    #expect(abs(found[0].score - 0.470004 * 2.2 * 2 / 3.457143) < 1e-5)
    #expect(abs(found[1].score - 0.470004 * 2.2 / 2.457143) < 1e-5)
  }

  @Test func `an index changed in steps answers like one built at once`() throws {
    var random = SeededRandom()
    var documents = Corpus(400, &random).documents
    let (steps, whole) = (try IndexFixture(), try IndexFixture())
    try steps.add(documents)
    var changed = Corpus(60, &random).documents
    for index in changed.indices {
      changed[index].id = "d\(Int.random(in: 0..<400, using: &random))"
    }
    try steps.add(changed)
    try steps.add(Corpus(50, &random, prefix: "n").documents, delete: ["d1", "d2", "none"])

    documents = try steps.open().liveDocuments
    try whole.add(documents, rebuild: true)
    let (left, right) = (try steps.open(), try whole.open())

    #expect(left.parts.count > 1)
    #expect(left.documentCount == right.documentCount)
    for text in ["资金", "扶持资金", "资金 led", "\"资金扶\"", "资 金", "通知 OR 办法", "资金 -扶持", "intitle:资金"] {
      let request = SearchRequest(query: QueryParser.parse(text), top: 50, facets: true)
      let (one, other) = (left.search(request), right.search(request))
      #expect(one.total == other.total, "\(text)")
      #expect(one.hits.map(\.score) == other.hits.map(\.score), "\(text)")
      #expect(
        one.hits.map { left.document($0)?.id } == other.hits.map { right.document($0)?.id },
        "\(text)")
      #expect(one.facets == other.facets)
    }
  }
}
