import Bytes
import Crawler
import Documents
import Foundation
import TestSupport
import Testing

/// Whole crawls against a loopback server.
struct CrawlerTests {
  private func site(_ server: LoopbackServer, host: String = "www.localhost", _ keys: String = "")
    -> [Site]
  {
    SampleSites.parse(
      "[[site]]\nid = \"a\"\nname = \"站\"\nkind = \"portal\"\nstart = [\"http://\(host):\(server.port)/\"]\n\(keys)\n",
      delay: "0s", more: "allow_private_addresses = true")
  }

  private func configuration(_ sites: [Site], _ folder: borrowing TemporaryFolder) throws
    -> CrawlConfiguration
  {
    var configuration = CrawlConfiguration(
      sites: sites, data: try DataFolder.create(folder.file("data")))
    configuration.politeness = .fixed(.zero)
    configuration.politeness.retryDelay = .milliseconds(20)
    configuration.patience = .seconds(3)
    configuration.fetchLimits.total = .seconds(3)
    configuration.fetchLimits.htmlBytes = 1 << 20
    return configuration
  }

  private func records(_ configuration: CrawlConfiguration) throws -> [PageRecord] {
    var cursor = try PageStoreReader(data: configuration.data).cursor()
    var records: [PageRecord] = []
    while let next = try cursor.next() { records.append(next.record) }
    return records
  }

  @Test func `stores every page of a site once, with its bytes`() async throws {
    let server = try #require(
      LoopbackServer { request in
        switch request.target {
        case "/robots.txt":
          .page(
            headers: ["Content-Type: text/plain"],
            body: Array("User-agent: *\nDisallow: /no\n".utf8))
        case "/": .links("/a", "/b.pdf", "/no", "/pic.jpg", "http://elsewhere.localhost/")
        case "/a": .links("/", "/b.pdf")
        case "/b.pdf":
          .page(headers: ["Content-Type: application/pdf"], body: Array("%PDF-1.4 text".utf8))
        default: .status(404)
        }
      })
    let folder = try TemporaryFolder()
    let configuration = try configuration(site(server), folder)

    let report = try await Crawler(configuration).run()

