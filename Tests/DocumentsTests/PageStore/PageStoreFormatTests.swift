import Bytes
import Documents
import TestSupport
import Testing

/// The frozen fixtures of versions 1 and 2 and the worked example of docs/formats/page-store.md.
@Suite struct PageStoreFormatTests {
  private func fixture(_ version: Int) -> String {
    "\(Program.project)/Fixtures/formats/page-store-\(version)"
  }

  /// A data folder around a copy of the fixture.
  private func data(in folder: TemporaryFolder, version: Int) throws -> DataFolder {
    let data = try DataFolder.create(folder.file("data"))
    for name in ["committed", "000001.warc.gz"] {
      try folder.write(
        try LocalFileSystem().read("\(fixture(version))/\(name)"), to: "data/pages/\(name)")
    }
    return data
  }

  /// The bytes of the worked example that begins with `start`.
  private func example(_ start: String) throws -> [UInt8] {
    let page = String(
      decoding: try LocalFileSystem().read("\(Program.project)/docs/formats/page-store.md"),
      as: UTF8.self)
    let example = try #require(page.split(separator: "```").first { $0.hasPrefix("\n\(start)") })
    return example.split(whereSeparator: \.isWhitespace).compactMap { UInt8($0, radix: 16) }
  }

  @Test func `The worked examples are the fixture's bytes`() throws {
    let mark = try LocalFileSystem().read("\(fixture(2))/committed")
    let pages = try LocalFileSystem().read("\(fixture(2))/000001.warc.gz")

    let shownMark = try example("4b 53")
    let shownHeader = try example("1f 8b")

    #expect(shownMark == mark)
    #expect(mark.count == 40)
    #expect(Array(mark[..<8]) == Array("KSPAGES\0".utf8))
    #expect(shownHeader.count == LabelledMember.headerBytes)
    #expect(Array(pages[253...].prefix(LabelledMember.headerBytes)) == shownHeader)
  }

  @Test func `A store of version 2 is read, with all fields of its document`() throws {
    let folder = try TemporaryFolder()
    let reader = try PageStoreReader(data: try data(in: folder, version: 2))

    var cursor = reader.cursor()
    var labels = reader.cursor()
    let first = try cursor.next()
    let rest = try cursor.next()
    let label = try labels.nextLabel()

    guard case .document(let document)? = first?.record else {
      Issue.record("the fixture holds one imported document")
      return
    }
    #expect(document.id == "示例")
    #expect(document.title == "关于申报扶持资金的通知\n（100%有效）")
    #expect(document.text == "第一行\n第二行：扶持资金。\n")
    #expect(document.documentNumber == "蓉经信〔2024〕1号")
    #expect(document.date?.description == "2024-03-01")
    #expect(document.importedAt.description == "2026-11-26T00:34:19Z")
    #expect(rest == nil)
    #expect(label?.label == first?.label)
    #expect(label?.location == first?.location)
    #expect(PageStoreCheck(reader).run().problems.isEmpty)
  }

  @Test func `A store of version 1 is still read`() throws {
    let folder = try TemporaryFolder()
    let reader = try PageStoreReader(data: try data(in: folder, version: 1))

    var cursor = reader.cursor()
    let first = try cursor.next()
    let rest = try cursor.next()

    guard case .document(let document)? = first?.record else {
      Issue.record("the fixture holds one imported document")
      return
    }
    #expect(document.id == "示例")
    #expect(document.title == "关于申报扶持资金的通知")
    #expect(rest == nil)
    #expect(reader.mark.records == 1)
    #expect(PageStoreCheck(reader).run().problems.isEmpty)
  }

  @Test(arguments: [1, 2])
  func `Every flipped byte of the mark and of the records is found`(version: Int) throws {
    let folder = try TemporaryFolder()
    let data = try data(in: folder, version: version)
    for name in ["committed", "000001.warc.gz"] {
      let good = try LocalFileSystem().read("\(data.pages)/\(name)")
      for index in good.indices where !Self.carriesNothing(name, index, good) {
        var bad = good
        bad[index] ^= 0x55
        try folder.write(bad, to: "data/pages/\(name)")
        let isFound =
          (try? PageStoreCheck(PageStoreReader(data: data)).run())?.problems.isEmpty != true
        #expect(isFound, "\(name) byte \(index)")
      }
      try folder.write(good, to: "data/pages/\(name)")
    }
  }

  /// gzip's header bytes for time, extra flags and system (RFC 1952, 2.3) mean nothing to a reader of a
  /// member without a checksum of its header.
  private static func carriesNothing(_ name: String, _ index: Int, _ bytes: [UInt8]) -> Bool {
    guard name.hasSuffix(".gz") else { return false }
    return (0...9).contains { back in
      let start = index - back
      return back >= 4 && start >= 0 && bytes[start...].starts(with: [0x1F, 0x8B, 8, 0])
    }
  }
}
