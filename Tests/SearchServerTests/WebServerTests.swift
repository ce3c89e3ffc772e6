import Bytes
import Documents
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import SearchServer
import TestSupport
import Testing

@Suite("The server")
struct WebServerTests {
  private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
  private let search = "/search?q=\(PercentCoding.encode("扶持资金"))"

  private func server(_ sample: SampleIndex) throws -> WebServer {
    var configuration = ServerConfiguration(
      dataFolder: sample.path, address: ListenAddress(host: "127.0.0.1", port: 0))
    configuration.watchInterval = .milliseconds(20)
    return try WebServer(configuration, logger: quiet)
  }

  private func run<Value: Sendable>(
    _ setup: TestingSetup, _ sample: SampleIndex,
    _ body: @Sendable (any TestClientProtocol) async throws -> Value
  ) async throws -> Value {
    try await server(sample).application().test(setup, body)
  }

  @Test(
    "sets the headers that keep a page safe on every answer",
    arguments: ["/", "/search?q=a", "/nothing", "/healthz", "/favicon.svg"])
  func setsSecurityHeaders(target: String) async throws {
    let sample = try SampleIndex([SampleIndex.document(1)])

    let headers = try await run(.router, sample) { client in
      try await client.execute(uri: target, method: .get) { $0.headers }
    }

    let policy = try #require(headers[.contentSecurityPolicy])
    #expect(policy.hasPrefix("default-src 'none';") && policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(headers[.xContentTypeOptions] == "nosniff")
    #expect(headers[try #require(HTTPField.Name("Referrer-Policy"))] == "same-origin")
    #expect(headers[.cacheControl] != nil)
  }

  @Test("answers HEAD with the headers of GET and no body")
  func answersHead() async throws {
    let sample = try SampleIndex([SampleIndex.document(1)])

    try await run(.live, sample) { client in
      let page = try await client.execute(uri: "/help", method: .get)
      let head = try await client.execute(uri: "/help", method: .head)
      let after = try await client.execute(uri: "/healthz", method: .get)
      #expect(head.status == .ok && head.body.readableBytes == 0)
      #expect(head.headers[.contentLength] == String(page.body.readableBytes))
      #expect(after.status == .ok)
    }
  }

  @Test("compresses what is larger than a packet for who asks, and nothing else")
  func compresses() async throws {
    let sample = try SampleIndex([SampleIndex.document(1)])
    let search = search

    try await run(.router, sample) { client in
      let plain = try await client.execute(uri: "/help", method: .get)
      let packed = try await client.execute(
        uri: "/help", method: .get, headers: [.acceptEncoding: "br, gzip;q=0.5"])
      let refused = try await client.execute(
        uri: search, method: .get, headers: [.acceptEncoding: "gzip;q=0, *;q=0"])
      let small = try await client.execute(
        uri: "/healthz", method: .get, headers: [.acceptEncoding: "gzip"])
      #expect(packed.headers[.contentEncoding] == "gzip")
      let unpacked = Gzip.decompress(Array(buffer: packed.body).span, limit: 1 << 20)
      #expect(unpacked.bytes == Array(buffer: plain.body))
      #expect(refused.headers[.contentEncoding] == nil && small.headers[.contentEncoding] == nil)
    }
  }

  @Test("answers over a real socket")
  func answersLive() async throws {
    let sample = try SampleIndex(SampleIndex.forty())
    let search = search

    try await run(.live, sample) { client in
      let page = try await client.execute(uri: search, method: .get)
      #expect(page.status == .ok)
      #expect(String(buffer: page.body).contains("找到 40 条结果"))
      let refused = try await client.execute(
        uri: search, method: .post, body: ByteBuffer(string: "x=1"))
      #expect(refused.status == .methodNotAllowed)
      // Help with queries may have become ready in between, and pages have changed by it, but once.
      var tag = try #require(page.headers[.eTag])
      var again = page
      for _ in 0..<2 where again.status == .ok {
        again = try await client.execute(uri: search, method: .get, headers: [.ifNoneMatch: tag])
        tag = again.headers[.eTag] ?? tag
      }
      #expect(again.status == .notModified && again.body.readableBytes == 0)
    }
  }

  @Test("picks up its first and each further generation while it runs")
  func picksUpGenerations() async throws {
    let sample = try SampleIndex()
    let search = search

    try await run(.live, sample) { client in
      #expect(try await client.execute(uri: search, method: .get).status == .serviceUnavailable)
      for count in 1...3 {
        try sample.publish([SampleIndex.document(count)])
        let deadline = ContinuousClock.now + .seconds(10)
        var text = ""
        while !text.contains("找到 \(count) 条结果"), ContinuousClock.now < deadline {
          text = String(buffer: try await client.execute(uri: search, method: .get).body)
          try await Task.sleep(for: .milliseconds(5))
        }
        #expect(text.contains("找到 \(count) 条结果"))
      }
    }
  }

  @Test("never fails a request while generations change under load")
  func switchesUnderLoad() async throws {
    let sample = try SampleIndex([SampleIndex.document(0)])
    let search = search

    try await run(.router, sample) { client in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<4 {
          group.addTask {
            for _ in 0..<100 {
              let answer = try await client.execute(uri: search, method: .get)
              #expect(answer.status == .ok)
            }
          }
        }
        group.addTask { for count in 1...5 { try sample.publish([SampleIndex.document(count)]) } }
        try await group.waitForAll()
      }
    }
  }

  @Test("refuses a data folder that is missing, foreign or of another version")
  func refusesFolders() throws {
    let folder = try TemporaryFolder()
    let address = ListenAddress(host: "127.0.0.1", port: 0)
    func start(_ path: String) throws {
      _ = try WebServer(ServerConfiguration(dataFolder: path, address: address), logger: quiet)
    }

    #expect(throws: ServerError.data(.missing(path: "/nowhere"))) { try start("/nowhere") }
    #expect(throws: ServerError.data(.foreign(path: folder.path))) { try start(folder.path) }
    try folder.write("kuasou-data 9\n", to: "VERSION")
    #expect(throws: ServerError.data(.file(.version(path: folder.path, found: 9, supported: 1)))) {
      try start(folder.path)
    }
  }

  @Test("refuses to start over a damaged index")
  func refusesDamage() throws {
    let sample = try SampleIndex([SampleIndex.document(1)])
    try sample.write(current: Array("garbage".utf8))
    LocalFileSystem().removeTree("\(sample.index)/generations")

    #expect { try server(sample) } throws: { error in
      if case .index(let description, let help) = error as? ServerError {
        !description.isEmpty && !help.isEmpty
      } else {
        false
      }
    }
  }

  @Test("says so when its port is taken")
  func reportsTakenPort() async throws {
    let sample = try SampleIndex([SampleIndex.document(1)])

    try await server(sample).application().test(.live) { client in
      let port = try #require(client.port)
      let address = ListenAddress(host: "127.0.0.1", port: port)
      let second = try WebServer(
        ServerConfiguration(dataFolder: sample.path, address: address), logger: quiet)
      await #expect(throws: ServerError.portInUse(address)) { try await second.run { _ in } }
    }
  }
}
