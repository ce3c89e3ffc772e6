import Documents
import Foundation
import SearchServer
import TestSupport
import Testing

/// The site over an index, asked without a socket.
struct Site {
  let application: SearchApplication
  private let sample: SampleIndex

  init(_ documents: [Document]) throws {
    sample = try SampleIndex(documents)
    let index = CurrentIndex(folder: sample.index)
    _ = index.refresh()
    application = SearchApplication(index: index, publicOrigin: "https://search.example.gov.cn")
  }

  func get(_ target: String) -> ServerResponse {
    application.respond(to: ServerRequest(.get, target))
  }

  func text(_ target: String) -> String { String(decoding: get(target).body, as: UTF8.self) }
}

@Suite("The site")
struct SearchApplicationTests {
  private let site: Site

  init() throws { site = try Site(SampleIndex.forty()) }

  private let query = PercentCoding.encode("扶持资金")

  @Test("answers a query with a page of ten results, matches marked")
  func answersQuery() {
    let page = site.text("/search?q=\(query)")

    #expect(page.contains("找到 40 条结果"))
    #expect(page.components(separatedBy: "<article").count == 11)
    #expect(page.contains("<mark>扶持资金</mark>"))
    #expect(page.contains("市经济和信息化局"))
    #expect(PageSkeleton(Array(page.utf8)).flaws.isEmpty)
  }

  @Test("gives each result once over all pages, and no page after the last")
  func pagesAreApart() {
    var links: [String] = []
    for page in 1...5 {
      let skeleton = PageSkeleton(site.get("/search?q=\(query)&page=\(page)").body)
      links += skeleton.links.filter { $0.hasPrefix("https://jxw.example.gov.cn/") }
    }

    #expect(links.count == 40)
    #expect(Set(links).count == 40)
  }

  @Test("narrows by every property, and the counts of the filters agree with what they find")
  func filtersAgreeWithCounts() throws {
    let all = try decoded("/api/v1/search?q=\(query)")
    let facets = try #require(all["facets"] as? [String: [[String: Any]]])

    #expect(
      Set(facets.keys) == ["site", "kind", "district", "type", "column", "issuer", "year"])
    for (property, values) in facets {
      for value in values {
        let name = PercentCoding.encode(try #require(value["value"] as? String))
        let narrowed = try decoded("/api/v1/search?q=\(query)&\(property)=\(name)")
        #expect(narrowed["total"] as? Int == value["count"] as? Int, "\(property)=\(name)")
      }
    }
  }

  @Test("sorts by date, newest first")
  func sortsByDate() throws {
    let answer = try decoded("/api/v1/search?q=\(query)&sort=date&size=40")
    let hits = try #require(answer["hits"] as? [[String: Any]])
    let dates = hits.compactMap { $0["date"] as? String }

    #expect(dates.count == 40)
    #expect(dates == dates.sorted(by: >))
  }

