import Documents
import QueryLog
import TestSupport
import Testing

@testable import SearchServer

@Suite("The click beacon")
struct BeaconTests {
  private func application(logsClicks: Bool) throws -> (SampleIndex, SearchApplication) {
    let sample = try SampleIndex(SampleIndex.forty())
    let index = CurrentIndex(folder: sample.index, logsClicks: logsClicks)
    _ = index.refresh()
    return (sample, SearchApplication(index: index))
  }

  @Test(
    "takes words and a place that a result can have, and answers nothing",
    arguments: [
      ("q=a&n=3", 3), ("q=a&n=5000", 5000), ("q=a&n=0", nil), ("q=a", nil), ("n=3", nil),
      ("q=a&n=-1", nil), ("q=a&n=99999", nil), ("q=a&n=x", nil), ("", nil),
    ] as [(String, Int?)])
  func takesClicks(parameters: String, position: Int?) throws {
    let (sample, application) = try application(logsClicks: true)
    defer { withExtendedLifetime(sample) {} }

    let answer = application.respond(to: ServerRequest(.post, "/beacon?\(parameters)"))

    #expect(answer.status == 204 && answer.body.isEmpty)
    #expect(answer.click?.position == position)
  }

  @Test("is asked for by pages only where clicks are logged, and posting elsewhere is refused")
  func isOptional() throws {
    let target = "/search?q=\(PercentCoding.encode("扶持资金"))"
    for logsClicks in [true, false] {
      let (sample, application) = try application(logsClicks: logsClicks)
      defer { withExtendedLifetime(sample) {} }
      let page = application.respond(to: ServerRequest(.get, target))

      let text = String(decoding: page.body, as: UTF8.self)
      #expect(text.contains("data-clicks=\"扶持资金\"") == logsClicks)
      #expect(application.respond(to: ServerRequest(.post, target)).status == 405)
    }
  }
}
