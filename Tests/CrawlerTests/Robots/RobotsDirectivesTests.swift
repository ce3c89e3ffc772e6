import Documents
import TestSupport
import Testing

@testable import Crawler

/// https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
@Suite struct `Directives of a page` {
  private func header(_ values: String...) -> RobotsDirectives {
    var directives = RobotsDirectives()
    for value in values { directives.add(header: value, agent: "kuasou") }
    return directives
  }

  private func meta(_ name: String, _ content: String) -> RobotsDirectives {
    var directives = RobotsDirectives()
    directives.add(metaNamed: name, content: content, agent: "Kuasou")
    return directives
  }

  @Test(arguments: [
    "noindex,nofollow", "NoIndex, NoFollow", "none", "noindex nofollow", "nofollow;noindex",
    "all, none",
  ])
  func `noindex and nofollow are read in any spelling`(_ value: String) {
    #expect(header(value).noIndex && header(value).noFollow)
    #expect(meta("ROBOTS", value).noIndex && meta("robots", value).noFollow)
  }

  @Test(arguments: [
    "", "all", "index, follow", "max-snippet:20", "noindexx", "max-image-preview: large",
  ])
  func `other words forbid nothing`(_ value: String) {
    #expect(header(value) == RobotsDirectives())
  }

  @Test(arguments: [
    ("kuasou: noindex", true), ("otherbot: noindex", false), ("otherbot:noindex", false),
    ("KUASOU:noindex", true),
    ("otherbot: nofollow, kuasou: noindex", true), ("noindex, otherbot: nofollow", true),
    ("*: noindex", true),
    ("otherbot: nofollow, noindex", false),
    ("otherbot: unavailable_after: 2020-01-01, noindex", false),
  ])
  func `an agent's name in a header is heeded up to the next`(_ value: String, _ noIndex: Bool) {
    #expect(header(value).noIndex == noIndex)
  }

  @Test func `a meta tag for another agent is passed over`() {
    #expect(meta("googlebot", "noindex") == RobotsDirectives())
    #expect(meta("kuasou", "noindex").noIndex)
  }

  @Test func `several sources add up`() {
    var sum = header("noindex", "noarchive")
    sum.formUnion(meta("robots", "nofollow, nosnippet"))

    #expect(sum.noIndex && sum.noFollow && sum.noArchive && sum.noSnippet)
  }

  @Test(arguments: [
    "unavailable_after: 25 Jun 2010 15:00:00 GMT",
    "unavailable_after: Friday, 25-Jun-10 15:00:00 GMT, noarchive",
    "unavailable_after:2010-06-25T15:00:00Z", "nosnippet, unavailable_after: 2010-06-25 23:00:00",
  ])
  func `unavailable_after takes dates with commas, blanks and colons`(_ value: String) throws {
    let directives = header(value)

    let end = try #require(directives.unavailableAfter).end

    #expect(end.description == "2010-06-25T15:00:00Z")
    #expect(directives.allowsIndexing(at: UnixTime(milliseconds: end.milliseconds - 1)))
    #expect(!directives.allowsIndexing(at: end))
    #expect(!directives.noIndex)
  }

  @Test func `the earliest of several ends counts`() {
    let directives = header(
      "unavailable_after: 2012-01-01", "unavailable_after: 2011-01-01",
      "unavailable_after: 2013-01-01")

    #expect(directives.unavailableAfter?.day == CalendarDate(iso: "2011-01-01"))
  }

  @Test func `random values never trap`() {
    var random = SeededRandom()
    for _ in 0..<2_000 {
      let bytes = random.bytes(
        Int.random(in: 0..<80, using: &random), alphabet: "noidexflw,: ;u-_2019")
      let text = String(decoding: bytes, as: UTF8.self)

      #expect(header(text) == header(text), "seed \(SeededRandom.seed)")
      #expect(WebDate(text).map { $0.end >= $0.start } ?? true, "seed \(SeededRandom.seed)")
    }
  }
}
