import Documents
import TestSupport
import Testing

@testable import Crawler

/// What is taken for normal is what the normaliser leaves as it is.
struct NormalLinkTests {
  private static let pieces = [
    "/", "a", "index.html", "INDEX.", "default.aspx", "x.html", "%41", "%e5%85%ac", ";jsessionid=1",
    "?b=2&a=1", "//", "~", "|",
    "[", "^", "default", "index", ".",
  ]

  @Test func `a normal URL stays as it is`() throws {
    var random = SeededRandom()
    var normal = 0
    for _ in 0..<5_000 {
      let host = ["a.cn", "a.cn.", "a.cn:8080", "a.cn.:8080"].randomElement(using: &random) ?? ""
      let path = (0..<Int.random(in: 0...4, using: &random))
        .map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
      guard let url = WebURL("http://\(host)/\(path)"), LinkReader.isNormal(url) else { continue }
      normal += 1
      #expect(
        URLNormalizer().normalize(url).url.href == url.href, "\(url), seed \(SeededRandom.seed)")
    }
    #expect(normal > 100)
  }
}
