import Documents
import TestSupport
import Testing

@testable import Crawler

/// Short ways of the fetch thread and of the digester give what the plain way gives.
struct PlainWayTests {
  @Test func `a byte is found where it is first`() {
    var random = SeededRandom()
    for _ in 0..<3_000 {
      let bytes = (0..<Int.random(in: 0...70, using: &random))
        .map { _ in
          Int.random(in: 0...40, using: &random) == 0
            ? 60 : UInt8.random(in: 0...255, using: &random)
        }
      let start = Int.random(in: 0...bytes.count, using: &random)
      let end = Int.random(in: start...bytes.count, using: &random)

      #expect(
        bytes.span.offset(of: 60, in: start..<end) == bytes[start..<end].firstIndex(of: 60),
        "seed \(SeededRandom.seed)")
    }
  }

  @Test func `a Content-Type means the same however it is read`() {
    var random = SeededRandom()
    let pieces = [
      "text/html", "Text/HTML", "text/htm", ";", ",", " ", "charset=gbk", "\u{301}", "x", "\r\n",
    ]
    for _ in 0..<2_000 {
      let value = (0..<Int.random(in: 0...3, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()

      #expect(
        ContentKind(header: value) == ContentKind(folding: value),
        "\(value), seed \(SeededRandom.seed)")
    }
    #expect(ContentKind(header: nil) == .unknown)
  }

  /// A field's value, byte by byte.
  private func value(_ bytes: [UInt8]) -> String {
    let isBlank = { (byte: UInt8) in byte <= 32 || byte == 127 }
    let front = bytes.drop(while: isBlank)
    let raw = Array(front.reversed().drop(while: isBlank).reversed()).map { isBlank($0) ? 32 : $0 }
    if let text = String(validating: raw, as: UTF8.self) { return text }
    return raw.map { byte in
      byte < 128
        ? String(Unicode.Scalar(byte))
        : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  @Test func `a field's value is clean text whatever its bytes are`() {
    var random = SeededRandom()
    let ranges: [ClosedRange<UInt8>] = [33...126, 32...126, 0...127, 9...32, 0...255]
    for _ in 0..<2_000 {
      let range = ranges.randomElement(using: &random) ?? 0...255
      let bytes = (0..<Int.random(in: 0...40, using: &random))
        .map { _ in UInt8.random(in: range, using: &random) }.filter { $0 != 10 && $0 != 13 }
      var head = ResponseHead()

      let isTaken = head.add(line: (Array("X: ".utf8) + bytes + [13, 10]).span, FetchLimits())

      #expect(isTaken)
      #expect(head.field("X") == value(bytes), "\(bytes), seed \(SeededRandom.seed)")
    }
  }

  @Test(
    arguments: [
      "http://a.cn/", "https://a.cn/b:c", "http://a.cn:8080/?x=1:2", "https://a.cn:80/",
      "http://[::1]:8080/",
      "http://1.2.3.4/x",
    ], [[], ["1.2.3.4"], ["1.2.3.4", "2001:db8::1"]])
  func `a host is pinned to its addresses`(href: String, addresses: [String]) throws {
    let url = CrawlURL(href: href, hash: 0)
    let address = try SiteAddress.ofNormal(href).get()
    let list = addresses.map { $0.contains(":") ? "[\($0)]" : $0 }.joined(separator: ",")
    let pin = "+\(address.host):\(address.port ?? (url.isSecure ? 443 : 80)):\(list)"

    #expect(
      CurlEasy.pin(url, addresses)
        == (addresses.isEmpty || address.host.hasPrefix("[") ? nil : pin))
  }
}
