import Bytes
import TestSupport
import Testing

@testable import Documents

/// ISO 28500:2017 (WARC 1.1), and what other archivers write.
@Suite struct WARCRecordTests {
  private func page(_ message: String) -> Page? {
    Page(
      httpMessage: Array(message.utf8), url: "http://a.gov.cn/", siteID: "a",
      fetchedAt: UnixTime(milliseconds: 0))
  }

  @Test func `A record's bytes are as the standard writes them`() {
    let record = WARCRecord(
      fields: [HTTPHeader("WARC-Type", "metadata")], block: Array("x".utf8))

    let text = String(decoding: record.bytes, as: UTF8.self)

    #expect(text == "WARC/1.1\r\nWARC-Type: metadata\r\nContent-Length: 1\r\n\r\nx\r\n\r\n")
    #expect(WARCRecord.read(record.bytes)?.0 == record)
  }

  /// RFC 9562 section 5.4: version 4 and variant 10 stand at their places.
  @Test func `Names of records are fresh UUIDs, on however many threads`() async throws {
    let names = await withTaskGroup(of: [String].self) { group in
      for _ in 0..<8 { group.addTask { (0..<1_000).map { _ in PageRecord.randomURN() } } }
      return await group.reduce(into: []) { $0 += $1 }
    }

    #expect(Set(names).count == 8_000)
    let form = /urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
    #expect(names.allSatisfy { $0.wholeMatch(of: form) != nil })
  }

  /// A page with these fields, as it stands in a record.
  private func record(_ headers: [HTTPHeader], url: String = "http://a.cn/") -> PageRecord {
    .response(
      Page(
        url: url, siteID: "a", fetchedAt: UnixTime(milliseconds: 0), status: 200, headers: headers,
        body: [65]))
  }

  @Test(arguments: [
    HTTPHeader("Content-Type", "text/html"), HTTPHeader("Content-Encoding", "br"),
    HTTPHeader("X-Title", "成都 公告"),
  ]) func `A page with plain fields is known to be read back`(header: HTTPHeader) {
    let record = record([header])
    guard case .response(let page) = record else { return }
    #expect(page.hasPlainMessage)
    #expect(PageRecord(warc: record.warc)?.key == record.key)
    #expect(record.readsBack(from: record.warc))
  }

  @Test(arguments: [
    HTTPHeader("Content-Encoding ", "br"), HTTPHeader("", "a"), HTTPHeader("a:b", "c"),
    HTTPHeader("a", "b\r\nContent-Encoding: br"),
    HTTPHeader("a", String(repeating: "b", count: 999)),
    HTTPHeader("名", "a"),
  ]) func `A page with other fields is read to see whether it is read back`(header: HTTPHeader) {
    let record = record([header])
    guard case .response(let page) = record else { return }
    #expect(!page.hasPlainMessage)
    #expect(record.readsBack(from: record.warc) == (PageRecord(warc: record.warc) != nil))
  }

  @Test func `A page whose URL loses its brackets has no label`() {
    let record = record([], url: "<http://a.cn/>")
    #expect(!record.readsBack(from: record.warc))
  }

  @Test func `Chunked and gzip bodies of other archivers are undone`() {
    let chunked = page(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=1\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
    let head = Array("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".utf8)
    let zipped = Page(
      httpMessage: head + Gzip.compress(Array("正文".utf8)), url: "http://a.gov.cn/", siteID: "",
      fetchedAt: UnixTime(milliseconds: 0))

    #expect(chunked.map { String(decoding: $0.body, as: UTF8.self) } == "abcde")
    #expect(zipped.map { String(decoding: $0.body, as: UTF8.self) } == "正文")
  }

  @Test func `A folded header line is joined and an unknown coding is no page`() {
    let folded = page("HTTP/1.0 404 Not Found\r\nX-A: one\r\n\ttwo\r\n\r\n")

    #expect(folded?.status == 404)
    #expect(folded?.header("x-a") == "one two")
    #expect(page("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nxx") == nil)
    #expect(page("no answer") == nil)
  }

  @Test func `Mutated records never trap`() {
    var random = SeededRandom()
    let good = PageRecord.response(
      Page(
        url: "http://a.gov.cn/", siteID: "a", fetchedAt: UnixTime(milliseconds: 0), status: 200,
        headers: [HTTPHeader("Transfer-Encoding", "chunked")], body: Array("hello".utf8))
    ).warc.bytes
    var read = 0
    for _ in 0..<3000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = random.bytes(1)[0]
      }
      if let (record, end) = WARCRecord.read(bytes) {
        read += PageRecord(warc: record) == nil ? 0 : 1
        #expect(end <= bytes.count)
      }
    }
    #expect(read > 0, "seed \(SeededRandom.seed)")
  }

  @Test func `An imported line becomes a document and goes through the store unharmed`() throws {
    let line =
      #"{"_id": 7, "title": "通知", "text": "正文", "date": "2024-03-01T00:00:00", "dept": "市经信局", "docno": "蓉经信〔2024〕1号", "more": [1]}"#

    let imported = try ImportedDocument(json: Array(line.utf8))
    let record = PageRecord.document(imported)
    let back = PageRecord(warc: record.warc)

    #expect(imported.id == "7")
    #expect(imported.document.metadata.issuer == "市经信局")
    #expect(imported.document.date?.description == "2024-03-01")
    #expect(back == record)
  }

  @Test(arguments: [
    ("{}", #"no "id""#), (#"{"id":"a"}"#, #"no "text""#), ("[1]", "not a JSON object"),
    (#"{"id":"a","text":5}"#, "text is of the wrong type"), ("{", "not a JSON object"),
  ])
  func `A line that is no document says why`(line: String, problem: String) {
    #expect {
      _ = try ImportedDocument(json: Array(line.utf8))
    } throws: { "\($0)" == problem }
  }
}
