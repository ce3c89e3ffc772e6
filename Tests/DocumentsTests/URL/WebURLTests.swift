import Bytes
import Charset
import Testing
import TestSupport

@testable import Documents

extension StringProtocol {
  /// The text without such characters at its ends.
  fileprivate func trimming(_ condition: (Character) -> Bool) -> String {
    String(drop(while: condition).reversed().drop(while: condition).reversed())
  }
}

/// Cases chosen by hand, which run wherever the vectors are not.
struct WebURLTests {
  static let page = "https://www.chengdu.gov.cn/chengdu/zfxx/index.shtml?id=1#top"

  /// Reference, base, result; "-" is failure or no base.
  static let cases: [(String, String, String)] = [
    ("HTTP://WWW.Chengdu.GOV.cn", "-", "http://www.chengdu.gov.cn/"),
    ("  https://a.cn/\t b\n ", "-", "https://a.cn/%20b"),
    ("http://a.cn:80/", "-", "http://a.cn/"), ("https://a.cn:443/", "-", "https://a.cn/"),
    ("http://a.cn:443/", "-", "http://a.cn:443/"), ("http://a.cn:0/", "-", "http://a.cn:0/"),
    ("http://a.cn:00080/x", "-", "http://a.cn/x"), ("http://a.cn:/x", "-", "http://a.cn/x"),
    ("http://a.cn:65536/", "-", "-"), ("http://a.cn:8x/", "-", "-"), ("http://:80/", "-", "-"),
    ("http://", "-", "-"), ("http:///", "-", "-"), ("//", page, "-"),
    ("http:/a.cn/x", "-", "http://a.cn/x"), ("http:\\\\a.cn\\x", "-", "http://a.cn/x"),
    ("http://u:p@a.cn/", "-", "http://u:p@a.cn/"), ("http://u@:80/", "-", "-"),
    ("http://a@b@c.cn/", "-", "http://a%40b@c.cn/"), ("http://@a.cn/", "-", "http://a.cn/"),
    ("http://a.cn/./b/../c/%2e%2E/d", "-", "http://a.cn/d"),
    ("http://a.cn/a/..", "-", "http://a.cn/"), ("http://a.cn/a/.", "-", "http://a.cn/a/"),
    ("http://a.cn/../../x", "-", "http://a.cn/x"), ("http://a.cn//x//", "-", "http://a.cn//x//"),
    (
      "http://a.cn/政策?关=键#锚", "-",
      "http://a.cn/%E6%94%BF%E7%AD%96?%E5%85%B3=%E9%94%AE#%E9%94%9A"
    ),
    ("http://a.cn/%zz%4", "-", "http://a.cn/%zz%4"),
    ("http://a.cn/{}`^|", "-", "http://a.cn/%7B%7D%60%5E|"),
    ("http://a.cn?x'y", "-", "http://a.cn/?x%27y"), ("http://a.cn?", "-", "http://a.cn/?"),
    ("http://成都.中国/", "-", "http://xn--vnuo85h.xn--fiqs8s/"),
    ("http://ＣＤ。ｇｏｖ．cn/", "-", "http://cd.gov.cn/"),
    ("http://faß.de/", "-", "http://xn--fa-hia.de/"),
    ("http://a%2Fb.cn/", "-", "-"), ("http://a b.cn/", "-", "-"),
    ("http://%41.cn/", "-", "http://a.cn/"),
    ("http://a_b.cn/", "-", "http://a_b.cn/"), ("http://\u{AD}/", "-", "-"),
    ("http://0x7f.1/", "-", "http://127.0.0.1/"),
    ("http://017700000001/", "-", "http://127.0.0.1/"),
    ("http://2130706433/", "-", "http://127.0.0.1/"), ("http://1.2.3.256/", "-", "-"),
    ("http://1.2.3.4.5/", "-", "-"), ("http://a.1/", "-", "-"), ("http://1.2.3.08/", "-", "-"),
    ("http://[0:0:0:0:0:0:0:1]/", "-", "http://[::1]/"),
    ("http://[2001:DB8::1:0:0:1]/", "-", "http://[2001:db8::1:0:0:1]/"),
    ("http://[::ffff:1.2.3.4]:8080/", "-", "http://[::ffff:102:304]:8080/"),
    ("http://[::1", "-", "-"), ("http://[::1%eth0]/", "-", "-"), ("http://[1::2::3]/", "-", "-"),
    ("mailto:jxw@chengdu.gov.cn?subject=a b", "-", "mailto:jxw@chengdu.gov.cn?subject=a%20b"),
    ("javascript:void(0)", page, "javascript:void(0)"),
    ("data:text/html,<p>", "-", "data:text/html,<p>"),
    ("file:///C|/a/../../b", "-", "file:///C:/b"), ("file:a", "-", "file:///a"),
    ("foo://H%41/../x", "-", "foo://H%41/x"), ("foo:/.//a", "-", "foo:/.//a"), ("foo", "-", "-"),
    ("", page, "https://www.chengdu.gov.cn/chengdu/zfxx/index.shtml?id=1"),
    ("#a b", page, "https://www.chengdu.gov.cn/chengdu/zfxx/index.shtml?id=1#a%20b"),
    ("?p=2", page, "https://www.chengdu.gov.cn/chengdu/zfxx/index.shtml?p=2"),
    ("content_1.shtml", page, "https://www.chengdu.gov.cn/chengdu/zfxx/content_1.shtml"),
    ("../gsgg/", page, "https://www.chengdu.gov.cn/chengdu/gsgg/"),
    ("../../../../x", page, "https://www.chengdu.gov.cn/x"),
    ("/x", page, "https://www.chengdu.gov.cn/x"),
    ("//cdjx.chengdu.gov.cn", page, "https://cdjx.chengdu.gov.cn/"),
    ("https:x", page, "https://www.chengdu.gov.cn/chengdu/zfxx/x"), ("http:x", page, "http://x/"),
    ("\\a\\b", page, "https://www.chengdu.gov.cn/a/b"), ("x", "mailto:a", "-"),
    ("#x", "mailto:a", "mailto:a#x"),
  ]