  @Test("describes each hit for programs, with marks that stand on the words")
  func describesHits() throws {
    let answer = try decoded("/api/v1/search?q=\(query)&size=50")
    let hits = try #require(answer["hits"] as? [[String: Any]])

    #expect(hits.count == 40)
    for hit in hits {
      let title = Array(try #require(hit["title"] as? String).unicodeScalars)
      let marks = try #require(hit["titleMarks"] as? [[Int]])
      let marked = marks.map { mark in String(String.UnicodeScalarView(title[mark[0]..<mark[1]])) }
      #expect(marked == ["扶持资金"])
      #expect((hit["site"] as? [String: String])?["name"]?.isEmpty == false)
      #expect((hit["documentNumber"] as? String)?.hasPrefix("成办发") == true)
    }
  }

  @Test("gives programs the way to the next page until the last")
  func linksNext() throws {
    var target: String? = "/api/v1/search?q=\(query)&size=15"
    var ranks: [Int] = []
    while let next = target {
      let answer = try decoded(next)
      ranks += try #require(answer["hits"] as? [[String: Any]]).compactMap { $0["rank"] as? Int }
      target = answer["next"] as? String
    }

    #expect(ranks == Array(1...40))
  }

  @Test("counts a search once, however many pages of its answers are read by cursor")
  func countsSearchesOnce() throws {
    let first = "/api/v1/search?q=\(query)&size=15"
    let next = try #require(try decoded(first)["next"] as? String)

    #expect(next.contains("cursor="))
    #expect(site.get(first).search?.results == 40)
    #expect(site.get(next).search == nil)
    let related = try #require(try decoded(next)["related"] as? [Any])
    #expect(related.isEmpty)
  }

  @Test("refuses a cursor of another generation, one that is none, and one on a page for people")
  func refusesCursors() {
    let expired = SearchCursor(generation: 9_999, offset: 10).text

    for (target, code) in [
      ("/api/v1/search?q=a&cursor=\(expired)", "cursor_expired"),
      ("/api/v1/search?q=a&cursor=1.7ps", "invalid_cursor"),
      ("/api/v1/search?q=a&cursor=1", "invalid_cursor"),
      ("/api/v1/search?q=a&cursor=1.-1", "invalid_cursor"),
      ("/api/v1/search?q=a&cursor=1.A", "invalid_cursor"),
      ("/api/v1/search?q=a&column=" + String(repeating: "a", count: 101), "name_too_long"),
    ] { #expect(site.text(target).contains("\"\(code)\""), "\(target)") }
    #expect(site.get("/search?q=a&cursor=1.0").status == 400)
  }

  @Test("leads programs through 10,000 answers and no further")
  func endsAtDepth() {
    let page = ResultPage(total: 20_000, items: [])
    func json(_ offset: Int) -> String {
      let query = SearchQuery("a").at(SearchCursor(generation: 1, offset: offset))
      return String(
        decoding: SearchJSON(query: query, page: page, generation: 1).render(), as: UTF8.self)
    }

    #expect(json(9_980).contains("cursor=1.7pi\""))
    #expect(json(9_990).contains("\"next\":null"))
  }

  @Test("lists its sites with the number of their documents")
  func listsSites() throws {
    let answer = try decoded("/api/v1/sites")
    let sites = try #require(answer["sites"] as? [[String: Any]])

    #expect(sites.map { $0["id"] as? String } == ["portal", "jxw", "wh"])
    #expect(sites.compactMap { $0["documents"] as? Int }.reduce(0, +) == 40)
    #expect(site.text("/sites").contains("武侯区人民政府"))
  }

  @Test("reports its health")
  func reportsHealth() throws {
    let answer = try decoded("/healthz")

    #expect(answer["status"] as? String == "ok")
    #expect(answer["documents"] as? Int == 40)
    #expect((answer["generation"] as? Int ?? 0) > 0)
    #expect((answer["uptimeSeconds"] as? Int ?? -1) >= 0)
  }

  @Test("falls back to any word and says so")
  func fallsBack() throws {
    let words = PercentCoding.encode("扶持资金 根本没有的词")

    #expect(site.text("/search?q=\(words)").contains("同时包含所有搜索词的内容没有或很少"))
    #expect(try decoded("/api/v1/search?q=\(words)")["match"] as? String == "any")
    #expect(try decoded("/api/v1/search?q=\(words)")["absentWords"] as? [String] == ["根本没有的词"])
  }

  @Test("helps when nothing is found")
  func helpsWithNothing() throws {
    let words = PercentCoding.encode("龘龘")

    #expect(site.get("/search?q=\(words)").status == 200)
    #expect(site.text("/search?q=\(words)").contains("没有找到与“龘龘”相符的内容"))
    #expect(try decoded("/api/v1/search?q=\(words)")["total"] as? Int == 0)
  }

  @Test("answers queries of any characters", arguments: Payloads.own)
  func answersAnything(payload: String) throws {
    let words = PercentCoding.encode(payload)
    let page = site.get("/search?q=\(words)")

    #expect([200, 303].contains(page.status))
    if page.status == 200 {
      let skeleton = PageSkeleton(page.body)
      #expect(skeleton.flaws.isEmpty && skeleton.foreignLinks.isEmpty)
    }
    #expect(throws: Never.self) { try decoded("/api/v1/search?q=\(words)") }
    #expect(XMLCheck.isWellFormed(site.get("/search.atom?q=\(words)&x").body) || page.status == 303)
  }

  @Test(
    "answers the naughty strings too",
    .enabled(if: SharedData.has("suites/blns/blns.json"), "\(SharedData.absence)"))
  func answersNaughtyStrings() throws {
    for payload in Payloads.naughty where payload.unicodeScalars.count <= 200 {
      let words = PercentCoding.encode(payload)
      let page = site.get("/search?q=\(words)")

      #expect([200, 303].contains(page.status), "payload \(payload)")
      if page.status == 200 { #expect(PageSkeleton(page.body).flaws.isEmpty, "payload \(payload)") }
      _ = try decoded("/api/v1/search?q=\(words)")
    }
  }

  private func decoded(_ target: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(site.get(target).body))
    return try #require(object as? [String: Any])
  }
}

@Suite("The site's documents")
struct HostileDocumentTests {
  @Test("never break a page, a feed or the JSON that shows them")
  func areInert() throws {
    let documents = Payloads.own.enumerated().map { number, payload in
      SampleIndex.document(
        number, title: "资金\(payload)", text: "扶持资金 \(payload) 扶持资金", url: "\(payload)#\(number)")
    }
    let site = try Site(documents)

    for page in 1...7 {
      let target = "q=\(PercentCoding.encode("资金"))&page=\(page)"
      let skeleton = PageSkeleton(site.get("/search?\(target)").body)
      #expect(skeleton.flaws.isEmpty && skeleton.foreignLinks.isEmpty)
      #expect(
        !skeleton.tags.contains {
          $0.hasPrefix("img") || $0.hasPrefix("style") || $0.hasPrefix("base")
        })
      _ = try JSONSerialization.jsonObject(
        with: Data(site.get("/api/v1/search?\(target)&size=10").body))
    }
    #expect(XMLCheck.isWellFormed(site.get("/search.atom?q=\(PercentCoding.encode("资金"))").body))
  }
}
