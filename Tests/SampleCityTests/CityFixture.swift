import Charset
import Foundation
@testable import SampleCity
import Testing

/// The city of the default seed and what tests ask of it.
enum CityFixture {
  static let city = City()
  static let responder = CityResponder(city: city)
  static let manifest = ManifestWriter(city: city, port: 8790).manifest()

  /// The answer to a GET of an absolute address.
  static func get(_ url: String) -> CityContent {
    let rest = url.dropFirst("http://".count)
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let target = slash == rest.endIndex ? "/" : String(rest[slash...])
    return responder.content(
      for: CityRequest(authority: String(rest[..<slash]), target: target))
  }

  /// The body as text in the encoding that the manifest names.
  static func text(_ content: CityContent, charset: String) -> String {
    guard charset == "gb18030" else { return String(decoding: content.body, as: UTF8.self) }
    return Encoding.gb18030.decode(content.body.span).text
  }

  /// The folder Fixtures/ of the repository.
  static var fixtures: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fixtures/city")
  }

  /// The site of an id.
  static func site(_ id: String) throws -> CityManifest.Site {
    try #require(manifest.sites.first { $0.id == id })
  }
}
