import Bytes
import Editorial
import TestSupport
import Testing

@testable import SearchServer

@Suite("What editors write, as it is served")
struct ServedEditorialTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test("a change is served at once: best bets before the results, synonyms among them")
  func servesChanges() throws {
    let sample = try SampleIndex(SampleIndex.forty())
    let index = CurrentIndex(folder: sample.index, editorialFolder: sample.path)
    _ = index.refresh()
    let application = SearchApplication(index: index)
    func get(_ text: String, _ path: String = "/search") -> ServerResponse {
      application.respond(to: ServerRequest(.get, "\(path)?q=\(PercentCoding.encode(text))"))
    }
    let before = get("资助资金")
    #expect(index.refreshEditorial().isEmpty)
    func write(_ text: String, _ name: String) throws {
      let path = "\(sample.path)/\(name)"
      try LocalFileSystem().writeSynchronized(bytes(text), to: path)
    }
    try write("资助, 扶持\n错\n", "synonyms.txt")
    try write("资助资金 | <b>申报</b> | https://a.gov.cn | 说明\n", "best-bets.txt")

    #expect(index.refreshEditorial().map(\.line) == [2])
    #expect(index.refreshEditorial().isEmpty)
    let page = get("资助资金")
    let text = String(decoding: page.body, as: UTF8.self)
    let json = String(decoding: get("资助资金", "/api/v1/search").body, as: UTF8.self)

    #expect(before.entityTag != page.entityTag)
    #expect(text.contains("找到 40 条结果"))
    #expect(text.contains("<a href=\"https://a.gov.cn/\">&lt;b&gt;申报&lt;/b&gt;</a><p>说明</p>"))
    #expect(json.contains(#""bestBets":[{"title":"\u003cb\u003e申报"#))
  }
}