    server.stop()
    #expect(
      server.targets == [
        "/robots.txt", "/sitemap.xml", "/sitemap_index.xml", "/sitemap.txt", "/", "/a", "/b.pdf",
      ])
    #expect(report.end == .finished)
    #expect(report.total.new == 3)
    #expect(report.total.skipped == ["robots": 1, "file type": 1, "scope": 1])
    let pages = try records(configuration).compactMap {
      if case .response(let page) = $0 { page } else { nil }
    }
    let base = "http://www.localhost:\(server.port)"
    let expected = ["\(base)/", "\(base)/a", "\(base)/b.pdf"]
    #expect(pages.map(\.url) == expected)
    #expect(pages.last?.body == Array("%PDF-1.4 text".utf8))
    #expect(pages.allSatisfy { $0.siteID == "a" && $0.status == 200 })
  }

  @Test func `a site that is wished for is asked for again though nothing is due, once`()
    async throws
  {
    let server = try #require(
      LoopbackServer { request in
        request.target == "/" ? .links("/a") : request.target == "/a" ? .links("/") : .status(404)
      })
    let folder = try TemporaryFolder()
    let configuration = try configuration(site(server), folder)
    func pages() async throws -> Int { try await Crawler(configuration).run().total.fetched }

    let first = try await pages()
    let nothing = try await pages()
    try CrawlWishes(configuration.data).add("a")
    try CrawlWishes(configuration.data).add("other")
    let again = try await pages()
    let then = try await pages()

    server.stop()
    let counts = [first, nothing, again, then]
    #expect(counts == [2, 0, 2, 0])
    #expect(try CrawlWishes(configuration.data).all().isEmpty)
    let state = try #require(try SiteState.all(in: configuration.data).first)
    #expect(state.site == "a" && state.stored == 2 && state.waiting == 0)
    #expect(state.lastFetch != nil && state.nextDue != nil)
  }

  @Test func `asks conditionally on the next crawl and keeps what is unchanged`() async throws {
    let server = try #require(
      LoopbackServer { request in
        switch request.target {
        case "/": .links("/tag", "/same", "/new")
        case "/tag" where request.headers["if-none-match"] == "\"v1\"":
          .page(status: 304, headers: [], body: [])
        case "/tag":
          .page(
            headers: ["Content-Type: text/html", "ETag: \"v1\""], body: Array("<p>tag</p>".utf8))
        case "/same": .html("<p>same</p>")
        case "/new": .html("<p>\(request.headers["x"] ?? "\(request.at)")</p>")
        default: .status(404)
        }
      })
    let folder = try TemporaryFolder()
    let configuration = try configuration(site(server), folder)
    _ = try await Crawler(configuration).run()
    try makeAllDue(configuration)

    let report = try await Crawler(configuration).run()

    server.stop()
    #expect(report.total.fetched == 4)
    #expect(report.total.unchanged == 3)
    #expect(report.total.changed == 1)
    let reasons = try records(configuration).compactMap {
      if case .revisit(let revisit) = $0 { revisit.reason } else { nil }
    }
    #expect(reasons.count { $0 == .notModified } == 1)
    #expect(reasons.count { $0 == .identicalPayload } == 2)
  }

  @Test func `removes a page after two 404s and never for a 5xx`() async throws {
    let phase = Phase()
    let server = try #require(
      LoopbackServer { request in
        switch request.target {
        case "/": .links("/gone", "/broken")
        case "/gone": phase.value == 0 ? .html("<p>here</p>") : .status(404)
        case "/broken": phase.value == 0 ? .html("<p>fine</p>") : .status(500)
        default: .status(404)
        }
      })
    let folder = try TemporaryFolder()
    var configuration = try configuration(site(server), folder)
    configuration.politeness.retries = 0
    _ = try await Crawler(configuration).run()
    var gone: [Int] = []
    for _ in 0..<2 {
      phase.advance()
      try makeAllDue(configuration)
      gone.append(try await Crawler(configuration).run().total.gone)
    }

    server.stop()
    #expect(gone == [0, 1])
    let removed = try records(configuration).compactMap {
      if case .gone(let removal) = $0 { removal.url } else { nil }
    }
    #expect(removed.count == 1)
    #expect(removed.first?.hasSuffix("/gone") == true)
  }

  @Test func `ends by itself on a hostile site`() async throws {
    let server = try #require(
      LoopbackServer { request in
        switch request.target {
        case "/":
          .links(
            "/drip", "/endless", "/silence", "/cut", "/huge-head", "/loop", "/bomb", "/nohttp",
            "/evil-location", "/trap/x/",
            "/calendar?d=1", "/notype")
        case "/drip": .drip
        case "/endless": .endless
        case "/silence": .silence
        case "/cut": .raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort".utf8))
        case "/huge-head":
          .raw(
            Array("HTTP/1.1 200 OK\r\nX: \(String(repeating: "y", count: 200_000))\r\n\r\n".utf8))
        case "/loop": .redirect("/loop")
        case "/bomb":
          .page(
            headers: ["Content-Type: text/html", "Content-Encoding: gzip"],
            body: Gzip.compress([UInt8](repeating: 0, count: 50 << 20)))
        case "/nohttp": .raw(Array("SSH-2.0-OpenSSH\r\n".utf8))
        case "/evil-location": .redirect("file:///etc/passwd")
        case "/notype": .page(headers: [], body: Array("<html><a href=/found>x</a></html>".utf8))
        case "/found": .html("<p>found</p>")
        default:
          if request.target.hasPrefix("/trap/") {
            .links("x/", "y/")
          } else if let day = request.target.split(separator: "=").last.flatMap({ Int($0) }),
            request.target.hasPrefix("/calendar")
          {
            .links("/calendar?d=\(day + 1)", "/calendar?d=\(day + 2)")
          } else {
            .status(404)
          }
        }
      })
    let folder = try TemporaryFolder()
    let configuration = try configuration(site(server), folder)
    let report = try await Crawler(configuration).run()

    server.stop()
    #expect(report.end == .finished)
    #expect(server.targets.contains("/found"))
    #expect(report.total.failed["size"] ?? 0 >= 2)
    #expect(report.total.failed["redirects"] == 1)
    #expect(report.total.failed["location"] == 1)
    #expect(server.targets.count { $0.hasPrefix("/calendar") } < 500)
    #expect(server.targets.count { $0.hasPrefix("/trap/") } < 300)
    #expect(report.total.skipped.keys.contains { $0.hasPrefix("trap") })
  }

  @Test func `connects to no private address unless the site allows it`() async throws {
    let server = try #require(LoopbackServer { _ in .links() })
    let folder = try TemporaryFolder()
    for host in ["127.0.0.1", "localhost", "www.localhost", "[::ffff:127.0.0.1]", "2130706433"] {
      let sites = SampleSites.parse(
        "[[site]]\nid = \"a\"\nname = \"站\"\nkind = \"portal\"\nstart = [\"http://\(host):\(server.port)/\"]\n",
        delay: "0s")
      var configuration = try configuration(sites, folder)
      configuration.patience = .zero

      let report = try await Crawler(configuration).run()

      #expect(report.total.fetched == 0, "\(host)")
    }
    server.stop()
    #expect(server.requests.isEmpty)
  }

  @Test func `stops when told to and goes on where it was`() async throws {
    let server = try #require(
      LoopbackServer { request in
        if request.target == "/" {
          .html((0..<60).map { "<a href=/p\($0)>x</a>" }.joined())
        } else {
          request.target.hasPrefix("/p") ? .html("<p>\(request.target)</p>") : .status(404)
        }
      })
    let folder = try TemporaryFolder()
    var configuration = try configuration(site(server), folder)
    configuration.politeness = .fixed(.milliseconds(20))
    let crawler = Crawler(configuration)
    Thread.detachNewThread {
      while server.requests.count < 20 { Thread.sleep(forTimeInterval: 0.005) }
      crawler.stop()
    }

    let first = try await crawler.run()
    let second = try await Crawler(configuration).run()

    server.stop()
    #expect(first.end == .stopped)
    #expect(first.total.waiting > 0)
    #expect(first.total.new + second.total.new == 61, "\(first.text)\n\(second.text)")
    let pages = server.targets.filter { $0.hasPrefix("/p") }
    #expect(Set(pages).count == pages.count)
  }

  @Test func `explains what became of a URL`() async throws {
    let server = try #require(
      LoopbackServer { request in
        switch request.target {
        case "/robots.txt": .page(headers: [], body: Array("User-agent: *\nDisallow: /no\n".utf8))
        case "/": .links("/a", "/no")
        case "/a": .html("<p>a</p>")
        default: .status(404)
        }
      })
    let folder = try TemporaryFolder()
    let configuration = try configuration(site(server), folder)
    _ = try await Crawler(configuration).run()
    server.stop()
    let base = "http://www.localhost:\(server.port)"

    let kept = try URLExplanation.of(
      "\(base)/a#x", sites: configuration.sites, data: configuration.data)
    let refused = try URLExplanation.of(
      "\(base)/no", sites: configuration.sites, data: configuration.data)
    let unknown = try URLExplanation.of(
      "http://other.cn/", sites: configuration.sites, data: configuration.data)

    #expect(kept.steps.map(\.name) == ["url", "scope", "found", "robots", "fetch", "store", "due"])
    #expect(kept.steps[2].detail.contains("\(base)/"))
    #expect(kept.location != nil)
    #expect(
      refused.steps.contains {
        $0.name == "robots" && $0.verdict == "disallowed" && $0.detail.contains("line 2")
      })
    #expect(refused.location == nil)
    #expect(unknown.steps.map(\.verdict).contains("no site"))
  }

  @Test func `checks sites online without storing anything`() async throws {
    let server = try #require(
      LoopbackServer { request in
        switch (request.host.split(separator: ".").first, request.target) {
        case (_, "/robots.txt"):
          .page(headers: [], body: Array("User-agent: *\nCrawl-delay: 3\n".utf8))
        case ("good", "/"): .redirect("/home")
        case ("good", "/home"): .links("/1", "/2")
        default: .status(403)
        }
      })
    let sites = SampleSites.parse(
      ["good", "bad"].map {
        "[[site]]\nid = \"\($0)\"\nname = \"站\"\nkind = \"portal\"\nstart = [\"http://\($0).localhost:\(server.port)/\"]\n"
      }.joined(), delay: "0s", more: "allow_private_addresses = true")

    let checks = try await OnlineCheck(sites: sites, politeness: .fixed(.zero)).run()

    server.stop()
    #expect(checks.map(\.isGood) == [true, false])
    #expect(checks[0].pages[0].title == "页")
    #expect(checks[0].pages[0].links == 2)
    #expect(checks[0].pages[0].redirects.count == 1)
    #expect(checks[0].crawlDelay == 3)
    #expect(checks[1].pages[0].problem == "403")
  }

  /// Makes every page due, as if a month had passed.
  private func makeAllDue(_ configuration: CrawlConfiguration) throws {
    let state = try CrawlState(
      path: CrawlConfiguration.statePath(configuration.data), siteIDs: ["a"])
    try state.makeAllDue()
  }
}

/// A number that a server's answers depend on.
final class Phase: Sendable {
  private let count = Counter()
  var value: Int { count.value }
  func advance() { count.add() }
}
