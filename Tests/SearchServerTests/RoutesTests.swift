import Foundation
import SearchServer
import Testing

@Suite("Routes")
struct RoutesTests {
  private let site: Site
  private let empty: SearchApplication

  init() throws {
    site = try Site([SampleIndex.document(1), SampleIndex.document(2)])
    empty = SearchApplication(index: CurrentIndex(folder: try SampleIndex().index))
  }

  private func code(_ response: ServerResponse) throws -> String? {
    let object = try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any]
    return (object?["error"] as? [String: Any])?["code"] as? String
  }

  @Test(
    "answer with the right kind of content",
    arguments: [
      ("/", ServerResponse.ContentType.html), ("/search?q=a", .html), ("/help", .html),
      ("/sites", .html),
      ("/api/v1/search?q=a", .json), ("/api/v1/sites", .json), ("/api/v1/facets?q=a", .json),
      ("/api/v1/document?id=https%3A%2F%2Fjxw.example.gov.cn%2F1.html", .json),
      ("/cached?id=https%3A%2F%2Fjxw.example.gov.cn%2F1.html", .html), ("/healthz", .json),
      ("/search.atom?q=a", .atom),
      ("/opensearch.xml", .openSearch), ("/robots.txt", .text), ("/favicon.svg", .svg),
    ])
  func haveTypes(target: String, type: ServerResponse.ContentType) {
    let response = site.get(target)

    #expect(response.status == 200)
    #expect(response.type == type)
    #expect(!response.body.isEmpty)
  }

  @Test("serve every file that a page asks for")
  func servePageFiles() {
    let skeleton = PageSkeleton(site.get("/").body)

    for link in skeleton.links where link.hasPrefix("/") && link != "/search" {
      #expect(site.get(link).status == 200, "\(link)")
    }
    #expect(skeleton.links.contains { $0.hasSuffix(".css") })
    #expect(skeleton.flaws.isEmpty && skeleton.foreignLinks.isEmpty)
  }

  @Test("keep a file for ever where its address carries its checksum, and only there")
  func cacheFiles() {
    #expect(site.get(StaticAssets.shared.stylesheet.path).caching == .forever)
    #expect(site.get("/favicon.svg").caching == .day)
    #expect(site.get("/assets/kuasou-00000000.css").status == 404)
  }

  @Test(
    "answer 404 for what is not there, as a page or as JSON",
    arguments: [
      "/nothing", "/search/", "/Search", "//", "/../etc/passwd", "/%2e%2e/", "", "*", "/index.php",
      "/api",
    ])
  func answerNotFound(target: String) {
    let response = site.get(target)

    #expect(response.status == 404)
    #expect(response.type == .html)
    #expect(PageSkeleton(response.body).flaws.isEmpty)
  }

  @Test("answer 404 as JSON under /api/")
  func answerNotFoundJSON() throws {
    let response = site.get("/api/v2/search")

    #expect(response.status == 404)
    #expect(try code(response) == "not_found")
  }

  @Test("refuse other methods and name those that work")
  func refuseMethods() throws {
    let page = site.application.respond(to: ServerRequest(.other, "/search?q=a"))
    let json = site.application.respond(to: ServerRequest(.other, "/api/v1/search?q=a"))

    #expect(page.status == 405)
    #expect(page.headers.contains { $0 == ("Allow", "GET, HEAD, OPTIONS") })
    #expect(try code(json) == "method_not_allowed")
  }

  @Test("refuse a target of more than 4096 bytes")
  func refuseLongTargets() throws {
    #expect(site.get("/search?q=\(String(repeating: "a", count: 4086))").status == 400)
    #expect(site.get("/search?q=\(String(repeating: "a", count: 4087))").status == 414)
    #expect(
      try code(site.get("/api/v1/search?q=\(String(repeating: "a", count: 4096))"))
        == "address_too_long")
  }

  @Test(
    "explain a parameter that breaks a limit, on the page and with a stable code",
    arguments: [
      ("q=\(String(repeating: "a", count: 201))", "query_too_long", "搜索词太长"),
      ("q=a&page=101", "invalid_page", "没有这一页"),
      ("q=a&size=x", "invalid_size", "每页条数不对"), ("q=a&site=none", "unknown_site", "没有这个站点"),
      ("q=a&type=none", "unknown_type", "没有这种文件格式"), ("q=a&sort=none", "unknown_sort", "没有这种排序方式"),
      ("q=a&year=none", "invalid_year", "年份不对"),
    ])
  func explainProblems(parameters: String, expected: String, heading: String) throws {
    let page = site.get("/search?\(parameters)")
    let json = site.get("/api/v1/search?\(parameters)")

    let status = expected == "unknown_site" ? 404 : 400
    #expect(page.status == status && json.status == status)
    #expect(String(decoding: page.body, as: UTF8.self).contains("<h1>\(heading)</h1>"))
    #expect(try code(json) == expected)
    #expect(site.get("/search.atom?\(parameters)").status == status)
  }

  @Test("send a search without words to the first page, and tell programs so")
  func handleEmptyQueries() throws {
    #expect(site.get("/search?q=%20").status == 303)
    #expect(site.get("/search").headers.contains { $0 == ("Location", "/") })
    #expect(try code(site.get("/api/v1/search")) == "query_missing")
  }

  @Test("answer 304 to who has the page of this generation")
  func revalidate() throws {
    let tag = try #require(site.get("/search?q=a").entityTag)
    var request = ServerRequest(.get, "/search?q=a")
    request.ifNoneMatch = "\"other\", \(tag)"

    #expect(site.application.respond(to: request).status == 304)
    #expect(site.application.respond(to: request).body.isEmpty)
    request.ifNoneMatch = "\"other\""
    #expect(site.application.respond(to: request).status == 200)
  }

  @Test("write feeds newest first and well-formed")
  func writeFeeds() {
    let feed = site.get("/search.atom?q=\(PercentCoding.encode("资金"))")
    let text = String(decoding: feed.body, as: UTF8.self)

    #expect(XMLCheck.isWellFormed(feed.body))
    #expect(text.components(separatedBy: "<entry>").count == 3)
    #expect(text.contains("<updated>2009-12-04T00:00:00+08:00</updated>"))
    #expect(text.contains("href=\"https://search.example.gov.cn/search.atom?q="))
  }

  @Test("describe the search to browsers by its public address")
  func describeSearch() {
    let response = site.get("/opensearch.xml")

    #expect(XMLCheck.isWellFormed(response.body))
    #expect(
      String(decoding: response.body, as: UTF8.self).contains(
        "template=\"https://search.example.gov.cn/search?q={searchTerms}"))
  }

  @Test("say that the index is being built until there is one")
  func answerWithoutIndex() throws {
    func get(_ target: String) -> ServerResponse { empty.respond(to: ServerRequest(.get, target)) }

    #expect(get("/").status == 200)
    #expect(String(decoding: get("/").body, as: UTF8.self).contains("索引正在建立"))
    #expect(get("/search?q=a").status == 503)
    #expect(get("/search?q=a").headers.contains { $0.name == "Retry-After" })
    #expect(try code(get("/api/v1/search?q=a")) == "index_building")
    #expect(get("/healthz").status == 503)
    #expect(get("/help").status == 200)
    #expect(get("/nothing").status == 404)
  }

  @Test("turn requests away when too many wait")
  func turnAway() throws {
    let response = site.application.overloaded(ServerRequest(.get, "/api/v1/search?q=a"))

    #expect(response.status == 503)
    #expect(try code(response) == "overloaded")
  }
}
