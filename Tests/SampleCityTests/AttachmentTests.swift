import Bytes
import Foundation
import Testing

@testable import SampleCity

@Suite struct AttachmentTests {
  private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  private static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  private static let magic: [AttachmentKind: [UInt8]] = [
    .pdfUnembedded: Array("%PDF-".utf8), .pdfGBK: Array("%PDF-".utf8),
    .pdfEmbedded: Array("%PDF-".utf8), .docx: zip, .xlsx: zip, .pptx: zip, .ofd: zip, .zip: zip,
    .doc: compound, .xls: compound, .ppt: compound, .wps: compound, .rtf: Array("{\\rtf1".utf8),
    .rar: [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x00],
  ]

  /// Every file of the city with the site and article that offer it.
  private static var files: [(AttachmentWriter, SampleCity.Attachment)] {
    CityFixture.city.sites.flatMap { site in
      site.articles.flatMap { article in
        let writer = AttachmentWriter(city: CityFixture.city, host: site.host, article: article)
        return article.attachments.map { (writer, $0) }
      }
    }
  }

  private static func first(_ kind: AttachmentKind) throws -> (
    AttachmentWriter, SampleCity.Attachment
  ) {
    try #require(files.first { $0.1.kind == kind })
  }

  @Test(arguments: AttachmentKind.allCases)
  func `Every type is offered and begins with its magic bytes`(kind: AttachmentKind) throws {
    let (writer, attachment) = try Self.first(kind)

    let bytes = writer.bytes(attachment)

    #expect(!bytes.isEmpty)
    #expect(bytes.starts(with: Self.magic[kind] ?? []))
  }

  @Test func `Every cross-reference of a PDF points at its object`() throws {
    for kind in [AttachmentKind.pdfUnembedded, .pdfGBK, .pdfEmbedded] {
      let (writer, attachment) = try Self.first(kind)
      let bytes = writer.bytes(attachment)
      let text = String(decoding: bytes, as: Unicode.ASCII.self)
      let table = try #require(text.split(separator: "\nxref\n").last)
      let offsets = table.split(separator: "\n").filter { $0.hasSuffix(" n ") }
        .compactMap { Int($0.prefix(10)) }

      #expect(offsets.count > 5)
      for (index, offset) in offsets.enumerated() {
        #expect(bytes[offset...].starts(with: "\(index + 1) 0 obj".utf8), "\(kind) \(index)")
      }
    }
  }

  /// poppler-utils is no dependency of the project; where it is installed it reads every kind of PDF.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext")))
  func `poppler reads the text of all three kinds of PDF`() throws {
    for kind in [AttachmentKind.pdfUnembedded, .pdfGBK, .pdfEmbedded] {
      let (writer, attachment) = try Self.first(kind)
      let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).pdf")
      try Data(writer.bytes(attachment)).write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      let process = Process()
      let output = Pipe()
      process.executableURL = URL(filePath: "/usr/bin/pdftotext")
      process.arguments = ["-raw", file.path(), "-"]
      process.standardOutput = output
      try process.run()
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()

      #expect(text.contains(String(attachment.title.suffix(6))), "\(kind)")
    }
  }

  @Test func `A RAR's headers carry the checksums of what follows them`() throws {
    let (writer, attachment) = try Self.first(.rar)
    let bytes = writer.bytes(attachment)
    var position = 7
    var types: [UInt8] = []
    while position + 7 <= bytes.count {
      let size = Int(bytes[position + 5]) | Int(bytes[position + 6]) << 8
      let sum = UInt16(bytes[position]) | UInt16(bytes[position + 1]) << 8
      let header = Array(bytes[(position + 2)..<(position + size)])
      #expect(sum == UInt16(truncatingIfNeeded: CRC32.checksum(header)))
      types.append(bytes[position + 2])
      let isFile = bytes[position + 2] == 0x74
      let packed = isFile ? Int(bytes[position + 7]) | Int(bytes[position + 8]) << 8 : 0
      position += size + packed
    }

    #expect(types == [0x73, 0x74, 0x74, 0x7B])
  }

  @Test func `CSV quotes cells that need it`() {
    let document = FileDocument(
      title: "t", author: "a", created: CityDate.today,
      blocks: [.table([["a,b", "c\"d"], ["甲", "乙"]])])

    #expect(document.commaSeparated == "\"a,b\",\"c\"\"d\"\r\n甲,乙\r\n")
  }
}

/// RFC 1950, 1951, 1952.
@Suite struct DeflateTests {
  @Test(arguments: UInt64(1)...20)
  func `What was packed unpacks to itself`(seed: UInt64) {
    var random = CityRandom(seed: seed, "deflate")
    let alphabet = random.number(in: 1...255)
    let bytes = (0..<random.number(in: 0...40_000)).map { _ in UInt8(random.below(alphabet + 1)) }

    let output = Gzip.decompress(Deflate.gzip(bytes).span, limit: 1 << 20)

    #expect(output.end == .complete, "seed \(seed)")
    #expect(output.bytes == bytes, "seed \(seed)")
  }

  @Test func `Runs longer than the longest match unpack to themselves`() {
    let bytes = [UInt8](repeating: 0x41, count: 100_000) + [UInt8](repeating: 0x42, count: 3)

    let packed = Deflate.gzip(bytes)

    #expect(Gzip.decompress(packed.span, limit: 1 << 20).bytes == bytes)
    #expect(packed.count < 2_000)
  }

  @Test func `CRC-32 of 123456789 is CBF43926`() {
    #expect(CRC32.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
  }
}
