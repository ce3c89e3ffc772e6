import Documents
import SearchIndex
import TestSupport
import Testing

@testable import SearchServer

@Suite("Answers given again")
struct AnswerCacheTests {
  private func answer(_ text: String, size: Int = 1000) -> ServerResponse {
    ServerResponse(
      .html, Array(text.utf8) + [UInt8](repeating: 32, count: size), entityTag: "t")
  }

  @Test("are of the address and the tag; other tags forget them")
  func goesByTag() {
    let cache = AnswerCache(limit: 1 << 20)
    cache.keep(answer("a"), for: "/a", tag: "t")

    #expect(cache.answer(for: "/a", tag: "t")?.body.first == UInt8(ascii: "a"))
    #expect(cache.answer(for: "/b", tag: "t") == nil)
    #expect(cache.answer(for: "/a", tag: "u") == nil)
    #expect(cache.answer(for: "/a", tag: "t") == nil)
    #expect(cache.counts == (1, 0))
  }

  @Test("are dropped in the order of their last use, and stay within the limit")
  func dropsOldest() {
    let cache = AnswerCache(limit: 64 << 10)
    for number in 0..<40 { cache.keep(answer("\(number)"), for: "/\(number)", tag: "t") }
    #expect(cache.counts.kept == 40)
    #expect(cache.answer(for: "/0", tag: "t") != nil)

    for number in 40..<80 { cache.keep(answer("\(number)"), for: "/\(number)", tag: "t") }

    #expect(cache.counts.kept <= 64 << 10 / 1500 && cache.counts.kept >= 40)
    #expect(cache.answer(for: "/1", tag: "t") == nil)
    #expect(cache.answer(for: "/0", tag: "t") != nil)
    #expect(cache.answer(for: "/79", tag: "t") != nil)
  }

  @Test("are no errors, none without a tag, and none that is large beside the cache")
  func keepsFew() {
    let cache = AnswerCache(limit: 64 << 10)
    var problem = answer("a")
    problem.status = 400
    var untagged = answer("a")
    untagged.entityTag = nil

    for refused in [problem, untagged, answer("a", size: 5000)] {
      cache.keep(refused, for: "/a", tag: "t")
    }
    AnswerCache(limit: 0).keep(answer("a"), for: "/a", tag: "t")

    #expect(cache.counts.kept == 0)
  }

  @Test("agree with a plain list of what was used last")
  func agreesWithModel() {
    var random = SeededRandom()
    let cache = AnswerCache(limit: 64 << 10)
    var model: [String] = []
    for _ in 0..<5000 {
      let address = "/\(Int.random(in: 0..<80, using: &random))"
      let kept = cache.answer(for: address, tag: "t") != nil
      #expect(kept == model.contains(address), "seed \(SeededRandom.seed)")
      model.removeAll { $0 == address }
      if !kept { cache.keep(answer("a", size: 999), for: address, tag: "t") }
      model.append(address)
      while cache.counts.kept < model.count { model.removeFirst() }
    }
  }

  @Test("change with a new generation, and a search among them is still logged")
  func changesWithGeneration() throws {
    let sample = try SampleIndex(SampleIndex.forty())
    let index = CurrentIndex(folder: sample.index)
    _ = index.refresh()
    let application = SearchApplication(index: index, cacheLimit: 1 << 20)
    let target = "/search?q=\(PercentCoding.encode("扶持资金"))"
    func get() -> ServerResponse { application.respond(to: ServerRequest(.get, target)) }
    let first = get()
    let again = get()
    try sample.publish([SampleIndex.document(99)])
    _ = index.refresh()
    let after = get()

    #expect(first.body == again.body && application.gauges.cacheHits == 1)
    #expect(again.search != nil)
    #expect(String(decoding: after.body, as: UTF8.self).contains("找到 41 条结果"))
  }
}
