import Documents
import SearchIndex
import TestSupport
import Testing

@testable import SearchServer

@Suite("Help with queries")
struct QueryHelpTests {
  private func index() throws -> (sample: SampleIndex, index: CurrentIndex) {
    let sample = try SampleIndex(SampleIndex.forty())
    let index = CurrentIndex(folder: sample.index)
    _ = index.refresh()
    return (sample, index)
  }

  private func get(_ path: String, _ text: String, _ index: CurrentIndex, also: String = "")
    -> ServerResponse
  {
    let target = "\(path)?q=\(PercentCoding.encode(text))\(also)"
    return SearchApplication(index: index).respond(to: ServerRequest(.get, target))
  }

  @Test func `a page asks what was meant, and a program reads it`() throws {
    let (sample, index) = try index()
    defer { withExtendedLifetime(sample) {} }
    let before = get("/search", "扶持姿金", index)
    index.prepareHelp()

    let page = get("/search", "扶持姿金", index)
    let json = get("/api/v1/search", "扶持姿金", index)

    #expect(!String(decoding: before.body, as: UTF8.self).contains("您是不是要找"))
    #expect(String(decoding: page.body, as: UTF8.self).contains("您是不是要找：<a href=\"/search?q="))
    #expect(
      String(decoding: json.body, as: UTF8.self)
        .contains("\"didYouMean\":{\"query\":\"扶持资金\",\"total\":40,"))
    // A page kept from before is asked for again.
    #expect(before.entityTag != page.entityTag)
  }

  @Test func `nothing is asked where enough was found, and filters stay`() throws {
    let (sample, index) = try index()
    defer { withExtendedLifetime(sample) {} }
    index.prepareHelp()

    let enough = get("/api/v1/search", "扶持资金", index)
    let filtered = get("/search", "扶持姿金", index, also: "&type=pdf")

    #expect(String(decoding: enough.body, as: UTF8.self).contains("\"didYouMean\":null"))
    #expect(String(decoding: filtered.body, as: UTF8.self).contains("&amp;type=pdf\">扶持资金</a>"))
  }

  @Test func `first letters that stand for several phrases are answered with all of them`() throws {
    let texts = ["重点项目，办理。", "重大项目，办理。", "重大项目，办理。", "重点项目，办理。", "重大项目，办理。"]
    let sample = try SampleIndex(
      texts.enumerated().map { number, text in
        Document(id: "\(number)", url: "http://a/\(number)", siteID: "s", title: "公示", text: text)
      })
    let index = CurrentIndex(folder: sample.index)
    _ = index.refresh()
    index.prepareHelp()

    let page = String(decoding: get("/search", "zdxm", index).body, as: UTF8.self)
    let json = String(decoding: get("/api/v1/search", "zdxm", index).body, as: UTF8.self)
    let meant = page.split(separator: "class=\"meant\">").last?.split(separator: "</p>").first ?? ""

    #expect(meant.contains("重大项目</a>") && meant.contains("、<a href="))
    #expect(meant.contains("重点项目</a>"))
    #expect(json.contains("\"didYouMean\":{\"query\":\"重大项目\",\"total\":3,"))
    #expect(json.contains("\"alternatives\":[{\"query\":\"重点项目\",\"total\":2,"))
  }

  @Test func `suggestions come as an object, and as browsers want them`() throws {
    let (sample, index) = try index()
    defer { withExtendedLifetime(sample) {} }
    let early = get("/api/v1/suggest", "扶", index)
    index.prepareHelp()

    let ours = get("/api/v1/suggest", "扶", index)
    let browsers = get("/api/v1/suggest", "fuchi", index, also: "&format=opensearch")
    let long = get("/api/v1/suggest", String(repeating: "a", count: 201), index)

    #expect(String(decoding: early.body, as: UTF8.self) == #"{"query":"扶","suggestions":[]}"#)
    #expect(early.caching == .never && ours.caching == .minutes)
    #expect(
      String(decoding: ours.body, as: UTF8.self) == #"{"query":"扶","suggestions":["扶持资金通知"]}"#)
    #expect(String(decoding: browsers.body, as: UTF8.self) == #"["fuchi",["扶持资金通知"]]"#)
    #expect(long.status == 400)
  }
}
