import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import TestSupport
import Testing

@testable import SearchServer

@Suite("Metrics and other sites' scripts")
struct MetricsTests {
  private func run(
    _ crossOrigin: CrossOrigin = .nobody,
    _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
  ) async throws {
    let sample = try SampleIndex(SampleIndex.forty())
    var configuration = ServerConfiguration(
      dataFolder: sample.path, address: ListenAddress(host: "127.0.0.1", port: 0))
    configuration.crossOrigin = crossOrigin
    let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    try await WebServer(configuration, logger: quiet).application().test(.live) { client in
      try await body(client)
    }
  }

  @Test("count answers by route and status, and their times, for this machine only")
  func countsAnswers() async throws {
    try await run { client in
      for target in [
        "/", "/search?q=a", "/search?q=a", "/search?q=a&page=0", "/api/v1/sites", "/x",
      ] {
        _ = try await client.execute(uri: target, method: .get)
      }
      let answer = try await client.execute(uri: "/metrics", method: .get)
      let text = String(buffer: answer.body)
      let forwarded = try #require(HTTPField.Name("X-Forwarded-For"))
      let stranger = try await client.execute(
        uri: "/metrics", method: .get, headers: [forwarded: "203.0.113.9"])

      #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
      for line in [
        "kuasou_requests_total{route=\"search\",status=\"200\"} 2",
        "kuasou_requests_total{route=\"search\",status=\"400\"} 1",
        "kuasou_requests_total{route=\"other\",status=\"404\"} 1",
        "kuasou_request_seconds_count{route=\"search\"} 3",
        "kuasou_request_seconds_bucket{route=\"search\",le=\"+Inf\"} 3",
        "kuasou_documents 40", "kuasou_generation 1",
      ] { #expect(text.contains(line + "\n"), "\(line)") }
      #expect(stranger.status == .notFound)
    }
  }

  @Test("a histogram's buckets add up from below")
  func addsUp() {
    let metrics = ServerMetrics()
    for milliseconds in [0, 1, 3, 3, 9_000] {
      metrics.record(.search, status: 200, took: .milliseconds(milliseconds))
    }

    let text = metrics.exposition(.init())

    for (bound, count) in [("0.0005", 1), ("0.001", 2), ("0.005", 4), ("2.5", 4), ("+Inf", 5)] {
      #expect(
        text.contains("kuasou_request_seconds_bucket{route=\"search\",le=\"\(bound)\"} \(count)\n"))
    }
  }

  @Test("scripts of sites that are named may read the interfaces, and of no others")
  func allowsOrigins() async throws {
    let friend = try #require(RequestOrigin(configured: "https://www.example.gov.cn"))
    let origin = try #require(HTTPField.Name("Origin"))
    let allowed = try #require(HTTPField.Name("Access-Control-Allow-Origin"))

    try await run(CrossOrigin([friend])) { client in
      func get(
        _ target: String, _ from: String?, _ method: HTTPRequest.Method = .get
      ) async throws -> HTTPFields {
        let headers: HTTPFields = from.map { [origin: $0] } ?? [:]
        return try await client.execute(uri: target, method: method, headers: headers).headers
      }
      let own = try await get("/api/v1/sites", friend.text)
      let preflight = try await get("/api/v1/search?q=a", friend.text, .options)
      let other = try await get("/api/v1/sites", "https://evil.example")
      let page = try await get("/search?q=a", friend.text)

      #expect(own[allowed] == friend.text && own[.vary] == "Accept-Encoding, Origin")
      #expect(preflight[allowed] == friend.text)
      #expect(other[allowed] == nil && other[.vary] == "Accept-Encoding, Origin")
      #expect(page[allowed] == nil)
    }
    #expect(
      CrossOrigin.everybody.headers(for: nil, path: "/api/v1/sites").first?.value == "*")
    #expect(CrossOrigin.nobody.headers(for: friend.text, path: "/api/v1/sites").isEmpty)
  }

  @Test("the help page has a form that other sites can paste, shown as text")
  func showsForm() async throws {
    try await run { client in
      let page = try await client.execute(uri: "/help", method: .get)

      #expect(String(buffer: page.body).contains("&lt;form action="))
      #expect(String(buffer: page.body).contains("/search"))
    }
  }
}
