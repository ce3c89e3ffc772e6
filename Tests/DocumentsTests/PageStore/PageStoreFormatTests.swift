import Bytes
import Documents
import TestSupport
import Testing

/// The frozen fixture of version 1 and the worked example of docs/formats/page-store.md.
@Suite struct PageStoreFormatTests {
  private let fixture = "\(Program.project)/Fixtures/formats/page-store-1"

  /// A data folder around a copy of the fixture.
  private func data(in folder: TemporaryFolder) throws -> DataFolder {
    let data = try DataFolder.create(folder.file("data"))
    for name in ["committed", "000001.warc.gz"] {
      try folder.write(try LocalFileSystem().read("\(fixture)/\(name)"), to: "data/pages/\(name)")
    }
    return data
  }

  @Test func `The worked example is the fixture's mark, byte for byte`() throws {
    let page = String(
      decoding: try LocalFileSystem().read("\(Program.project)/docs/formats/page-store.md"),
      as: UTF8.self)
    let example = try #require(page.split(separator: "```").first { $0.hasPrefix("\n4b 53") })

    let shown = example.split(whereSeparator: \.isWhitespace).compactMap { UInt8($0, radix: 16) }
    let mark = try LocalFileSystem().read("\(fixture)/committed")

    #expect(shown == mark)
    #expect(mark.count == 40)
    #expect(Array(mark[..<8]) == Array("KSPAGES\0".utf8))
  }

  @Test func `A store of version 1 is still read`() throws {
    let folder = try TemporaryFolder()
    let reader = try PageStoreReader(data: try data(in: folder))

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

  @Test func `Every flipped byte of the mark and of the records is found`() throws {
    let folder = try TemporaryFolder()
    let data = try data(in: folder)
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

  /// gzip's header bytes for time, extra flags and system (RFC 1952, 2.3) mean nothing to a reader.
  private static func carriesNothing(_ name: String, _ index: Int, _ bytes: [UInt8]) -> Bool {
    guard name.hasSuffix(".gz") else { return false }
    return (0...9).contains { back in
      let start = index - back
      return back >= 4 && start >= 0 && bytes[start...].starts(with: [0x1F, 0x8B, 8])
    }
  }
}
