import Testing

@testable import Documents

/// The effective settings and the scope of a site.
struct SiteTests {
  private func site(_ more: String, defaults: String = "") throws -> Site {
    let text = SitesTestText.oneSite(more).replacing(
      "[defaults]\n", with: "[defaults]\n\(defaults)")
    let file = SitesFile.parse(
      text: text, path: "sites.conf", files: SitesTestText.files(["ca.pem": "", "own.pem": ""]))
    return try #require(file.sites.first, "\(file.report)")
  }

  @Test func `built-in settings count where nothing is said`() throws {
    let site = try site("")

    #expect(site.delay == .seconds(1))
    #expect(site.maxPages == 50_000)
    #expect(site.maxDepth == 20)
    #expect(site.maxBytes == 10 << 30)
    #expect(site.maxTime == .seconds(86_400))
    #expect(site.crawlWindow == nil)
    #expect(site.userAgentHeader == "kuasou/1.0 (+search@chengdu.gov.cn)")
    #expect(!site.allowPrivateAddresses && !site.ignoreRobots && !site.tlsTolerant)
    #expect(site.caFile == nil && site.proxy == nil && site.seeds == nil)
    #expect(site.start == ["https://cdjx.chengdu.gov.cn/"])
  }

  @Test func `fallbacks in the key table are the ones that count`() throws {
    let site = try site("")

    #expect(SiteKey.delay.description.fallback == "\"\(DurationText.format(site.delay))\"")
    #expect(
      SiteKey.maxTime.description.fallback.map {
        DurationText.parse(String($0.dropFirst().dropLast()))
      } == site.maxTime)
    #expect(SiteKey.maxBytes.description.fallback == "\"\(ByteCountText.format(site.maxBytes))\"")
    #expect(SiteKey.maxPages.description.fallback == "\(site.maxPages)")
    #expect(SiteKey.maxDepth.description.fallback == "\(site.maxDepth)")
    #expect(SiteKey.userAgent.description.fallback == "\"\(site.userAgent)\"")
  }

  private let allDefaults = """
    delay = "3s"
    max_pages = 7
    max_depth = 3
    max_bytes = "1MiB"
    max_time = "2h"
    crawl_window = "22:00-06:00"
    user_agent = "city"
    allow_private_addresses = true
    ignore_robots = true
    tls_tolerant = true
    ca_file = "ca.pem"
    proxy = "http://p:1"
    exclude = ["*/d/*"]

    """

  @Test func `defaults count where the site says nothing`() throws {
    let site = try site("", defaults: allDefaults)

    #expect(site.delay == .seconds(3))
    #expect(site.maxPages == 7 && site.maxDepth == 3 && site.maxBytes == 1 << 20)
    #expect(site.maxTime == .seconds(7200))
    #expect(site.crawlWindow == CrawlWindow("22:00-06:00"))
    #expect(site.userAgentHeader == "city (+search@chengdu.gov.cn)")
    #expect(site.allowPrivateAddresses && site.ignoreRobots && site.tlsTolerant)
    #expect(site.caFile == "ca.pem" && site.proxy == "http://p:1")
    #expect(site.exclude == ["*/d/*"])
  }

  @Test func `the site's own settings count before the defaults`() throws {
    let own = """
      delay = "1s500ms"
      max_pages = 8
      max_depth = 0
      max_bytes = 2000
      max_time = "1d"
      crawl_window = "00:00-24:00"
      user_agent = "own/2"
      contact = "https://own.gov.cn/"
      allow_private_addresses = false
      ignore_robots = false
      tls_tolerant = false
      ca_file = "own.pem"
      proxy = "http://q:1"
      exclude = ["*/s/*"]

      """

    let site = try site(own, defaults: allDefaults)

    #expect(site.delay == .milliseconds(1500))
    #expect(site.maxPages == 8 && site.maxDepth == 0 && site.maxBytes == 2000)
    #expect(site.maxTime == .seconds(86_400))
    #expect(site.crawlWindow == CrawlWindow("00:00-24:00"))
    #expect(site.userAgentHeader == "own/2 (+https://own.gov.cn/)")
    #expect(site.robotsToken == "own")
    #expect(!site.allowPrivateAddresses && !site.ignoreRobots && !site.tlsTolerant)
    #expect(site.caFile == "own.pem" && site.proxy == "http://q:1")
    #expect(site.exclude == ["*/s/*", "*/d/*"])
  }

  @Test func `without include the hosts of start are the scope`() throws {
    let site = try site("")

    #expect(site.hosts == ["cdjx.chengdu.gov.cn"])
    #expect(
      site.contains("http://cdjx.chengdu.gov.cn/a?b#c").description
        == "inside: cdjx.chengdu.gov.cn is a host of start")
    #expect(
      site.contains("https://www.chengdu.gov.cn/").description
        == "outside: no pattern of include, or host of start, matches")
  }

  @Test func `the verdict names the pattern that decided`() throws {
    let site = try site(
      "include = [\"https://cdjx.chengdu.gov.cn/\", \"https://qy.cdjx.chengdu.gov.cn/x/\", \"https://*.jx.cn/*\"]\nexclude = [\"*/print/*\"]\n"
    )

    #expect(site.hosts == ["cdjx.chengdu.gov.cn", "qy.cdjx.chengdu.gov.cn"])
    #expect(
      site.contains("https://qy.cdjx.chengdu.gov.cn/x/1").description
        == "inside: include has https://qy.cdjx.chengdu.gov.cn/x/")
    #expect(site.contains("https://qy.cdjx.chengdu.gov.cn/y") == .outside(.noPattern))
    #expect(site.contains("https://a.jx.cn/").isInside)
    #expect(
      site.contains("https://cdjx.chengdu.gov.cn/print/1").description
        == "outside: exclude has */print/*")
  }

  @Test func `what can't be crawled is outside, with the reason`() throws {
    let site = try site("")

    #expect(
      site.contains("javascript:void(0)").description
        == "outside: it has the scheme javascript, which can't be crawled")
    #expect(site.contains("/a").description == "outside: it is not an absolute URL")
    #expect(
      site.contains("https://u@cdjx.chengdu.gov.cn/").description
        == "outside: it carries a user name or password")
  }

  @Test func `a URL that is parsed already gets the same verdict`() throws {
    let site = try site("")

    for text in ["https://cdjx.chengdu.gov.cn/a#b", "https://x.cn/", "mailto:a@b.cn"] {
      let url = try #require(WebURL(text))

      #expect(site.contains(url) == site.contains(text))
    }
  }

  @Test func `relative files count from the folder of sites conf`() {
    #expect(ConfigurationFiles.resolve("seeds/a.txt", besides: "sites.conf") == "seeds/a.txt")
    #expect(
      ConfigurationFiles.resolve("seeds/a.txt", besides: "conf/sites.conf") == "conf/seeds/a.txt")
    #expect(ConfigurationFiles.resolve("a.txt", besides: "/sites.conf") == "/a.txt")
    #expect(ConfigurationFiles.resolve("/x/a.txt", besides: "conf/sites.conf") == "/x/a.txt")
  }
}
