import Foundation
import FoundationNetworking
import Logging
import Testing

@testable import SampleCity

/// Over a real socket on loopback.
@Suite struct CityServerTests {
  /// Serves the city on a port of the system's choice while `body` runs.
  private func withServer(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
    let server = CityServer(
      responder: CityFixture.responder, delays: false,
      logger: Logger(label: "test") { _ in
        SwiftLogNoOpLogHandler()
      })
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try? await server.run(port: 0) { continuation.yield($0) }
        continuation.finish()
      }
      for await port in ports {
        try await body(port)
        break
      }
      group.cancelAll()
    }
  }

  private static func fetch(_ url: String) async throws -> (Data, HTTPURLResponse) {
    let (data, response) = try await URLSession.shared.data(from: try #require(URL(string: url)))
    return (data, try #require(response as? HTTPURLResponse))
  }

  @Test func `Virtual hosts answer on one port`() async throws {
    try await withServer { port in
      for id in ["www", "jxw", "yuntang"] {
        let (data, response) = try await Self.fetch("http://\(id).gov.localhost:\(port)/about.html")
        #expect(response.statusCode == 200)
        #expect(String(decoding: data, as: UTF8.self).contains("关于我们"))
      }
    }
  }

  @Test func `Broken answers break the connection`() async throws {
    let urls = try CityFixture.site("xfj").failing + CityFixture.site("cgw").failing
    let broken = urls.filter { CityFixture.get($0).fault != nil }
    #expect(broken.count >= 2)

    try await withServer { port in
      for url in broken.prefix(4) {
        await #expect(throws: (any Error).self) {
          _ = try await Self.fetch(url.replacing(":8790/", with: ":\(port)/"))
        }
      }
    }
  }
}
