import HTTPTypes
import HummingbirdTesting
import Logging
import SearchServer
import Synchronization
import TestSupport
import Testing

@Suite("Clients that mean no good", .timeLimit(.minutes(5)))
struct HostileClientTests {
  private func withServer(
    _ change: (inout ServerConfiguration) -> Void = { _ in },
    _ body: @escaping @Sendable (Int) async throws -> Void
  ) async throws {
    let sample = try SampleIndex([SampleIndex.document(1)])
    var configuration = ServerConfiguration(
      dataFolder: sample.path, address: ListenAddress(host: "127.0.0.1", port: 0))
    change(&configuration)
    let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let server = try WebServer(configuration, logger: quiet)
    try await server.application().test(.live) { client in
      try await body(#require(client.port))
    }
  }

  @Test("are cut off when they send a request too slowly")
  func cutsOffSlowOnes() async throws {
    try await withServer({ $0.idleTime = .milliseconds(200) }) { port in
      let answer = try await RawConnection(port: port).exchange(["GET / HTTP/1.1\r\nHost: a\r\n"])

      #expect(answer.isEmpty)
    }
  }

  @Test("are cut off when they leave a connection idle after an answer")
  func cutsOffIdleOnes() async throws {
    try await withServer({ $0.idleTime = .seconds(3) }) { port in
      let answer = try await RawConnection(port: port)
        .exchange(["GET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n"])

      #expect(answer.hasPrefix("HTTP/1.1 200 OK"))
    }
  }

  @Test("are cut off when they send a body without end")
  func cutsOffEndlessBodies() async throws {
    try await withServer { port in
      let answer = try await RawConnection(port: port).exchange(
        ["POST /search HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"],
        repeating: "1000\r\n\(String(repeating: "x", count: 4096))\r\n")

      #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 405"))
    }
  }

  @Test(
    "get 400 for what is no HTTP, and for header fields beyond all measure",
    arguments: [
      "nonsense\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 20_000))\r\n\r\n",
      "GET / HTTP/1.1\r\n\(String(repeating: "X: y\r\n", count: 200))\r\n",
      "GET /\(String(repeating: "x", count: 20_000)) HTTP/1.1\r\nHost: a\r\n\r\n",
    ])
  func refusesNonsense(request: String) async throws {
    try await withServer { port in
      let answer = try await RawConnection(port: port).exchange([request])

      #expect(answer.hasPrefix("HTTP/1.1 400") || answer.hasPrefix("HTTP/1.1 414"))
    }
  }

  @Test("get requests that come in one piece answered in their order")
  func answersPipelined() async throws {
    try await withServer { port in
      let answer = try await RawConnection(port: port).exchange([
        "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\nHEAD /help HTTP/1.1\r\nHost: a\r\n\r\n"
          + "GET /robots.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
      ])

      let states = answer.split(separator: "HTTP/1.1 ").dropFirst(0).map { $0.prefix(3) }
      #expect(states == ["404", "200", "200"])
    }
  }

  @Test("get 503 at once when too many requests wait")
  func turnsAway() async throws {
    try await withServer({ $0.maximumWaiting = 0 }) { port in
      let answer = try await RawConnection(port: port)
        .exchange(["GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"])

      #expect(answer.hasPrefix("HTTP/1.1 503"))
      #expect(answer.contains("Retry-After: 2"))
    }
  }

  @Test("can't get their Host field into a page or a feed")
  func ignoresBadHosts() throws {
    let sample = try SampleIndex([SampleIndex.document(1)])
    let index = CurrentIndex(folder: sample.index)
    _ = index.refresh()
    let site = SearchApplication(index: index)
    var request = ServerRequest(.get, "/opensearch.xml")
    request.origin = RequestOrigin(host: "a\"/><script>")?.text

    let response = site.respond(to: request)

    #expect(XMLCheck.isWellFormed(response.body))
    #expect(response.caching == .never)
  }
}

@Suite("The access log")
struct AccessLogTests {
  /// Keeps every line that is logged.
  private struct Recorder: LogHandler {
    final class Lines: Sendable {
      let all = Mutex<[Logger.Metadata]>([])
    }
    let lines: Lines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      guard event.message == "request" else { return }
      lines.all.withLock { $0.append(event.metadata ?? [:]) }
    }
  }

  @Test("has one line a request, without address and without the words that were searched")
  func isDiscreet() async throws {
    let lines = Recorder.Lines()
    let sample = try SampleIndex([SampleIndex.document(1)])
    let configuration = ServerConfiguration(
      dataFolder: sample.path, address: ListenAddress(host: "127.0.0.1", port: 0))
    let logger = Logger(label: "test") { _ in Recorder(lines: lines) }

    try await WebServer(configuration, logger: logger).application().test(.router) { client in
      _ = try await client.execute(uri: "/search?q=secret", method: .get)
      _ = try await client.execute(
        uri: "/\u{1B}[31m\r\nforged=1/\(String(repeating: "x", count: 200))", method: .get)
    }

    let logged = lines.all.withLock { $0 }
    #expect(logged.count == 2)
    #expect(Set(logged.flatMap(\.keys)) == ["method", "path", "status", "bytes", "us"])
    #expect(logged.first?["path"] == "/search")
    let forged = try #require(logged.last?["path"]).description
    #expect(forged.utf8.count == 80 && forged.utf8.allSatisfy { (33...126).contains($0) })
  }
}
