import Crawler
import Documents
import Testing

/// What is kept, judged by the bytes and by what the server calls them.
struct BodyKindTests {
  private func use(_ body: String, _ type: String?) -> PageDigest.Use {
    let headers = type.map { [HTTPHeader("Content-Type", $0)] } ?? []
    let url = CrawlURL(href: "http://a.cn/x", hash: 1)
    let digester = PageDigester(links: LinkReader(hash: .content))
    return digester.digest(Array(body.utf8), headers: headers, url: url, agent: "kuasou").use
  }

  @Test(arguments: [
    ("<html>", "text/html; charset=gbk"), ("plain", "text/plain"), ("%PDF-1.4", "application/pdf"),
    ("%PDF-1.4", "application/octet-stream"), ("%PDF-1.4", nil), ("<html><a href=x>", nil),
    ("a,b\n", nil),
    ("PK\u{3}\u{4}rest", "application/zip"), ("<!DOCTYPE html>", "application/octet-stream"),
    ("<html/>", "text/xml"),
  ]) func `keeps what may hold text`(body: String, type: String?) {
    #expect(use(body, type) == .keep)
  }

  @Test(arguments: [
    ("GIF89a", "image/gif"), ("GIF89a", "text/html"), ("GIF89a", nil), ("x{}", "text/css"),
    ("{}", "application/json"),
    ("\u{0}\u{1}\u{2}", nil), ("\u{0}\u{1}\u{2}", "application/octet-stream"),
  ]) func `drops what holds none`(body: String, type: String?) {
    #expect(use(body, type) == .drop(reason: "file type"))
  }

  @Test func `reads the links of feeds and forgets the feed`() throws {
    let links = LinkReader(hash: .content)
    let feed = "<rss><channel><item><link>http://a.cn/news</link></item></channel></rss>"

    let digest = PageDigester(links: links).digest(
      Array(feed.utf8), headers: [HTTPHeader("Content-Type", "text/xml")],
      url: CrawlURL(href: "http://a.cn/rss", hash: 1), agent: "kuasou")

    #expect(digest.use == .drop(reason: "feed"))
    #expect(digest.links.map(\.href) == ["http://a.cn/news"])
  }

  @Test(arguments: [
    ("http://a.cn/x?id=1&view=2", "http://a.cn/x?id=1", true),
    ("http://a.cn/x?id=1", "http://a.cn/x", false),
    ("http://a.cn/x/", "https://a.cn/x", true),
    ("http://a.cn/x", "http://a.cn/", false), ("http://a.cn/x", "http://b.cn/x", false),
  ]) func `takes a canonical for the page's identity only where it is another spelling`(
    url: String, canonical: String, isTaken: Bool
  ) throws {
    let links = LinkReader(hash: .content)
    let page = try #require(links.read(url))
    let html = "<link rel=canonical href=\"\(canonical)\">"

    let digest = PageDigester(links: links).digest(
      Array(html.utf8), headers: [HTTPHeader("Content-Type", "text/html")], url: page,
      agent: "kuasou")

    #expect((digest.canonical != nil) == isTaken)
  }

  @Test func `two pages that differ in digits and addresses only have one shape`() {
    let digester = PageDigester(links: LinkReader(hash: .content))
    let url = CrawlURL(href: "http://a.cn/x", hash: 1)

    let text = "notices of the day, all of them, "
    let digests = [
      "<a href=/a?s=x>\(text)1</a>", "<a href=/b?s=yz>\(text)22</a>", "<a href=/a?s=x>\(text)x</a>",
    ].map {
      digester.digest(Array($0.utf8), headers: [], url: url, agent: "kuasou")
    }

    #expect(digests[0].shapeHash == digests[1].shapeHash)
    #expect(digests[0].shapeHash != digests[2].shapeHash)
    #expect(digests[0].contentHash != digests[1].contentHash)
  }
}
