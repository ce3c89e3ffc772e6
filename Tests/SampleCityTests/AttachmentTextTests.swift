import Documents
import Extraction
import TestSupport
import Testing

@testable import SampleCity

/// What the extraction makes of the city's files, whose writers know nothing of its readers.
@Suite struct AttachmentTextTests {
  private static func files(_ kind: AttachmentKind, _ count: Int) -> [(
    title: String, bytes: [UInt8]
  )] {
    let all = CityFixture.city.sites.lazy.flatMap { site in
      site.articles.lazy.flatMap { article in
        let writer = AttachmentWriter(city: CityFixture.city, host: site.host, article: article)
        return article.attachments.lazy.filter { $0.kind == kind }
          .map { (title: $0.title, bytes: writer.bytes($0)) }
      }
    }
    return Array(all.prefix(count))
  }

  private func extract(_ bytes: [UInt8]) -> ExtractedContent {
    Extractor.extract(bytes: bytes, url: nil, contentType: nil)
  }

  @Test(arguments: [
    (AttachmentKind.doc, DocumentType.doc), (.wps, .doc), (.xls, .xls), (.ppt, .ppt), (.rtf, .rtf),
    (.zip, .zip), (.rar, .rar), (.docx, .docx), (.xlsx, .xlsx), (.pptx, .pptx), (.ofd, .ofd),
    (.txt, .text), (.csv, .text),
  ])
  func `the text of every kind of file is read`(kind: AttachmentKind, type: DocumentType) throws {
    let files = Self.files(kind, 4)
    #expect(!files.isEmpty)
    for file in files {
      let content = extract(file.bytes)

      #expect(content.type == type)
      #expect(content.failure == nil, "\(file.title): \(content.warnings)")
      #expect(content.text.utf8.count > 60, "\(file.title): \(content.text)")
      #expect(!content.text.unicodeScalars.contains("\u{FFFD}"), "\(file.title)")
    }
  }

  @Test(arguments: [AttachmentKind.doc, .wps, .xls, .ppt, .rtf])
  func `old formats say what the article is about`(kind: AttachmentKind) throws {
    for file in Self.files(kind, 4) {
      let text = extract(file.bytes).text
      let key = String(file.title.filter { $0.isLetter }.suffix(4))

      #expect(
        text.filter { $0.isLetter }.contains(key), "\(file.title) is not in \(text.prefix(200))")
    }
  }

  @Test(arguments: [AttachmentKind.doc, .xls, .ppt, .rtf, .zip, .rar, .ofd])
  func `flipped, cut and repeated bytes do no harm`(kind: AttachmentKind) throws {
    var random = SeededRandom()
    let sound = try #require(Self.files(kind, 1).first).bytes
    for _ in 0..<200 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let place = Int.random(in: bytes.indices, using: &random)
        bytes[place] =
          [0, 0xFF, UInt8.random(in: 0...255, using: &random)][
            Int.random(in: 0...2, using: &random)]
      }
      if Bool.random(using: &random) {
        bytes.removeLast(Int.random(in: 0..<bytes.count - 16, using: &random))
      }
      let content = extract(bytes)
      #expect(content.text.utf8.count <= 8 << 20)
    }
  }
}
