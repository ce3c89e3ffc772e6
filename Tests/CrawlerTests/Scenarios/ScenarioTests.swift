import Crawler
import Documents
import Foundation
import TestSupport
import Testing

/// One crawl over sites of every hostile kind at once: all must come out right and the crawl must end by itself.
struct ScenarioTests {
  /// Alone it takes 32 s; beside all other tests on two cores more than twice that, which is why no clock decides here but the limit that ends
  /// what does not end by itself.
  @Test(.timeLimit(.minutes(5)))
  func `a crawl over hostile sites ends by itself and does each of them right`() async throws {
    let scenarios = Scenario.robots + Scenario.links + Scenario.servers + Scenario.traps
    let server = try #require(Self.server(scenarios))
    defer { server.stop() }
    let folder = try TemporaryFolder()
    let sites = SampleSites.parse(
      scenarios.map { scenario in
        """
        [[site]]
        id = "\(scenario.name)"
        name = "站"
        kind = "portal"
        start = ["http://\(scenario.name).localhost:\(server.port)/"]

        """
      }.joined(), delay: "0s", more: "allow_private_addresses = true")
    #expect(sites.count == scenarios.count)
    let configuration = CrawlConfiguration(
      sites: sites, data: try DataFolder.create(folder.file("data")))

    let report = try await Crawler(configuration).run()

    #expect(report.end == .finished)
    let stored = try Self.stored(configuration.data)
    for (scenario, site) in zip(scenarios, report.sites) {
      let outcome = Scenario.Outcome(
        requests: Self.requests(server, scenario.name), stored: stored[scenario.name] ?? [],
        report: site)
      if TestEnvironment.value("KUASOU_COUNTS") != nil {
        print("\(scenario.name): \(outcome.requests.count) requests, \(site.skipped)")
      }
      let problems = scenario.problems(outcome)
      #expect(problems.isEmpty, "\(scenario.name): \(problems.joined(separator: "; "))")
    }
    let strangers = server.requests.filter { $0.host.hasPrefix("elsewhere") }
    #expect(strangers.isEmpty, "no redirect or link leaves the sites")
  }

  private static func server(_ scenarios: [Scenario]) -> LoopbackServer? {
    let byName = Dictionary(uniqueKeysWithValues: scenarios.map { ($0.name, $0) })
    return LoopbackServer { request in
      let name = String(request.host.prefix { $0 != "." })
      let answer = byName[name]?.answer(request) ?? .status(404)
      let port = String(request.host.drop { $0 != ":" }.dropFirst())
      return answer.replacingPort(by: port)
    }
  }

  private static func requests(_ server: LoopbackServer, _ name: String) -> [LoopbackServer.Request]
  {
    let guesses = ["/sitemap.xml", "/sitemap_index.xml", "/sitemap.txt", "/robots.txt"]
    return server.requests.filter { request in
      request.host.hasPrefix("\(name).") && !guesses.contains(request.target)
    }
  }

  /// Path and query of every page stored, by site.
  private static func stored(_ data: DataFolder) throws -> [String: [String]] {
    var cursor = try PageStoreReader(data: data).cursor()
    var pages: [String: [String]] = [:]
    while let next = try cursor.next() {
      guard case .response(let page) = next.record else { continue }
      let path = page.url.dropFirst("http://".count).drop { $0 != "/" }
      pages[page.siteID, default: []].append(String(path))
    }
    return pages
  }
}

extension LoopbackServer.Answer {
  /// The answer with the server's port where a body or a header names it as PORT; scenarios are written before it is known.
  func replacingPort(by port: String) -> Self {
    guard case .page(let status, let headers, let body) = self, body.count < 100_000 else {
      return self
    }
    let text = String(decoding: body, as: UTF8.self)
    let isText = Array(text.utf8) == body
    return .page(
      status: status, headers: headers.map { $0.replacing("PORT", with: port) },
      body: isText ? Array(text.replacing("PORT", with: port).utf8) : body)
  }
}
