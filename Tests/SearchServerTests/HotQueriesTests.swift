import Documents
import TestSupport
import Testing

@testable import SearchServer

@Suite("What many people look for")
struct HotQueriesTests {
  @Test("stands on the first page and leads to its results, and changes the page's tag")
  func showsOnHome() throws {
    let sample = try SampleIndex(SampleIndex.forty())
    let index = CurrentIndex(folder: sample.index)
    _ = index.refresh()
    let application = SearchApplication(index: index)
    let before = application.respond(to: ServerRequest(.get, "/"))

    index.adopt(hotQueries: ["扶持资金", "<b>"] + (0..<20).map { "词\($0)" })

    let after = application.respond(to: ServerRequest(.get, "/"))
    let text = String(decoding: after.body, as: UTF8.self)
    let link = SearchQuery("扶持资金").link().reference
    #expect(text.contains("大家在搜") && text.contains("<a href=\"\(link)\">扶持资金</a>"))
    #expect(text.contains("&lt;b&gt;") && text.contains("词7") && !text.contains("词8"))
    #expect(before.entityTag != after.entityTag)
    #expect(!String(decoding: before.body, as: UTF8.self).contains("大家在搜"))
  }

  @Test("is vouched for by a title that has the words in a row")
  func knowsTitles() throws {
    let sample = try SampleIndex(SampleIndex.forty())
    let index = CurrentIndex(folder: sample.index)
    _ = index.refresh()
    let session = try #require(index.session)

    #expect(session.hasTitle(with: "扶持资金"))
    #expect(!session.hasTitle(with: "王资金") && !session.hasTitle(with: "技术改造"))
  }
}
