import Bytes
import Documents
import TestSupport
import Testing

@testable import SearchIndex

/// The worked examples of docs/formats and the frozen files of Fixtures/formats.
struct FormatTests {
  @Test func `the list of segment.md's example`() {
    var encoder = PostingsEncoder(norms: [[], [], [], []])
    encoder.begin(.body)
    encoder.add(7, firstPosition: 3)
    encoder.endDocument(frequency: 1)
    encoder.add(11, firstPosition: 0)
    for gap in [1, 6] as [UInt32] { encoder.addFurther(gap: gap) }
    encoder.endDocument(frequency: 3)
    let list = encoder.finish()
    encoder.begin(.body)
    encoder.add(7, firstPosition: 5)
    encoder.endDocument(frequency: 1)
    let single = encoder.finish()
    var dictionary = TermDictionaryWriter()
    dictionary.add(key: 0x8D44 << 21 | 0x91D1, list, spelling: nil)
    dictionary.add(key: 0x8D44 << 21 | 0x91D2, single, spelling: nil)
    _ = dictionary.finish()

    #expect(encoder.postings == [0x03, 0x1F, 0x02, 0x08])
    #expect(encoder.positions == [0x02, 0x03, 0x03, 0x31])
    #expect(
      dictionary.data == [0x02, 0x01, 0x01, 0x02, 0x02, 0x04, 0x04, 0x00, 0x07, 0x05])
  }

  @Test func `the manifest of generation.md's example`() {
    var manifest = GenerationManifest(number: 3, highWaterMark: HighWaterMark(file: 2, offset: 500))
    manifest.createdAt = UnixTime(milliseconds: 1000)
    manifest.sites = [SiteLabel(id: "a", name: "市", kind: "city", district: "")]
    manifest.segments = [
      SegmentReference(id: 7, live: 3, documentCount: 5, liveCount: 4, byteCount: 1000)
    ]
    let expected: [UInt8] = [
      0x6B, 0x75, 0x61, 0x47, 0x45, 0x4E, 0x0D, 0x0A, 1, 0, 0, 0, 0x30, 0, 0, 0, 0, 0, 0, 0,
      3, 0, 0, 0, 0, 0, 0, 0, 0xE8, 3, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0xF4, 1, 0, 0, 0, 0, 0, 0,
      1, 7, 3, 5, 4, 0xE8, 7, 1, 1, 0x61, 3, 0xE5, 0xB8, 0x82, 4, 0x63, 0x69, 0x74, 0x79, 0,
    ]

    let encoded = manifest.encoded

    #expect(Array(encoded.dropLast(4)) == expected)
    #expect(encoded.span.load32(expected.count) == CRC32C.checksum(expected))
  }

  private static let fixtures = "\(Program.project)/Fixtures/formats"

  /// A document that touches every part of the format.
  private static let documents: [Document] = (0..<300).map { number in
    var document = Document(
      id: "http://jxw.example.gov.cn/\(number).html",
      url: "http://jxw.example.gov.cn/\(number).html",
      siteID: number % 2 == 0 ? "jxw" : "czj", title: "关于扶持资金的通知（\(number)）",
      text: "扶持资金 notification \(number)\nПривет。" + String(repeating: "资金", count: number % 5),
      date: CalendarDate(rawValue: 20_090_101 + UInt32(number % 28)), type: .pdf,
      fetchedAt: UnixTime(milliseconds: 1_259_900_000_000), simhash: UInt64(number) << 40)
    document.metadata.documentNumber = "成办发〔2009〕\(number + 1)号"
    return document
  }

  @Test func `a segment frozen in version 2 is still read`() throws {
    // Written once by: KUASOU_FREEZE=1 swift test --disable-xctest --filter FormatTests
    if TestEnvironment.value("KUASOU_FREEZE") != nil { try Self.freeze() }
    let segment = try Segment(path: "\(Self.fixtures)/segment-2.kseg")
    let live = try LiveDocuments(
      LocalFileSystem().read("\(Self.fixtures)/live-1.klive"), path: "live-1.klive")
    let manifest = try GenerationManifest(
      LocalFileSystem().read("\(Self.fixtures)/generation-1.kgen"), path: "generation-1.kgen")
    let reader = IndexReader(
      manifest: manifest, parts: [IndexReader.Part(segment: segment, live: live)])

    #expect(segment.verify().isEmpty)
    #expect(reader.documentCount == 298)
    #expect(reader.count(QueryParser.parse("\"扶持资金\"")) == 298)
    #expect(reader.count(QueryParser.parse("成办发〔2009〕12号")) == 1)
    #expect(reader.count(QueryParser.parse("notification 297 привет")) == 1)
    #expect(reader.document(id: Self.documents[12].id) == Self.documents[12])
    #expect(reader.document(id: Self.documents[3].id) == nil)
    // It has no names to count.
    let request = SearchRequest(query: QueryParser.parse("扶持资金"), facets: true)
    #expect(reader.search(request).facets?.columns == [:])
  }

  @Test func `the same documents still give the frozen bytes`() throws {
    let folder = try TemporaryFolder()
    var builder = try SegmentBuilder(path: folder.file("a.kseg"), memoryBudget: 64 << 20)
    for document in Self.documents { _ = try builder.add(document) }
    _ = try builder.finish()
    let frozen = try Segment(path: "\(Self.fixtures)/segment-2.kseg")
    let fresh = try Segment(path: folder.file("a.kseg"))

    // Compressed bytes may differ by the version of zstd; the frozen one was written before the optional sections were.
    for section in SegmentSection.allCases
    where section != .stored && section != .storedIndex && !section.isOptional {
      #expect(frozen.sectionBytes(section) == fresh.sectionBytes(section), "\(section)")
    }
  }

  private static func freeze() throws {
    try LocalFileSystem().makeFolder(fixtures)
    let fixture = try IndexFixture()
    try fixture.add(documents)
    try fixture.add([], delete: [documents[3].id, documents[4].id])
    let manifest = try #require(try fixture.store.currentManifest())
    let files = LocalFileSystem()
    let names = [
      (manifest.segments[0].fileName, "segment-2.kseg"),
      (manifest.segments[0].liveName, "live-1.klive"),
      (GenerationManifest.fileName(manifest.number), "generation-1.kgen"),
    ]
    for (from, to) in names {
      try AtomicFile.write(try files.read(fixture.store.path(from)), to: "\(fixtures)/\(to)")
    }
  }
}