  @Test(arguments: cases)
  func `a reference is resolved as browsers do`(reference: String, base: String, result: String) {
    let url = WebURL(reference, base: WebURL(base))

    #expect(url?.href ?? "-" == result)
  }

  @Test(arguments: [
    (Encoding.gbk, "%B7%F6%B3%D6%D7%CA%BD%F0%A4%A2"),
    (.utf16LE, "%E6%89%B6%E6%8C%81%E8%B5%84%E9%87%91%E3%81%82"),
    (.big5, "%A7%DF%AB%F9%26%2336164%3B%AA%F7%C6%E8"),
    (.windows1252, "%26%2325206%3B%26%2325345%3B%26%2336164%3B%26%2337329%3B%26%2312354%3B"),
  ])
  func `a query goes out in the encoding of its page`(encoding: Encoding, wanted: String) {
    let url = WebURL("http://a.cn/扶?q=扶持资金あ#扶", encoding: encoding)

    #expect(url?.href == "http://a.cn/%E6%89%B6?q=\(wanted)#%E6%89%B6")
    #expect(WebURL("foo://a/?扶", encoding: encoding)?.query == "%E6%89%B6")
  }

  @Test(
    .enabled(if: SharedData.has("suites/url-normalise"), "\(SharedData.absence)"),
    arguments: ["url-resolve.csv", "invalidUrls.csv"])
  func `crawler-commons' references are resolved or refused`(file: String) throws {
    let text = try LocalFileSystem().read(SharedData.path("suites/url-normalise/\(file)"))
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: ", ").map { $0.trimming { $0 == "\"" || $0 == " " } } }

    let wrong = lines.filter { line in
      let base = line.count > 1 ? WebURL(line[1]) : nil
      let wanted = line.count > 2 ? WebURL(line[2])?.href : nil
      return WebURL(line[0], base: base)?.href != wanted
    }

    #expect(lines.count >= 2)
    #expect(wrong == [])
  }

  @Test func `the ASCII form of a domain comes without a URL around it`() {
    #expect(DomainName.ascii("成都。中国") == "xn--vnuo85h.xn--fiqs8s")
    #expect(DomainName.ascii("a b") == nil)
    #expect(DomainName.ascii("") == nil)
    #expect(DomainName.unicode("xn--vnuo85h.xn--fiqs8s") == "成都.中国")
    #expect(DomainName.ascii(String(repeating: "成", count: 5_000)) == nil)
  }

  @Test func `the parts are those of the URL class`() throws {
    let url = try #require(WebURL("https://u:p@a.cn:8443/x/y?q=1#f"))

    let parts = url.parts

    #expect(
      parts
        == WebURLParts(
          href: "https://u:p@a.cn:8443/x/y?q=1#f", origin: "https://a.cn:8443", protocol: "https:",
          username: "u", password: "p", host: "a.cn:8443", hostname: "a.cn", port: "8443",
          pathname: "/x/y", search: "?q=1", hash: "#f"))
    #expect(url.scheme == "https")
    #expect(url.effectivePort == 8_443)
    #expect(url.pathAndQuery == "/x/y?q=1")
    #expect(url.withoutFragment.href == "https://u:p@a.cn:8443/x/y?q=1")
  }

  @Test func `a path that looks like a host keeps its URL apart`() throws {
    let url = try #require(WebURL("foo:/a/..//b"))

    #expect(url.href == "foo:/.//b")
    #expect(url.path == "//b")
    #expect(url.host == nil)
    #expect(WebURL("x", base: url)?.href == "foo:/.//x")
  }

  @Test func `any bytes parse or fail, and what parses is written so that it parses to itself`() {
    var random = SeededRandom()
    let pieces = [
      "http", "https", "file", "foo", ":", "/", "//", "\\", "?", "#", "@", "[", "]", "::1", ".",
      "..",
      "%2e", "%", "C|", "C:", "a.cn", "xn--", "0x7f", "1", "成都", "\u{200D}", "ß", " ", "\t",
      "\u{0}",
      "。", "..//", "localhost", ":80", "&amp;", "=", "'", "\u{FFFD}", "{", "^",
    ]
    let bases = [
      nil, WebURL(Self.page), WebURL("file:///C:/x/y"), WebURL("foo:/.//b"), WebURL("a:b"),
    ]
    for round in 0..<8_000 {
      var bytes = (0..<Int.random(in: 0...8, using: &random)).flatMap { _ in
        Array((pieces.randomElement(using: &random) ?? "").utf8)
      }
      if round % 4 == 0 { bytes += random.bytes(2) }
      guard let url = WebURL(bytes: bytes, base: bases[round % bases.count]) else { continue }

      let again = WebURL(url.href)

      #expect(again?.href == url.href, "\(bytes), seed \(SeededRandom.seed)")
      #expect(again?.parts == url.parts, "\(bytes), seed \(SeededRandom.seed)")
      #expect(url.href.utf8.allSatisfy { $0 < 0x80 }, "\(bytes), seed \(SeededRandom.seed)")
    }
  }

  @Test(arguments: ["a/../", "@", ":", "%2e/", "x?", "成", "../", "//", "[", "xn--", ".", "\\"])
  func `a long text of one thing parses in linear time`(piece: String) {
    let text = String(repeating: piece, count: 300_000 / piece.utf8.count)
    let clock = ContinuousClock()

    let elapsed = clock.measure {
      _ = WebURL("http://a.cn/" + text)
      _ = WebURL("http://" + text)
      _ = WebURL(text, base: WebURL(Self.page))
      _ = WebURL("foo:" + text)
    }

    // A quadratic step would take minutes; a debug build on a busy machine needs about 2 s.
    #expect(elapsed < .seconds(60))
  }
}
