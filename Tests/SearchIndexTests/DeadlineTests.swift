import Documents
import TestSupport
import Testing

@testable import SearchIndex

/// What a search gives that has run out of time.
struct DeadlineTests {
  private let reader: IndexReader
  private let fixture: IndexFixture

  init() throws {
    fixture = try IndexFixture()
    let writer = try IndexWriter(store: fixture.store)
    for number in 0..<2000 {
      let words = ["企业补贴", "技术改造", "申报指南", "产业园区"].enumerated()
        .filter { number.isMultiple(of: $0.offset + 2) }.map(\.element)
      try writer.add(
        Document(
          id: "\(number)", url: "", siteID: "s", title: "文件\(number)",
          text: words.joined(separator: "，")))
    }
    _ = try writer.commit(highWaterMark: HighWaterMark(), sites: [])
    reader = try fixture.open()
  }

  private func search(_ text: String, _ deadline: ContinuousClock.Instant?) -> SearchResult {
    var request = SearchRequest(query: QueryParser.parse(text), top: 1000, facets: true)
    request.fallsBack = false
    request.deadline = deadline
    return reader.search(request)
  }

  private static let queries = [
    "企业补贴", "企业补贴 技术改造", "企业补贴 OR 申报指南", "企业补贴 -技术改造", "-产业园区",
    "(企业补贴 OR 技术改造) -(申报指南 产业园区)", "\"技术改造\" -文件",
  ]

  @Test(arguments: queries) func `is whole and says so when there is time`(query: String) {
    let patient = search(query, nil)
    let timed = search(query, .now + .seconds(600))

    #expect(!patient.isPartial && !timed.isPartial)
    #expect(patient.hits == timed.hits && patient.total == timed.total)
  }

  @Test(arguments: queries) func `has only documents that match, however early time is up`(
    query: String
  ) {
    let whole = Set(search(query, nil).hits.map(\.document))
    for microseconds in stride(from: -1, to: 400, by: 3) {
      let result = search(query, .now + .microseconds(microseconds))

      #expect(result.hits.allSatisfy { whole.contains($0.document) })
      #expect(result.isPartial || result.hits.count == whole.count)
    }
    #expect(search(query, .now - .seconds(1)).isPartial)
  }
}
