import Charset
import TestSupport
import Testing

@testable import Documents

/// The short way to a URL gives what the parser gives, or nothing.
struct PlainURLTests {
  private static let bases = [
    "http://a.cn:8080/c1/list_1.html", "https://a.cn/", "http://u:p@a.cn/b/c/?q#f",
    "http://[::1]/x//y/z",
    "http://1.2.3.4/d/e/f/g.htm?a=1",
  ]
  private static let pieces = [
    "/", "./", "../", ".", "..", "a", ".b", "c.html", "?", "x=1", "&amp=", "#", "%2e", "%41", "\\",
    ":", "//", "公", " ", "'",
    "~", "http://a.cn", "http://a.cn:8080", "https://a.cn", "HTTP://A.cn", "http://[::1]", "@",
    "\t", "<", "^", "index.html", "|",
  ]

  private func plain(_ text: String, _ base: WebURL, _ encoding: Encoding = .utf8) -> WebURL? {
    WebURL(plain: text.utf8.span, base: base, encoding: encoding)
  }

  private func isSame(_ url: WebURL, _ parsed: WebURL?) -> Bool {
    url.href == parsed?.href && "\(url.layout)" == parsed.map { "\($0.layout)" }
  }

  @Test(arguments: [Encoding.utf8, .gbk, .big5, .hz, .shiftJIS])
  func `whatever is plain is what the parser says`(encoding: Encoding) throws {
    var random = SeededRandom()
    let bases = try Self.bases.map { try #require(WebURL($0)) }
    for _ in 0..<8_000 {
      let text = (0..<Int.random(in: 0...5, using: &random))
        .map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
      for base in bases {
        guard let url = plain(text, base, encoding) else { continue }
        let parsed = WebURL(text, base: base, encoding: encoding)
        #expect(isSame(url, parsed), "\(text) beside \(base), seed \(SeededRandom.seed)")
      }
    }
  }

  @Test(arguments: [
    ("/", "http://a.cn:8080/"), ("/c0/t1_2.html", "http://a.cn:8080/c0/t1_2.html"),
    ("list_2.html", "http://a.cn:8080/c1/list_2.html"),
    ("./x/y.htm", "http://a.cn:8080/c1/x/y.htm"),
    ("../c2/x.html", "http://a.cn:8080/c2/x.html"), ("../../../x", "http://a.cn:8080/x"),
    ("x.jsp?id=1&u=http://b.cn/", "http://a.cn:8080/c1/x.jsp?id=1&u=http://b.cn/"),
    ("http://a.cn:8080/z", "http://a.cn:8080/z"),
  ]) func `most links are plain`(text: String, href: String) throws {
    let base = try #require(WebURL(Self.bases[0]))

    let url = try #require(plain(text, base))

    #expect(url.href == href)
    #expect(isSame(url, WebURL(text, base: base)))
  }

  @Test func `what is too long, or beside no page of the web, is left to the parser`() throws {
    let page = try #require(WebURL("http://a.cn/"))
    let file = try #require(WebURL("file:///a/b"))

    #expect(plain(String(repeating: "a", count: WebURL.crawlLengthLimit + 1), page) == nil)
    #expect(plain("c", file) == nil)
  }

  private static let wholes = [
    "http://", "https://", "HTTP://", "http:/", "ftp://", "a.cn", "A.cn", "a.cn.", "a", "1.2.3.4",
    "x.0x1", "xn--fiqs8s", "xn--", "-", "_", "公", "b.1a", "u@", ":", ":80", ":443", ":8080", ":0",
    ":080",
    ":65535", ":65536", "/", "/c.html", "/.", "/a/../b", "?x=1", "?'", "#f", "%41", " ", "[::1]",
  ]

  @Test(arguments: [Encoding.utf8, .gbk, .big5, .hz, .shiftJIS])
  func `a whole address that is plain is what the parser says`(encoding: Encoding) {
    var random = SeededRandom()
    var plain = 0
    for _ in 0..<20_000 {
      let text =
        "http" + (Bool.random(using: &random) ? "://" : "s://")
        + (["a.cn/", "a.cn", "a.cn:8080/", ""].randomElement(using: &random) ?? "")
        + (0..<Int.random(in: 0...4, using: &random))
        .map { _ in Self.wholes.randomElement(using: &random) ?? "" }.joined()
      let other = String(text.dropFirst(Int.random(in: 0...9, using: &random) == 0 ? 4 : 0))
      guard let url = WebURL(plain: other.utf8.span, encoding: encoding) else { continue }
      plain += 1
      #expect(
        isSame(url, WebURL(other, encoding: encoding)), "\(other), seed \(SeededRandom.seed)")
    }
    #expect(plain > 500)
  }

  @Test(arguments: [
    "http://a.cn/", "https://www.chengdu.gov.cn/x_1/a.html?id=1", "http://s1.gov.localhost:8080/",
  ]) func `most whole addresses are plain`(text: String) throws {
    let plain = WebURL(plain: text.utf8.span, encoding: .gbk)
    let url = try #require(plain)

    #expect(url.href == text)
    #expect(isSame(url, WebURL(text)))
  }
}
