import Charset
import Documents
import TestSupport
import Testing

@testable import Crawler

/// What is decided late, or not at all, is what would have been decided at once.
struct PageEncodingTests {
  private static let labels = [
    nil, "utf-8", "gb2312", "gb18030", "big5", "shift_jis", "euc-kr", "iso-2022-jp", "hz-gb-2312",
    "iso-2022-kr", "utf-16", "utf-16be", "utf-16le", "replacement", "windows-1252",
    "x-user-defined", "nonsense",
  ]

  private static let texts: [[UInt8]] = [
    Array("成都市经济和信息化委员会".utf8), [0xB3, 0xC9, 0xB6, 0xBC], [0x1B, 0x24, 0x42, 0x30, 0x21, 0x1B],
    Array("~{<:Ky2;~}".utf8), [0xE9], [0xFF, 0xFE], [0xFE, 0xFF], [0x41, 0], [0, 0x41],
    [0xEF, 0xBB, 0xBF], Array("plain ASCII words ".utf8), Array("<a href=x.html?a=b>".utf8),
    Array("<a href='/成.html?q=都&amp;x=&#20844;'>".utf8),
    [0x3C, 0x61, 0x20, 0x68, 0x72, 0x65, 0x66, 0x3D, 0x3F, 0xB3, 0xC9, 0x3E],
    Array("<a href=\"http://b.cn:8080/x?y='z'\">".utf8), Array("<a href=http://b.cn>".utf8),
  ]

  private func body(_ random: inout SeededRandom) -> (label: String?, bytes: [UInt8]) {
    var bytes: [UInt8] = []
    if Bool.random(using: &random) {
      let label = Self.labels.randomElement(using: &random) ?? nil
      bytes += Array("<meta charset=\"\(label ?? "")\">".utf8)
    }
    let kinds = (0..<Int.random(in: 1...3, using: &random))
      .map { _ in Self.texts.randomElement(using: &random) ?? [] }
    let count = Int.random(in: 0...1, using: &random) == 0 ? 300 : 2_000
    while bytes.count < count { bytes += kinds.randomElement(using: &random) ?? [] }
    if Bool.random(using: &random) { bytes = kinds[0] + bytes }
    return (Self.labels.randomElement(using: &random) ?? nil, bytes)
  }

  @Test func `a body that may wait is in a superset of ASCII, and its links are the same`() throws {
    var random = SeededRandom()
    let page = try #require(WebURL("http://a.cn/c/index.html"))
    var waiting = 0
    for _ in 0..<3_000 {
      let (label, bytes) = body(&random)
      guard PageEncoding.isSurelyASCIIKept(bytes.span) else { continue }
      waiting += 1
      let encoding = CharsetDecision.decide(body: bytes, httpLabel: label).encoding

      let late = PageEncoding { encoding }
      let scan = LinkScanner.scan(html: bytes, encoding: late, pageURL: page, agent: "kuasou")
      let plain = LinkScanner.scan(html: bytes, encoding: encoding, pageURL: page)

      #expect(PageEncoding.isASCIIKept(encoding), "\(encoding), seed \(SeededRandom.seed)")
      #expect(scan.links == plain.links, "\(encoding), seed \(SeededRandom.seed)")
    }
    #expect(waiting > 300)
  }

  @Test func `an address of ASCII means the same in every superset of ASCII`() {
    let query = String(
      decoding: (UInt8(0)..<0x80).filter { $0 != UInt8(ascii: "#") }, as: UTF8.self)
    for encoding in Encoding.allCases where PageEncoding.isASCIIKept(encoding) {
      let address = "http://a.cn/b?\(query)"

      #expect(WebURL(address, encoding: encoding) == WebURL(address), "\(encoding)")
    }
  }

  @Test func `nobody is asked what a page of ASCII links is in`() throws {
    let page = try #require(WebURL("http://a.cn/"))
    let html = Array(#"<a href="x.html?b=1&amp;c=2">成都</a><a href="//b.cn/">x</a>"#.utf8)
    let encoding = PageEncoding {
      Issue.record("asked")
      return .utf8
    }

    let scan = LinkScanner.scan(html: html, encoding: encoding, pageURL: page, agent: "kuasou")

    #expect(scan.links.map(\.url.href) == ["http://a.cn/x.html?b=1&c=2", "http://b.cn/"])
  }
}
