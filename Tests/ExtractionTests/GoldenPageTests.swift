import Bytes
import Documents
import Extraction
import Foundation
import TestSupport
import Testing

/// Fixtures/pages: one folder a page with source.*, response.json (what came with it) and expected.json (what extraction makes of it).
///
/// `UPDATE_GOLDEN=1 swift test --filter GoldenPage` rewrites expected.json; review the difference before committing it.
@Suite("Golden pages")
struct GoldenPageTests {
  /// What the server said beside the bytes.
  private struct Response: Decodable {
    var url: String
    var contentType: String?
  }

  private static let folder = "\(Program.project)/Fixtures/pages"

  private static let slugs =
    (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []

  @Test("there are at least eight fixtures")
  func enough() {
    #expect(Self.slugs.count >= 8)
  }

  @Test("a fixture's extraction is what its expected.json says", arguments: slugs)
  func golden(slug: String) throws {
    let folder = "\(Self.folder)/\(slug)"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let source = try #require(names.first { $0.hasPrefix("source.") })
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(source)"))
    let response = try JSONDecoder().decode(
      Response.self, from: Data(contentsOf: URL(fileURLWithPath: "\(folder)/response.json")))

    let content = Extractor.extract(
      bytes: [UInt8](bytes), url: response.url, contentType: response.contentType)

    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let actual = String(decoding: try encoder.encode(content), as: UTF8.self) + "\n"
    let place = URL(fileURLWithPath: "\(folder)/expected.json")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(actual.utf8).write(to: place)
    }
    let expected = String(decoding: try Data(contentsOf: place), as: UTF8.self)
    #expect(actual == expected, "help: look at the page, then run with UPDATE_GOLDEN=1")
  }
}
