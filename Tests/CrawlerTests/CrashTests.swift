import Bytes
import Crawler
import Documents
import Foundation
import TestSupport
import Testing

/// What a crawl that was killed leaves, and how the next one goes on.
struct CrashTests {
  @Test(arguments: [
    "pages-before-sync:1", "pages-before-sync:7", "pages-before-mark:2", "pages-before-mark:9",
    "atomic-before-rename:5",
    "atomic-after:8", "crawl-before-state:3", "crawl-before-state:30", "crawl-after-state:1",
    "crawl-after-state:20",
  ]) func `goes on after a kill at any step, losing no page`(step: String) async throws {
    let server = try #require(
      LoopbackServer { request in
        if request.target == "/" {
          .html((0..<40).map { "<a href=/p\($0)>x</a>" }.joined())
        } else {
          request.target.hasPrefix("/p") ? .html("<p>text of \(request.target)</p>") : .status(404)
        }
      })
    let folder = try TemporaryFolder()
    let path = folder.file("data")

    await #expect(processExitsWith: .signal(SIGKILL)) {
      [step = step as String, path = path as String, port = Int(server.port) as Int] in
      // SAFETY: the child has one thread yet, and no one has read the environment.
      _ = unsafe setenv("KUASOU_FAILPOINT", step, 1)
      _ = try await Crawler(CrashTests.configuration(path, port)).run()
    }
    let report = try await Crawler(Self.configuration(path, Int(server.port))).run()

    server.stop()
    let fetched = server.targets.filter { $0.hasPrefix("/p") }
    let stored = try Self.pages(path)
    #expect(report.end == .finished)
    #expect(Set(fetched).count == 40)
    #expect(fetched.count <= 41, "at most the page under way is fetched twice")
    #expect(Set(stored).count == 41)
    #expect(stored.count <= 42)
  }

  /// `KUASOU_KILLS=50` kills as often as the bar asks for.
  @Test func `goes on after kills at random moments, losing no page`() async throws {
    let kills = TestEnvironment.value("KUASOU_KILLS").flatMap { Int($0) } ?? 6
    let server = try #require(
      LoopbackServer { request in
        if request.target == "/" {
          .html((0..<400).map { "<a href=/p\($0)>x</a>" }.joined())
        } else {
          request.target.hasPrefix("/p") ? .html("<p>text of \(request.target)</p>") : .status(404)
        }
      })
    let folder = try TemporaryFolder()
    let path = folder.file("data")
    for _ in 0..<kills {
      let wait = UInt32.random(in: 1_000...600_000)
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = path as String, port = Int(server.port) as Int, wait = wait as UInt32] in
        Thread.detachNewThread {
          usleep(wait)
          kill(getpid(), SIGKILL)
        }
        _ = try await Crawler(CrashTests.configuration(path, port)).run()
        // A crawl that was done before is killed all the same.
        while true { usleep(1_000_000) }
      }
    }
    let report = try await Crawler(Self.configuration(path, Int(server.port))).run()

    server.stop()
    let fetched = server.targets.filter { $0.hasPrefix("/p") }
    let stored = try Self.pages(path)
    #expect(report.end == .finished)
    #expect(Set(fetched).count == 400)
    #expect(fetched.count <= 400 + kills, "at most the page under way is fetched twice")
    #expect(Set(stored).count == 401)
    #expect(stored.count <= 401 + kills)
  }

  private static func configuration(_ path: String, _ port: Int) throws -> CrawlConfiguration {
    let sites = SampleSites.parse(
      "[[site]]\nid = \"a\"\nname = \"站\"\nkind = \"portal\"\nstart = [\"http://w.localhost:\(port)/\"]\n",
      delay: "0s", more: "allow_private_addresses = true")
    var configuration = CrawlConfiguration(sites: sites, data: try DataFolder.create(path))
    configuration.politeness = .fixed(.zero)
    return configuration
  }

  private static func pages(_ path: String) throws -> [String] {
    var cursor = try PageStoreReader(data: DataFolder.open(path)).cursor()
    var urls: [String] = []
    while let next = try cursor.next() {
      if case .response(let page) = next.record { urls.append(page.url) }
    }
    return urls
  }
}
