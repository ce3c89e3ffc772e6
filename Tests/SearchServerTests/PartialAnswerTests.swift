import Foundation
import SearchServer
import Testing

@Suite("An answer that ran out of time")
struct PartialAnswerTests {
  private let application: SearchApplication
  private let sample: SampleIndex
  private let query = PercentCoding.encode("扶持资金")

  init() throws {
    sample = try SampleIndex(SampleIndex.forty())
    let index = CurrentIndex(folder: sample.index, timeLimit: .seconds(-1))
    _ = index.refresh()
    application = SearchApplication(index: index)
  }

  @Test(
    "says so on the page, in JSON, and is kept by nobody", arguments: ["/search", "/api/v1/search"])
  func saysSo(path: String) {
    let answer = application.respond(to: ServerRequest(.get, "\(path)?q=\(query)"))
    let text = String(decoding: answer.body, as: UTF8.self)

    #expect(answer.status == 200)
    #expect(text.contains(path == "/search" ? "没有找完就停下了" : "\"partial\":true"))
    #expect(answer.caching == .never && answer.entityTag == nil)
  }
}
