import Bytes
import Documents
import TestSupport
import Testing
import Tokenizer

@testable import SearchIndex

struct StoreTests {
  private func document(_ id: String, _ text: String) -> Document {
    Document(id: id, url: "http://a/\(id)", siteID: "s1", title: "标题", text: text)
  }

  private func total(_ reader: IndexReader, _ text: String) -> Int {
    reader.search(SearchRequest(query: QueryParser.parse(text))).total
  }

  @Test func `an empty store says so and how to fill it`() throws {
    let fixture = try IndexFixture()

    let error = #expect(throws: IndexError.self) { try fixture.store.openCurrent() }

    #expect(error?.description.contains("no index has been published") == true)
    #expect(error?.help.isEmpty == false)
    #expect(try fixture.store.currentNumber() == nil)
  }

  @Test func `a document comes back whole`() throws {
    let fixture = try IndexFixture()
    var whole = document("a", "扶持资金\n管理办法")
    whole.date = CalendarDate(year: 2009, month: 12, day: 4)
    whole.created = CalendarDate(year: 2009, month: 11, day: 30)
    whole.type = .pdf
    whole.metadata.documentNumber = "成办发〔2009〕12号"
    whole.metadata.summary = "摘要"
    whole.fetchedAt = UnixTime(milliseconds: 1_259_900_000_000)
    whole.simhash = .max
    try fixture.add([whole, document("b", "通知")])
    let reader = try fixture.open()

    #expect(reader.document(id: "a") == whole)
    #expect(reader.document(id: "c") == nil)
    #expect(reader.siteLabel(id: "s1").name == "一")
    #expect(reader.manifest.highWaterMark == HighWaterMark(file: 1, offset: 7))
  }

  @Test func `adding the same id again replaces, within a batch and across generations`() throws {
    let fixture = try IndexFixture()
    try fixture.add([document("a", "旧文"), document("a", "资金"), document("b", "资金")])
    #expect(try fixture.open().documentCount == 2)

    try fixture.add([document("b", "办法")])
    let reader = try fixture.open()

    #expect(reader.documentCount == 2)
    #expect(total(reader, "旧文") == 0)
    #expect(total(reader, "资金") == 1)
    #expect(reader.document(id: "b")?.text == "办法")
  }

