import Bytes
import Testing

@testable import SampleCity

/// RFC 9110 §9.3.2 (HEAD), §13 (conditions), §8.4 (content coding).
@Suite struct CityAnswerTests {
  private let authority = "www.gov.localhost"

  private func answer(_ request: CityRequest) -> CityAnswer {
    CityAnswer(CityFixture.responder.content(for: request), for: request)
  }

  private func value(_ name: String, _ answer: CityAnswer) -> String? {
    answer.headers.first { $0.name == name }?.value
  }

  @Test func `A matching entity tag gives 304 without a body`() throws {
    let first = answer(CityRequest(authority: authority, target: "/about.html"))
    let tag = try #require(value("ETag", first))

    let second = answer(
      CityRequest(authority: authority, target: "/about.html", ifNoneMatch: tag))

    #expect(first.status == 200)
    #expect(second.status == 304)
    #expect(second.body.isEmpty)
  }

  @Test func `The same Last-Modified gives 304, another one 200`() throws {
    let first = answer(CityRequest(authority: authority, target: "/about.html"))
    let modified = try #require(value("Last-Modified", first))

    let same = CityRequest(authority: authority, target: "/about.html", ifModifiedSince: modified)
    let other = CityRequest(
      authority: authority, target: "/about.html", ifModifiedSince: "Thu, 01 Jan 1970 00:00:00 GMT")

    #expect(modified == "Fri, 01 Jun 2018 08:00:00 GMT")
    #expect(answer(same).status == 304)
    #expect(answer(other).status == 200)
  }

  @Test func `An entity tag that does not match outweighs the date`() throws {
    let first = answer(CityRequest(authority: authority, target: "/about.html"))
    let modified = try #require(value("Last-Modified", first))

    let request = CityRequest(
      authority: authority, target: "/about.html", ifNoneMatch: "\"other\"",
      ifModifiedSince: modified)

    #expect(answer(request).status == 200)
  }

  @Test func `HEAD has the length but no body`() {
    let get = answer(CityRequest(authority: authority, target: "/about.html"))
    let head = answer(CityRequest(authority: authority, target: "/about.html", isHead: true))

    #expect(head.body.isEmpty)
    #expect(head.contentLength == get.body.count)
  }

  @Test func `Pages are compressed when asked, files are not`() throws {
    let page = CityRequest(authority: authority, target: "/about.html", acceptsGzip: true)
    let file = try #require(CityFixture.site("www").attachments.first { $0.type == "pdf" })
    let path = String(file.url.dropFirst("http://www.gov.localhost:8790".count))

    let compressed = answer(page)
    let unpacked = Gzip.decompress(compressed.body.span, limit: 1 << 20)
    let plain = answer(CityRequest(authority: authority, target: "/about.html"))
    let pdf = answer(CityRequest(authority: authority, target: path, acceptsGzip: true))

    #expect(value("Content-Encoding", compressed) == "gzip")
    #expect(unpacked.bytes == plain.body)
    #expect(value("Content-Encoding", pdf) == nil)
    #expect(pdf.body.starts(with: "%PDF-".utf8))
  }
}
