import Documents
import TestSupport
import Testing

@testable import SearchIndex

@Suite struct DuplicateGroupsTests {
  private func fingerprint(
    _ content: UInt64, _ simhash: UInt64, length: UInt32 = 500
  ) -> DuplicateGroups.Fingerprint {
    DuplicateGroups.Fingerprint(content: content, simhash: simhash, length: length)
  }

  @Test func `three differing bits in any places are a near-duplicate, four are not`() throws {
    var random = SeededRandom()
    for _ in 0..<2000 {
      let simhash = UInt64.random(in: 1 ... .max, using: &random)
      let places = (0..<64).shuffled(using: &random)
      let three = places.prefix(3).reduce(simhash) { $0 ^ 1 << UInt64($1) }
      let four = three ^ 1 << UInt64(places[3])
      guard three != 0, four != 0 else { continue }
      var groups = DuplicateGroups()

      #expect(groups.group(of: fingerprint(1, simhash)) == 0)
      #expect(groups.group(of: fingerprint(2, three)) == 0, "\(random)")
      #expect(groups.group(of: fingerprint(3, four)) == 1, "\(random)")
    }
  }

  @Test func `equal content is a duplicate however short, a short text's simhash says nothing`() {
    var groups = DuplicateGroups()

    #expect(groups.group(of: fingerprint(1, 77, length: 5)) == 0)
    #expect(groups.group(of: fingerprint(2, 77, length: 5)) == 1)
    #expect(groups.group(of: fingerprint(1, 0, length: 5)) == 0)
    #expect(groups.group(of: fingerprint(3, 0)) == 2)
    #expect(groups.group(of: fingerprint(4, 0)) == 3)
  }

  @Test func `folding keeps every hit once, and pages of groups are apart`() throws {
    var random = SeededRandom()
    let fixture = try IndexFixture()
    let writer = try IndexWriter(store: fixture.store)
    for number in 0..<300 {
      let kind = Int.random(in: 0..<90, using: &random)
      try writer.add(
        Document(
          id: "d\(number)", url: "", siteID: "s\(number % 5)", title: "扶持资金\(kind)",
          text: "企业申请扶持资金的办法之\(kind)"))
    }
    _ = try writer.commit(highWaterMark: writer.highWaterMark, sites: [])
    let reader = try fixture.store.openCurrent().reader
    var request = SearchRequest(query: QueryParser.parse("扶持资金"), top: 1000)
    let all = reader.search(request)
    request.folds = true
    let folded = reader.search(request)

    #expect(folded.total == 300 && all.copies == 0)
    #expect(folded.copies == 300 - folded.hits.count && folded.hits.count <= 90)
    let members = folded.hits.flatMap { [$0] + $0.copies }
    #expect(Set(members.map(\.document)).count == 300)
    for hit in folded.hits {
      let title = reader.document(hit)?.title
      #expect(hit.copies.allSatisfy { reader.document($0)?.title == title }, "\(random)")
    }
    var paged: [UInt32] = []
    request.top = 7
    while true {
      request.offset = paged.count
      let page = reader.search(request).hits
      if page.isEmpty { break }
      paged += page.map(\.document)
    }
    #expect(paged == folded.hits.map(\.document), "\(random)")
  }
}