  @Test func `deleting takes a document out of every count`() throws {
    let fixture = try IndexFixture()
    try fixture.add([
      document("a", "资金"), document("b", "资金"), document("c", "资金"), document("d", "资金"),
      document("e", "办法"),
    ])

    try fixture.add([], delete: ["a", "nobody"])
    let reader = try fixture.open()

    #expect(reader.documentCount == 4)
    #expect(total(reader, "资金") == 3)
    #expect(
      reader.documentFrequency(TermQuery(key: IndexField.body.termKey(TokenKeyOf.funds))) == 3)
  }

  @Test func `the issuer of more documents than a block holds is found`() throws {
    let fixture = try IndexFixture()
    var issued = (0..<300).map { document("\($0)", "资金") }
    for index in issued.indices { issued[index].metadata.issuer = "财政局" }
    try fixture.add(issued)
    try fixture.add([document("0", "资金")])
    let reader = try fixture.open()

    #expect(total(reader, "发文机关:财政局") == 299)
    #expect(fixture.store.verify().isEmpty)
  }

  @Test func `columns and issuers are counted and narrowed, over segments and merges`() throws {
    let fixture = try IndexFixture()
    func named(_ range: Range<Int>) -> [Document] {
      range.map { number in
        var named = document("\(number)", "资金")
        named.metadata.column = ["通知公告", "", "政策解读"][number % 3]
        named.metadata.issuer = number % 2 == 0 ? "财政局" : String(repeating: "长", count: 100)
        return named
      }
    }
    for start in [0, 30, 60] { try fixture.add(named(start..<start + 30), delete: ["1"]) }
    try fixture.merge()
    let reader = try fixture.open()
    var request = SearchRequest(query: QueryParser.parse("资金"), facets: true)
    let facets = try #require(reader.search(request).facets)

    #expect(facets.columns == ["通知公告": 30, "政策解读": 30])
    // A name that is too long is none.
    #expect(facets.issuers == ["财政局": 45])
    request.filters.columns = ["政策解读"]
    #expect(reader.search(request).total == 30)
    request.filters.issuers = ["财政局"]
    #expect(reader.search(request).total == 15)
    request.filters.columns = ["没有"]
    #expect(reader.search(request).total == 0)
    request.filters.columns = [""]
    #expect(reader.search(request).total == 0)
    #expect(fixture.store.verify().isEmpty)
  }

  @Test func `vocabulary and headings of all segments are told`() throws {
    let fixture = try IndexFixture()
    try fixture.add([document("a", "资金"), document("b", "资金 扶贫")])
    try fixture.add([document("c", "资金")])
    var pairs: [String: Int] = [:]
    var characters: [String: Int] = [:]
    var leads: [String] = []
    let reader = try fixture.open()
    try fixture.add([], delete: ["b"])

    reader.eachHanTerm { first, second, documents in
      let text = TokenKey.spelling(of: TokenKey.bigram(first, second)) ?? ""
      if second == 0 {
        characters[text, default: 0] += documents
      } else {
        pairs[text, default: 0] += documents
      }
    }
    try fixture.open().eachHeading(lead: 6) { leads.append("\($0.title) \($0.lead)") }

    #expect(pairs == ["资金": 3, "扶贫": 1, "标题": 3])
    #expect(characters == ["资": 3, "金": 3, "扶": 1, "贫": 1, "标": 3, "题": 3])
    #expect(leads == ["标题 资金", "标题 资金"])
  }

  @Test func `a rebuild drops what was there before`() throws {
    let fixture = try IndexFixture()
    try fixture.add([document("a", "资金")])

    try fixture.add([document("b", "资金")], rebuild: true)
    let reader = try fixture.open()

    #expect(reader.documentCount == 1)
    #expect(reader.document(id: "a") == nil)
  }

  @Test func `a small memory budget gives the same lists as a large one`() throws {
    var random = SeededRandom()
    var documents = Corpus(1500, &random).documents
    for index in documents.indices {
      documents[index].text += String(repeating: documents[index].text, count: 20)
    }
    let (small, large) = (try IndexFixture(), try IndexFixture())

    try small.add(documents, budget: 4 << 20)
    try large.add(documents, budget: 512 << 20)
    let (left, right) = (try small.open(), try large.open())

    #expect(left.parts.count == 1)
    #expect(left.parts[0].segment.verify().isEmpty)
    #expect(left.stats.postings == right.stats.postings)
    #expect(left.parts[0].segment.summary == right.parts[0].segment.summary)
    for section in SegmentSection.allCases where section != .stored && section != .storedIndex {
      let (one, other) = (left.parts[0].segment, right.parts[0].segment)
      #expect(one.sectionBytes(section) == other.sectionBytes(section), "\(section)")
    }
  }

  @Test func `many small commits stay few segments`() throws {
    let fixture = try IndexFixture()
    for number in 0..<30 {
      try fixture.add([document("\(number)", "资金\(number)")])
      try fixture.merge()
    }
    let reader = try fixture.open()

    #expect(reader.documentCount == 30)
    #expect(reader.parts.count <= 8)
    #expect((0..<30).allSatisfy { reader.document(id: "\($0)")?.text == "资金\($0)" })
    #expect(fixture.store.verify().isEmpty)
  }

  @Test func `old generations and unnamed files are removed, the one before the current stays`()
    throws
  {
    let fixture = try IndexFixture()
    for number in 0..<4 { try fixture.add([document("\(number)", "资金")]) }
    try fixture.folder.write("rest", to: "index/segments/99999999.kseg.tmp")
    try fixture.add([document("x", "资金")])

    #expect(try fixture.store.generations() == [4, 5])
    #expect(!LocalFileSystem().exists(fixture.folder.file("index/segments/99999999.kseg.tmp")))
    #expect(try fixture.store.open(4).documentCount == 4)
  }

  @Test func `a reader keeps answering when its files have been removed`() throws {
    let fixture = try IndexFixture()
    try fixture.add([document("a", "资金")])
    let reader = try fixture.open()
    for number in 0..<3 { try fixture.add([document("a", "资金\(number)")], rebuild: true) }

    #expect(total(reader, "资金") == 1)
    #expect(reader.document(id: "a")?.text == "资金")
  }

  @Test func `a damaged current generation is replaced by the one before, loudly`() throws {
    let fixture = try IndexFixture()
    try fixture.add([document("a", "资金")])
    try fixture.add([document("b", "资金")])
    let name = fixture.store.path(GenerationManifest.fileName(2))
    var bytes = try LocalFileSystem().read(name)
    bytes[30] ^= 1
    try fixture.folder.write(bytes, to: "index/\(GenerationManifest.fileName(2))")

    let opened = try fixture.store.openCurrent()

    #expect(opened.reader.generation == 1)
    #expect(opened.warnings.first?.contains("DAMAGED") == true)
    #expect(!fixture.store.verify().isEmpty)
  }

  @Test func `a writer publishes over a damaged current, from the newest good generation`() throws {
    let fixture = try IndexFixture()
    try fixture.add([document("a", "资金")])
    try fixture.add([document("b", "资金")])
    try fixture.folder.write("damaged", to: "index/current")
    #expect(throws: IndexError.self) { try fixture.store.currentNumber() }

    let manifest = try fixture.add([document("c", "资金")])
    let opened = try fixture.store.openCurrent()

    #expect(manifest.number == 3)
    #expect(opened.warnings.isEmpty)
    #expect(opened.reader.generation == 3)
    #expect(opened.reader.documentCount == 3)
    #expect(fixture.store.verify().isEmpty)
  }

  @Test func `a writer starts from an older generation when the current one is damaged`() throws {
    let fixture = try IndexFixture()
    try fixture.add([document("a", "资金")])
    try fixture.add([document("b", "资金")])
    try fixture.folder.write("damaged", to: "index/\(GenerationManifest.fileName(2))")
    #expect(try fixture.store.currentManifest()?.number == 1)

    let writer = try IndexWriter(store: fixture.store)
    #expect(writer.warnings.first?.contains("DAMAGED") == true)
    #expect(writer.documentCount == 1)
    try writer.add(document("c", "资金"))
    let manifest = try writer.commit(highWaterMark: HighWaterMark(file: 1, offset: 9), sites: [])

    #expect(manifest.number == 3)
    #expect(try fixture.open().documentCount == 2)
    #expect(try fixture.store.generations() == [1, 3], "the damaged one is not the one to keep")
    #expect(try fixture.store.open(1).documentCount == 1)
  }

  @Test func `a writer passes over a generation whose segment is damaged`() throws {
    let fixture = try IndexFixture()
    try fixture.add([document("a", "资金")])
    try fixture.add([document("b", "资金")])
    let newest = try #require(try fixture.store.manifest(2).segments.last)
    try fixture.folder.write("damaged", to: "index/\(newest.fileName)")

    let manifest = try fixture.add([document("c", "资金")])

    #expect(manifest.number == 3)
    #expect(try fixture.open().document(id: "c") != nil)
    #expect(try fixture.open().documentCount == 2)
  }

  @Test func `without any good generation only a rebuild publishes, under a new number`() throws {
    let fixture = try IndexFixture()
    for number in 1...3 { try fixture.add([document("\(number)", "资金")]) }
    let files = LocalFileSystem()
    for folder in ["generations", "segments"] {
      for name in try files.names(in: fixture.store.path(folder)) {
        try fixture.folder.write("damaged", to: "index/\(folder)/\(name)")
      }
    }
    try fixture.folder.write("damaged", to: "index/current")
    try fixture.folder.write("x", to: "index/generations/18446744073709551615.kgen")
    try fixture.folder.write("x", to: "index/segments/18446744073709551615.kseg")

    #expect(throws: IndexError.self) { try IndexWriter(store: fixture.store) }
    let manifest = try fixture.add([document("new", "资金")], rebuild: true)

    #expect(manifest.number == 4)
    #expect(try fixture.open().documentCount == 1)
    #expect(try fixture.store.openCurrent().warnings.isEmpty)
    try fixture.add([document("newer", "资金")])
    #expect(try fixture.open().documentCount == 2)
  }

  @Test func `a failing file operation of publishing leaves the old generation current`() throws {
    let fixture = try IndexFixture()
    try fixture.add([document("a", "资金")])
    let manifest = try #require(try fixture.store.currentManifest())
    for failing in 1...8 {
      var next = manifest
      next.number = UInt64(9 + failing)
      let files = FaultyFileSystem(failing: failing, code: 28)
      do {
        try fixture.store.publish(next, on: files)
        #expect(failing > files.operations.count)
      } catch {
        #expect(try fixture.store.openCurrent().reader.documentCount == 1)
        #expect(error.description.contains("No space"))
      }
    }
    #expect(try fixture.store.currentNumber() == 17)
  }

  @Test func `dump knows every file of the store`() throws {
    let fixture = try IndexFixture()
    try fixture.add([
      document("a", "资金 longestword"), document("b", "办法"), document("c", "办法"),
      document("d", "办法"), document("e", "办法"),
    ])
    try fixture.add([], delete: ["b"])
    let files = LocalFileSystem()
    var names = ["current"]
    names += try files.names(in: fixture.store.path("segments")).map { "segments/\($0)" }
    names += try files.names(in: fixture.store.path("generations")).map { "generations/\($0)" }

    let lines = try names.map { try IndexDump.lines(path: fixture.store.path($0)) }

    #expect(names.allSatisfy { IndexDump.canDump(path: $0) })
    #expect(lines[0] == ["current generation 2"])
    #expect(lines.joined().contains("term body longestword documents 1 occurrences 1: 4×1"))
    #expect(lines.joined().contains("live 4 of 5"))
    #expect(try fixture.store.stats().lines.contains("documents 4, dead 1"))
  }
}

private enum TokenKeyOf {
  /// The key of 资金.
  static let funds: UInt64 = 0x8D44 << 21 | 0x91D1
}

extension Segment {
  /// The bytes of a section.
  func sectionBytes(_ section: SegmentSection) -> [UInt8] {
    let file = file
    return place(section).map { file.bytes[$0] }
  }
}
