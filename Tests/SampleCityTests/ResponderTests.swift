import Testing

@testable import SampleCity

@Suite struct ResponderTests {
  private func get(_ host: String, _ target: String) -> CityContent {
    CityFixture.get("http://\(host).gov.localhost:8790\(target)")
  }

  private func body(_ content: CityContent) -> String {
    String(decoding: content.body, as: UTF8.self)
  }

  @Test(arguments: [
    ("jtj", 404), ("credit", 500), ("tzcj", 403), ("gzw", 301), ("tyj", 200), ("www", 200),
  ])
  func `robots.txt answers with the status of its style`(host: String, status: Int) {
    #expect(get(host, "/robots.txt").status == status)
  }

  @Test func `One robots.txt begins with a byte order mark`() {
    #expect(Array(get("zrzy", "/robots.txt").body.prefix(3)) == [0xEF, 0xBB, 0xBF])
  }

  @Test func `A moved robots.txt is found at its new place`() {
    let moved = get("gzw", "/robots.txt")

    #expect(moved.header("Location") == "/robots_main.txt")
    #expect(body(get("gzw", "/robots_main.txt")).hasPrefix("User-agent: *"))
  }

  @Test func `An Allow that is longer than a Disallow wins`() throws {
    let host = try #require(CityFixture.city.site(named: "mzj.gov.localhost")).host

    #expect(!RobotsText.allows(host, "/zcfg/index.html"))
    #expect(RobotsText.allows(host, "/zcfg/202301/t20230102_1.html"))
  }

  @Test func `A robots.txt of old lines has no line feed at all`() {
    #expect(!get("tjj", "/robots.txt").body.contains(UInt8(ascii: "\n")))
  }

  @Test func `Redirects chain, loop, leave the site, and lack a target`() {
    #expect(get("scjg", "/r/chain1").header("Location") == "/r/chain2")
    #expect(get("scjg", "/r/chain2").header("Location") == "chain3")
    #expect(get("scjg", "/r/loop-a").header("Location") == "/r/loop-b")
    #expect(get("scjg", "/r/loop-b").header("Location") == "/r/loop-a")
    #expect(
      get("scjg", "/r/offsite").header("Location") == "http://www.gov.localhost:8790/about.html")
    #expect(get("scjg", "/r/nowhere").header("Location") == nil)
    #expect(get("scjg", "/r/long/29").header("Location") == "/r/long/30")
    #expect(get("scjg", "/r/long/30").status == 200)
  }

  @Test func `A page that does not exist is 404, on a sloppy site 200`() {
    #expect(get("www", "/nothing.html").status == 404)
    #expect(get("tyj", "/nothing.html").status == 200)
    #expect(body(get("tyj", "/nothing.html")).contains("您访问的页面不存在"))
  }

  @Test func `The failing site answers nothing but its robots.txt`() {
    let site = CityFixture.manifest.sites.first { $0.id == "xfj" }

    #expect(get("xfj", "/robots.txt").status == 200)
    #expect(site?.pages.isEmpty == true)
    for url in site?.failing ?? [] {
      let content = CityFixture.get(url)
      #expect(content.status >= 500 || content.fault != nil)
    }
  }

  @Test func `The flaky site fails at some articles, each time alike`() {
    let site = CityFixture.manifest.sites.first { $0.id == "cgw" }

    #expect((site?.failing.count ?? 0) >= 3)
    #expect((site?.pages.count ?? 0) >= 15)
    for url in site?.failing ?? [] {
      #expect(CityFixture.get(url).body == CityFixture.get(url).body)
    }
  }

  @Test func `The slow site takes 300 to 1500 milliseconds, others none`() {
    let delays = ["/", "/about.html", "/tzgg/index.html"].map { get("sjj", $0).delayMilliseconds }

    #expect(delays.allSatisfy { (300...1_500).contains($0) })
    #expect(get("www", "/").delayMilliseconds == 0)
  }

  @Test func `A session id in the path changes nothing`() throws {
    let page = try #require(CityFixture.site("ggzy").pages.first { $0.kind == "article" })
    let plain = page.url.dropFirst("http://ggzy.gov.localhost:8790".count)
    let mark = try #require(plain.firstIndex(of: "?"))

    let withSession = get("ggzy", "\(plain[..<mark]);jsessionid=0123ABC\(plain[mark...])")

    #expect(withSession.body == CityFixture.get(page.url).body)
    #expect(body(withSession).contains("rel=\"canonical\""))
  }

  @Test func `A Chinese query string is understood in GBK, not in UTF-8`() {
    #expect(get("jtj", "/Article_Class.asp?ClassName=%CD%A8%D6%AA%B9%AB%B8%E6").status == 200)
    #expect(get("jtj", "/Article_Class.asp?ClassName=%cd%a8%d6%aa%b9%ab%b8%e6").status == 200)
    #expect(
      get("jtj", "/Article_Class.asp?ClassName=%E9%80%9A%E7%9F%A5%E5%85%AC%E5%91%8A").status == 404)
  }

  @Test func `The calendar goes on for ever`() {
    #expect(body(get("wglj", "/calendar?month=2024-12")).contains("/calendar?month=2025-01"))
    #expect(body(get("wglj", "/calendar?month=9000-01")).contains("/calendar?month=9000-02"))
    #expect(get("wglj", "/calendar?month=abc").status == 404)
  }

  @Test func `The home pages of two sites only lead on`() {
    #expect(body(get("invest", "/")).contains("http-equiv=\"refresh\""))
    #expect(body(get("auto", "/")).contains("<FRAMESET"))
  }

  @Test func `A label behind 1,024 bytes is really there`() {
    let page = Array(get("jtj", "/about.html").body)
    let label = Array("charset=gb2312".utf8)
    let position = page.indices.first { page[$0...].starts(with: label) } ?? 0

    #expect(position > 1_024)
  }

  @Test func `An unlabelled site says nothing about its charset`() {
    let content = get("nyncj", "/about.html")

    #expect(content.header("Content-Type") == "text/html")
    #expect(!String(decoding: content.body, as: UTF8.self).contains("charset"))
  }

  @Test func `Unknown hosts are refused, the bare address shows the list of sites`() {
    #expect(CityFixture.get("http://nobody.gov.localhost/").status == 421)
    #expect(
      body(CityFixture.get("http://127.0.0.1:8790/")).contains("http://jxw.gov.localhost:8790/"))
  }
}
