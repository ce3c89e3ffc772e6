import Crawler
import Documents
import Testing

/// The frontier on a simulated clock and web.
struct CrawlMachineTests {
  typealias Answer = SimulatedWeb.Answer

  @Test func `fetches robots first, then each page once`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/", links: ["/x", "/y", "/x#part", "http://a.cn/"])
    web.set("http://a.cn/x", links: ["/y"])
    web.set("http://a.cn/y", links: ["/"])

    web.run()

    #expect(web.urls.first == "http://a.cn/robots.txt")
    #expect(web.pageURLs == ["http://a.cn/", "http://a.cn/x", "http://a.cn/y"])
    #expect(web.tallies[0].new == 3)
    #expect(web.tallies[0].skipped.isEmpty)
  }

  @Test func `measures the delay from request to request`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/", links: (0..<20).map { "/\($0)" })
    for page in 0..<20 { web.set("http://a.cn/\(page)", Answer(took: .milliseconds(page * 20))) }

    web.run()

    let times = web.requests.map(\.at)
    let gaps = zip(times.dropFirst(), times).map { $0.since($1) }
    #expect(gaps.count == 24)
    #expect(gaps.allSatisfy { $0 >= .seconds(1) && $0 <= .milliseconds(1100) })
  }

  @Test func `waits twice the smoothed response time of a slow server`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/", links: (0..<30).map { "/\($0)" })
    for page in 0..<30 { web.set("http://a.cn/\(page)", Answer(took: .seconds(3))) }

    web.run()

    let times = web.requests.map(\.at)
    #expect(times[31].since(times[30]) >= .milliseconds(5500))
    #expect(times[31].since(times[30]) <= .milliseconds(6300))
  }

  @Test func `obeys a Crawl-delay with a fraction`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/robots.txt", Answer(body: "User-agent: *\nCrawl-delay: 2.5\n"))
    web.set("http://a.cn/", links: ["/1", "/2", "/3"])
    for page in 1...3 { web.set("http://a.cn/\(page)", Answer()) }

    web.run()

    let times = web.requests.map(\.at).dropFirst()
    #expect(zip(times.dropFirst(), times).allSatisfy { $0.since($1) >= .milliseconds(2500) })
    #expect(web.pageURLs.count == 4)
  }

  @Test func `reports a long Crawl-delay with the days that it takes`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/robots.txt", Answer(body: "User-agent: *\nCrawl-delay: 60\n"))
    web.set("http://a.cn/", links: ["/1"])
    web.set("http://a.cn/1", Answer())

    web.run()

    #expect(web.pageURLs.count == 2)
    #expect(web.tallies[0].notes.contains { $0.contains("60.0 s") && $0.contains("34.7 days") })
  }

  @Test func `doesn't fetch what robots txt disallows`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set(
      "http://a.cn/robots.txt",
      Answer(body: "User-agent: *\nDisallow: /private/\nAllow: /private/open\n"))
    web.set("http://a.cn/", links: ["/private/x", "/private/open", "/public"])
    web.set("http://a.cn/private/open", Answer())
    web.set("http://a.cn/public", Answer())

    web.run()

    #expect(web.pageURLs == ["http://a.cn/", "http://a.cn/private/open", "http://a.cn/public"])
    #expect(web.tallies[0].skipped["robots"] == 1)
    #expect(web.verdict("http://a.cn/private/x")?.reason == "robots")
  }

  @Test func `disregards robots txt only where the site says so`() {
    var web = SimulatedWeb(SampleSites.one("a", "ignore_robots = true"))
    web.set("http://a.cn/robots.txt", Answer(body: "User-agent: *\nDisallow: /\n"))
    web.set("http://a.cn/", Answer())

    web.run()

    #expect(web.urls == ["http://a.cn/"])
    #expect(web.tallies[0].notes.contains { $0.contains("disregarded") })
  }

  @Test(arguments: [500, 503, 429]) func `fetches nothing while robots txt answers an error`(
    status: Int
  ) {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/robots.txt", Answer(status: status))
    web.set("http://a.cn/", Answer())

    web.run()

    #expect(web.pageURLs.isEmpty)
    #expect(web.waiting == 1)
    #expect(web.tallies[0].notes.contains { $0.contains("nothing may be fetched yet") })
  }

  @Test func `allows everything when robots txt is missing`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/robots.txt", Answer(status: 404))
    web.set("http://a.cn/", Answer())

    web.run()

    #expect(web.pageURLs == ["http://a.cn/"])
  }

  @Test func `follows redirects of robots txt to another host, five at most`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set(
      "http://a.cn/robots.txt",
      Answer(status: 301, headers: [HTTPHeader("Location", "http://b.cn/r")]))
    web.set("http://b.cn/r", Answer(body: "User-agent: *\nDisallow: /x\n"))
    web.set("http://a.cn/", links: ["/x"])

    web.run()

    #expect(web.urls.prefix(2) == ["http://a.cn/robots.txt", "http://b.cn/r"])
    #expect(web.pageURLs.filter { $0.hasPrefix("http://a.cn") } == ["http://a.cn/"])
    #expect(web.tallies[0].skipped["robots"] == 1)
  }

  @Test func `pauses a host for Retry-After and asks again`() throws {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/", links: ["/1", "/2"])
    web.set(
      "http://a.cn/1", Answer(status: 503, headers: [HTTPHeader("Retry-After", "7")]), Answer())
    web.set("http://a.cn/2", Answer())

    web.run()

    let first = web.requests.first { $0.url == "http://a.cn/1" }
    let second = web.requests.last { $0.url == "http://a.cn/1" }
    #expect(web.pageURLs == ["http://a.cn/", "http://a.cn/1", "http://a.cn/1", "http://a.cn/2"])
    let pause = try #require(second).at.since(try #require(first).at)
    #expect(pause >= .seconds(7))
    #expect(web.tallies[0].new == 3)
  }

  @Test func `ends the run instead of waiting an hour, and leaves the rest for the next`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/", links: ["/1", "/2"])
    web.set("http://a.cn/1", Answer(status: 429, headers: [HTTPHeader("Retry-After", "3600")]))

    web.run()

    #expect(web.waiting == 2)
    #expect(web.verdict("http://a.cn/1") == nil)
  }

  @Test func `opens the breaker after five failures in a row`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/", links: (0..<20).map { "/\($0)" })
    for page in 0..<20 { web.set("http://a.cn/\(page)", Answer(status: 500)) }

    web.run()

    #expect(Set(web.pageURLs).count == 6)
    #expect(web.pageURLs.count <= 16)
    #expect(web.tallies[0].notes.contains { $0.contains("5 times in a row") })
  }

  @Test func `tries a host again after its breaker, and trusts it when that goes well`() {
    var limits = CrawlMachine.Limits()
    limits.patience = .seconds(7200)
    limits.politeness.retries = 0
    var web = SimulatedWeb(SampleSites.one(), limits: limits)
    web.set("http://a.cn/", links: (0..<20).map { "/\($0)" })
    for page in 0..<5 {
      web.set("http://a.cn/\(page)", Answer(status: 500))
    }
    for page in 5..<20 { web.set("http://a.cn/\(page)", Answer()) }

    web.run()

    let times = web.requests.map(\.at)
    let longest = zip(times.dropFirst(), times).map { $0.since($1) }.max()
    #expect(longest ?? .zero >= .seconds(1790))
    #expect(web.tallies[0].new == 16)
  }

  @Test func `retries a network error twice with backoff, then gives the page up`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/", links: ["/bad", "/good"])
    web.set("http://a.cn/bad", Answer(failure: .broken))
    web.set("http://a.cn/good", Answer())

    web.run()

    #expect(web.urls.count { $0 == "http://a.cn/bad" } == 3)
    #expect(web.tallies[0].failed == ["broken": 1])
    #expect(web.verdict("http://a.cn/bad")?.reason == "broken")
  }

  @Test func `retries once where no answer came in time, never where one came too slowly`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/", links: ["/silent", "/slow"])
    web.set("http://a.cn/silent", Answer(failure: .timeout))
    web.set("http://a.cn/slow", Answer(failure: .slow))

    web.run()

    #expect(web.urls.count { $0 == "http://a.cn/silent" } == 2)
    #expect(web.urls.count { $0 == "http://a.cn/slow" } == 1)
    #expect(web.tallies[0].failed == ["timeout": 1, "slow": 1])
  }

  @Test func `guesses sitemaps one after the other until one is there`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/", Answer())
    web.set("http://a.cn/sitemap_index.xml", Answer(links: ["/from-index"]))
    web.set("http://a.cn/from-index", Answer())

    web.run()

    #expect(
      web.urls.prefix(3) == [
        "http://a.cn/robots.txt", "http://a.cn/sitemap.xml", "http://a.cn/sitemap_index.xml",
      ])
    #expect(!web.urls.contains("http://a.cn/sitemap.txt"))
    #expect(web.tallies[0].failed.isEmpty)
  }

  @Test func `doesn't retry what can't get better`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/", links: ["/big"])
    web.set("http://a.cn/big", Answer(failure: .tooLarge))

    web.run()

    #expect(web.urls.count { $0 == "http://a.cn/big" } == 1)
  }

  @Test func `serves the longest host first when slots are few`() {
    var limits = CrawlMachine.Limits()
    limits.slots = 1
    var web = SimulatedWeb(SampleSites.many(["a.cn", "b.cn"], delay: "0s"), limits: limits)
    web.set("http://a.cn/", links: (0..<3).map { "/\($0)" })
    web.set("http://b.cn/", links: (0..<30).map { "/\($0)" })
    for page in 0..<3 { web.set("http://a.cn/\(page)", Answer(took: .milliseconds(1))) }
    for page in 0..<30 { web.set("http://b.cn/\(page)", Answer(took: .milliseconds(1))) }

    web.run()

    #expect(web.mostInFlight == 1)
    let lastOfB = web.pageURLs.prefix(27).count { $0.hasPrefix("http://b.cn") }
    #expect(lastOfB >= 22)
  }

  @Test func `asks many hosts at once, each one at a time`() {
    let hosts = (0..<40).map { "h\($0).cn" }
    var web = SimulatedWeb(SampleSites.many(hosts))
    for host in hosts {
      web.set("http://\(host)/", links: (0..<10).map { "/\($0)" })
      for page in 0..<10 { web.set("http://\(host)/\(page)", Answer()) }
    }

    web.run()

    let byHost = Dictionary(grouping: web.requests) { $0.url.split(separator: "/")[1] }
    #expect(byHost.count == 40)
    for requests in byHost.values {
      let times = requests.map(\.at)
      #expect(zip(times.dropFirst(), times).allSatisfy { $0.since($1) >= .seconds(1) })
    }
    #expect(web.now.since(web.requests[0].at) < .seconds(30))
  }

  @Test func `spares an address that several hosts share`() {
    let hosts = (0..<8).map { "h\($0).cn" }
    var web = SimulatedWeb(SampleSites.many(hosts))
    for host in hosts {
      web.addresses[host] = .addresses(["203.0.114.9"])
      web.set("http://\(host)/", links: (0..<10).map { "/\($0)" })
      for page in 0..<10 { web.set("http://\(host)/\(page)", Answer()) }
    }

    web.run()

    let times = web.requests.map(\.at)
    #expect(zip(times.dropFirst(), times).allSatisfy { $0.since($1) >= .milliseconds(250) })
    #expect(web.pageURLs.count == 88)
  }

  @Test func `moves the identity along a redirect`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/", links: ["/old"])
    web.set("http://a.cn/old", Answer(status: 301, headers: [HTTPHeader("Location", "/new")]))
    web.set("http://a.cn/new", Answer())

    web.run()

    #expect(web.verdict("http://a.cn/old")?.movedTo == "http://a.cn/new")
    #expect(web.verdict("http://a.cn/new")?.verdict == .stored)
    #expect(web.pages.contains(.body(url: "http://a.cn/new", site: 0)))
    #expect(!web.pages.contains(.body(url: "http://a.cn/old", site: 0)))
  }

  @Test func `gives up a chain of more than ten redirects`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/", links: ["/0"])
    for hop in 0..<20 {
      web.set(
        "http://a.cn/\(hop)", Answer(status: 302, headers: [HTTPHeader("Location", "/\(hop + 1)")]))
    }

    web.run()

    #expect(web.pageURLs.count == 12)
    #expect(web.tallies[0].failed == ["redirects": 1])
  }

  @Test func `ends at a redirect loop`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/", links: ["/x"])
    web.set("http://a.cn/x", Answer(status: 302, headers: [HTTPHeader("Location", "/y")]))
    web.set("http://a.cn/y", Answer(status: 302, headers: [HTTPHeader("Location", "/x")]))

    web.run()

    #expect(web.pageURLs == ["http://a.cn/", "http://a.cn/x", "http://a.cn/y"])
  }

  @Test func `asks again behind a cookie wall, once`() {
    var web = SimulatedWeb(SampleSites.one())
    let wall = Answer(
      status: 302, headers: [HTTPHeader("Location", "/"), HTTPHeader("Set-Cookie", "seen=1")])
    web.set("http://a.cn/", wall, Answer(links: ["/x"]))
    web.set("http://a.cn/x", wall)

    web.run()

    #expect(web.pageURLs.prefix(2) == ["http://a.cn/", "http://a.cn/"])
    #expect(web.verdict("http://a.cn/")?.verdict == .stored)
  }

  @Test func `doesn't leave a site by redirect or link`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/", links: ["http://other.cn/", "/out"])
    web.set(
      "http://a.cn/out", Answer(status: 302, headers: [HTTPHeader("Location", "http://other.cn/x")])
    )

    web.run()

    #expect(web.urls.allSatisfy { $0.hasPrefix("http://a.cn/") })
    #expect(web.tallies[0].skipped["scope"] == 2)
  }

  @Test func `a link to another site of sites conf goes to that site`() {
    var web = SimulatedWeb(SampleSites.many(["a.cn", "b.cn"]))
    web.set("http://a.cn/", links: ["http://b.cn/deep"])
    web.set("http://b.cn/deep", Answer())
    web.set("http://b.cn/", Answer())

    web.run()

    #expect(web.tallies.map(\.new) == [1, 2])
  }

  @Test func `stops at the site's depth and pages`() {
    var web = SimulatedWeb(SampleSites.one("a", "max_depth = 1\nmax_pages = 4"))
    web.set("http://a.cn/", links: (0..<10).map { "/\($0)" })
    for page in 0..<10 { web.set("http://a.cn/\(page)", links: ["/deep\(page)"]) }

    web.run()

    #expect(web.pageURLs.count == 4)
    #expect(web.tallies[0].stored == 4)
    #expect(web.tallies[0].skipped["depth"] == 3)
    #expect(web.tallies[0].notes.contains { $0.contains("max_pages") })
  }

  @Test func `never exceeds the run's page limit`() {
    var limits = CrawlMachine.Limits()
    limits.pages = 7
    let hosts = (0..<10).map { "h\($0).cn" }
    var web = SimulatedWeb(SampleSites.many(hosts), limits: limits)
    for host in hosts { web.set("http://\(host)/", links: ["/1", "/2"]) }

    web.run()

    #expect(web.tallies.reduce(0) { $0 + $1.fetched } == 7)
    #expect(web.early == .pageLimit)
  }

  @Test func `stops at its time limit and keeps the rest`() {
    var limits = CrawlMachine.Limits()
    limits.time = .seconds(10)
    var web = SimulatedWeb(SampleSites.one(), limits: limits)
    web.set("http://a.cn/", links: (0..<100).map { "/\($0)" })
    for page in 0..<100 { web.set("http://a.cn/\(page)", Answer()) }

    web.run()

    #expect(web.early == .timeLimit)
    #expect(web.requests.count <= 11)
    #expect(web.waiting >= 89)
  }

  @Test func `keeps order through thousands of waiting URLs without holding them all`() {
    var web = SimulatedWeb(SampleSites.one("a", delay: "0s"))
    let pages = (0..<3000).map { "http://a.cn/\($0)" }
    web.set("http://a.cn/", links: pages)
    for page in pages { web.set(page, Answer(took: .milliseconds(1))) }

    web.run()

    #expect(Array(web.pageURLs.dropFirst()) == pages)
  }

  @Test func `reads the sitemaps that robots txt names before the pages`() {
    var web = SimulatedWeb(SampleSites.one())
    web.set("http://a.cn/robots.txt", Answer(body: "Sitemap: http://a.cn/index.xml\n"))
    web.set("http://a.cn/index.xml", links: ["/one.xml", "http://other.cn/two.xml"])
    web.set("http://a.cn/one.xml", links: ["/hidden", "http://other.cn/x"])
    web.set("http://a.cn/hidden", Answer())
    web.set("http://a.cn/", Answer())

    web.run()

    let expected = ["robots.txt", "index.xml", "one.xml", "", "hidden"].map { "http://a.cn/\($0)" }
    #expect(web.urls == expected)
  }

  @Test func `refuses a host whose addresses the site may not use`() {
    var web = SimulatedWeb(SampleSites.one())
    web.addresses["a.cn"] = .refused("10.0.0.1")

    web.run()

    #expect(web.requests.isEmpty)
    #expect(web.tallies[0].notes.contains { $0.contains("10.0.0.1") })
  }

  @Test func `gives the same requests at the same times for the same web`() {
    func requests() -> [SimulatedWeb.Request] {
      let hosts = (0..<7).map { "h\($0).cn" }
      var web = SimulatedWeb(SampleSites.many(hosts))
      for (index, host) in hosts.enumerated() {
        web.set("http://\(host)/", links: (0..<(index * 3)).map { "/\($0)" })
      }
      web.run()
      return web.requests
    }

    let first = requests()

    #expect(first == requests())
    #expect(first.count > 60)
  }
}
