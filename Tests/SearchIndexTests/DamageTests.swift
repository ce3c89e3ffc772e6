import Bytes
import Documents
import TestSupport
import Testing

@testable import SearchIndex

/// Bytes that are not what was written never crash a reader, and are found.
struct DamageTests {
  private func segmentBytes(
    _ random: inout SeededRandom, documents: Int = 500
  ) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    var builder = try SegmentBuilder(path: folder.file("a.kseg"), memoryBudget: 64 << 20)
    for document in Corpus(documents, &random).documents { _ = try builder.add(document) }
    _ = try builder.finish()
    return try LocalFileSystem().read(folder.file("a.kseg"))
  }

  /// Uses a segment in every way.
  private func exercise(_ segment: Segment) {
    var manifest = GenerationManifest(number: 1)
    manifest.sites = []
    let reader = IndexReader(manifest: manifest, parts: [IndexReader.Part(segment: segment)])
    for text in ["资金", "资扶 led", "资金扶持企业", "2009 通知"] {
      for operation in BareOperation.allCases {
        var query = BareQuery(operation, text)
        _ = reader.search(query)
        query.filters.sites = ["s1", "s2"]
        query.filters.after = CalendarDate(year: 2005, month: 1, day: 1)
        _ = (reader.search(query), reader.count(query))
      }
      let parsed = QueryParser.parse(text)
      let result = reader.search(SearchRequest(query: parsed, facets: true))
      for hit in result.hits {
        _ = reader.explain(hit, for: parsed)
        _ = reader.document(hit).map { reader.snippet($0, for: parsed) }
      }
    }
    _ = reader.document(id: "d7")
  }

  /// Flips to be tried: 200, or as many as `KUASOU_FLIPS` says, which also has every cut be tried.
  private static let flips = TestEnvironment.value("KUASOU_FLIPS").flatMap { Int($0) }

  @Test func `each of many random flips is found and none crashes`() throws {
    var random = SeededRandom()
    let sound = try segmentBytes(&random)
    let folder = try TemporaryFolder()
    for number in 0..<(Self.flips ?? 200) {
      var bytes = sound
      let place = Int.random(in: 0..<bytes.count, using: &random)
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      let path = try folder.write(bytes, to: "\(number).kseg")

      do {
        let segment = try Segment(path: path)
        exercise(segment)
        #expect(!segment.verify().isEmpty, "flip at \(place), seed \(SeededRandom.seed)")
      } catch {
        #expect(error.description.contains(path))
      }
      try LocalFileSystem().remove(path)
    }
  }

  @Test func `every cut is found when the file is opened`() throws {
    var random = SeededRandom()
    let sound = try segmentBytes(&random)
    let folder = try TemporaryFolder()
    let path = try folder.write(sound, to: "cut.kseg")
    let file = try FileDescriptor.open(path, .readWrite)
    for length in stride(from: sound.count - 1, through: 0, by: Self.flips == nil ? -97 : -1) {
      try file.truncate(to: length)

      let segment = try? Segment(path: path)

      #expect(segment == nil, "cut to \(length) of \(sound.count) bytes")
    }
  }

  @Test func `lists of random bytes under right checksums never crash`() throws {
    var random = SeededRandom()
    let sound = try segmentBytes(&random)
    let folder = try TemporaryFolder()
    let table = try SegmentTable(sound.span, path: "")
    for number in 0..<60 {
      var bytes = sound
      let section = [
        SegmentSection.postings, .positions, .dictionary, .dictionaryIndex, .storedIndex, .keyOrder,
        .dateOrder, .siteOrder, .site, .sites,
      ][number % 10]
      let place = try #require(table.places[section])
      for _ in 0..<max(1, place.count / 20) {
        bytes[Int.random(in: place, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let path = try folder.write(bytes, to: "wild.kseg")

      let segment = try Segment(path: path)
      exercise(segment)
      #expect(!segment.verify().isEmpty, "\(section) seed \(SeededRandom.seed)")
    }
  }

  @Test func `merging a damaged segment never crashes`() throws {
    var random = SeededRandom()
    let sound = try segmentBytes(&random)
    let folder = try TemporaryFolder()
    let table = try SegmentTable(sound.span, path: "")
    for section in [SegmentSection.postings, .positions, .dictionary, .storedIndex, .stored] {
      var bytes = sound
      let place = try #require(table.places[section])
      for _ in 0..<max(1, place.count / 50) {
        bytes[Int.random(in: place, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let damaged = try Segment(path: try folder.write(bytes, to: "wild.kseg"))
      var live = LiveDocuments(documentCount: damaged.documentCount)
      _ = live.kill(3, terms: [], lengths: [])
      let merger = SegmentMerger([IndexReader.Part(segment: damaged, live: live)])

      _ = try merger.merge(to: folder.file("merged.kseg"), on: LocalFileSystem())

      #expect(try Segment(path: folder.file("merged.kseg")).documentCount == 499)
    }
  }

  @Test func `every byte of a small segment is vouched for by a checksum or must be zero`() throws {
    var random = SeededRandom()
    let sound = try segmentBytes(&random, documents: 12)
    let folder = try TemporaryFolder()
    for place in sound.indices {
      var bytes = sound
      bytes[place] ^= 1 << UInt8(place % 8)
      let path = try folder.write(bytes, to: "flipped.kseg")

      do {
        let segment = try Segment(path: path)
        #expect(!segment.verify().isEmpty, "flip at \(place), seed \(SeededRandom.seed)")
      } catch {
        #expect(error.description.contains(path))
      }
    }
  }

  @Test func `merging a damaged segment of an index is refused and the generation stays`() throws {
    let fixture = try IndexFixture()
    for number in 0..<8 {
      try fixture.add([
        Document(id: "\(number)", url: "http://a/\(number)", siteID: "s1", title: "", text: "扶持资金")
      ])
    }
    let before = try fixture.store.currentNumber()
    let reference = try #require(try fixture.open().manifest.segments.first)
    let path = fixture.store.path(reference.fileName)
    var bytes = try LocalFileSystem().read(path)
    let place = try #require(try SegmentTable(bytes.span, path: path).places[.stored])
    bytes[place.lowerBound + place.count / 2] ^= 1
    try fixture.folder.write(bytes, to: "index/\(reference.fileName)")

    let error = #expect(throws: IndexError.self) { try fixture.merge() }

    #expect(error?.description.contains(path) == true)
    #expect(error?.description.contains("checksum") == true)
    #expect(try fixture.store.currentNumber() == before)
    #expect(try fixture.open().documentCount == 8)
    try fixture.add([Document(id: "x", url: "http://a/x", siteID: "s1", title: "", text: "通知")])
    #expect(
      try fixture.open().document(id: "x") != nil, "what is committed is published nevertheless")
  }

  @Test func `every flip of the small files is found`() throws {
    var live = LiveDocuments(documentCount: 70)
    _ = live.kill(5, terms: [9, 1 << 40], lengths: [3, 4, 5, 0])
    var manifest = GenerationManifest(number: 3)
    manifest.sites = [SiteLabel(id: "a", name: "名")]
    for (bytes, isLive) in [(live.encoded, true), (manifest.encoded, false)] {
      for place in bytes.indices {
        var damaged = bytes
        damaged[place] ^= 0x10
        #expect(throws: FileError.self) {
          if isLive {
            _ = try LiveDocuments(damaged, path: "x")
          } else {
            _ = try GenerationManifest(damaged, path: "x")
          }
        }
      }
    }
    #expect(try LiveDocuments(live.encoded, path: "x") == live)
    #expect(try GenerationManifest(manifest.encoded, path: "x") == manifest)
  }
}
