import Documents
import TestSupport
import Testing

@testable import ExtractionClient

/// What crosses the worker's pipe comes back as it went in, and foreign bytes are refused without harm.
@Suite struct WireTests {
  private func full() -> ExtractedContent {
    var content = ExtractedContent(type: .pdf)
    content.title = "关于申报扶持资金的通知"
    content.text = "第一行\n第二行"
    content.date = CalendarDate(year: 2009, month: 12, day: 4)
    content.created = CalendarDate(year: 2009, month: 11, day: 30)
    content.charset = "gb18030"
    content.charsetEvidence = "the page says \"gb2312\""
    content.metadata.documentNumber = "成办发〔2009〕12号"
    content.metadata.summary = "摘要"
    content.links = [ExtractedLink(url: "http://a.gov.cn/", text: "首页")]
    content.canonical = "http://a.gov.cn/1"
    content.noindex = true
    content.nofollow = true
    content.isList = true
    content.pageCount = 7
    content.simhash = .max
    content.warnings = ["一", "二"]
    content.failure = .scanned
    content.evidence = ["title": "meta", "date": "URL"]
    return content
  }

  @Test func `every field comes back`() {
    #expect(ExtractedContent(wire: full().wire) == full())
    let empty = ExtractedContent(type: .html)
    #expect(ExtractedContent(wire: empty.wire) == empty)
  }

  @Test func `a request comes back`() {
    for request in [
      WorkerRequest(operation: .ping),
      WorkerRequest(operation: .extract, url: "http://a.gov.cn/附件.pdf", contentType: "text/html"),
    ] {
      #expect(WorkerRequest(wire: request.wire) == request)
    }
  }

  @Test func `every cut and every byte behind the end is refused`() {
    let bytes = full().wire
    for count in bytes.indices {
      #expect(ExtractedContent(wire: Array(bytes[..<count])) == nil, "\(count) bytes")
    }
    #expect(ExtractedContent(wire: bytes + [0]) == nil)
    #expect(WorkerRequest(wire: []) == nil)
  }

  @Test func `random bytes and flips do no harm`() {
    var random = SeededRandom()
    let bytes = full().wire
    for _ in 0..<2000 {
      var bad = bytes
      bad[Int.random(in: bad.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      _ = ExtractedContent(wire: bad)
      _ = WorkerRequest(wire: random.bytes(Int.random(in: 0...64, using: &random)))
    }
    // A count beyond all bytes is not believed.
    #expect(
      ExtractedContent(wire: [4] + Array("html".utf8) + [0xFF, 0xFF, 0xFF, 0xFF, 0x7F]) == nil)
  }
}
