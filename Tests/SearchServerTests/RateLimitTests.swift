import Documents
import HTTPTypes
import HummingbirdTesting
import Logging
import NIOCore
import SearchServer
import Testing

@Suite("Limits by address")
struct RateLimitTests {
  private let now = ContinuousClock.now

  private func address(_ text: String) throws -> ClientAddress { try #require(ClientAddress(text)) }

  @Test("let a burst pass, then one request for each interval")
  func countsTokens() throws {
    let buckets = TokenBuckets(RateLimit(perSecond: 2))
    let client = try address("192.0.2.1")

    let burst = (0..<9).map { _ in buckets.take(client, at: now) }
    let later = (1...3).map { buckets.take(client, at: now + .milliseconds(250 * $0)) }

    #expect(burst == Array(repeating: nil, count: 8) + [.milliseconds(500)])
    #expect(later == [.milliseconds(250), nil, .milliseconds(250)])
  }

  @Test("hold no address for the deeds of another, but a whole /64 for those of one in it")
  func tellsAddressesApart() throws {
    let buckets = TokenBuckets(RateLimit(perSecond: 0.25))

    #expect(buckets.take(try address("192.0.2.1"), at: now) == nil)
    #expect(buckets.take(try address("192.0.2.2"), at: now) == nil)
    #expect(buckets.take(try address("2001:db8::1"), at: now) == nil)
    #expect(buckets.take(try address("2001:db8::2:1"), at: now) == .seconds(4))
    #expect(buckets.take(try address("2001:db8:0:1::1"), at: now) == nil)
    #expect(buckets.count == 4)
  }

  @Test("never keep more addresses than they have room for, and make room from those at rest")
  func staysBounded() {
    let buckets = TokenBuckets(RateLimit(perSecond: 1), capacity: 100)
    let client = { (number: UInt32) in ClientAddress(IPv4Address(value: number)) }

    for number in 0..<1000 { _ = buckets.take(client(UInt32(number)), at: now) }
    let full = buckets.count
    _ = buckets.take(client(5000), at: now + .seconds(2))

    #expect(full == 100)
    #expect(buckets.count == 1)
  }

  @Test("spare this machine unless they were set by hand")
  func sparesLoopback() throws {
    let standard = TokenBuckets(.standard)
    let byHand = TokenBuckets(RateLimit(perSecond: 50))
    for loopback in ["127.0.0.1", "127.9.9.9", "::1"].map(ClientAddress.init) {
      let loopback = try #require(loopback)

      #expect((0..<500).allSatisfy { _ in standard.take(loopback, at: now) == nil })
      #expect(!(0..<500).allSatisfy { _ in byHand.take(loopback, at: now) == nil })
    }
  }

  @Test(
    "go by the last address that no trusted proxy wrote",
    arguments: [
      ("198.51.100.7", "203.0.113.1", "198.51.100.7"),
      ("127.0.0.1", nil, "127.0.0.1"),
      ("127.0.0.1", "203.0.113.1", "203.0.113.1"),
      ("127.0.0.1", "1.1.1.1, 203.0.113.1, 10.0.0.9", "203.0.113.1"),
      ("10.0.0.1", "203.0.113.1:4711", "203.0.113.1"),
      ("10.0.0.1", "[2001:db8::1]:80", "2001:db8::1"),
      ("10.0.0.1", "203.0.113.1, unknown, 10.2.0.1", "10.2.0.1"),
      ("10.0.0.1", "010.1.1.1", "10.0.0.1"),
      ("10.0.0.1", "", "10.0.0.1"),
    ] as [(String, String?, String)])
  func followsProxies(peer: String, forwarded: String?, client: String) throws {
    let proxies = TrustedProxies([try #require(AddressBlock("10.0.0.0/8"))])

    let found = proxies.client(peer: try address(peer), forwardedFor: forwarded)

    #expect(found == ClientAddress(client))
  }

  @Test(
    "take only addresses and blocks that mean one thing",
    arguments: [
      "", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "10/8", "a", "::/129", "0x7f.0.0.1", "[::1",
    ])
  func refusesUnclearBlocks(text: String) { #expect(AddressBlock(text) == nil) }

  @Test("answer 429 with the time to wait, to people as a page and to programs as an error object")
  func answersTooMany() async throws {
    let sample = try SampleIndex([SampleIndex.document(1)])
    var configuration = ServerConfiguration(
      dataFolder: sample.path, address: ListenAddress(host: "127.0.0.1", port: 0))
    // One request in 1,000 s: a loaded machine may take long to answer.
    configuration.rateLimit = RateLimit(perSecond: 0.001)
    let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    try await WebServer(configuration, logger: quiet).application().test(.live) { client in
      #expect(try await client.execute(uri: "/help", method: .get).status == .ok)
      let page = try await client.execute(uri: "/search?q=a", method: .get)
      let api = try await client.execute(uri: "/api/v1/search?q=a", method: .get)
      let health = try await client.execute(uri: "/healthz", method: .get)
      let other = try await client.execute(
        uri: "/help", method: .get,
        headers: [try #require(HTTPField.Name("X-Forwarded-For")): "203.0.113.1"])

      let wait = try #require(page.headers[.retryAfter].flatMap { Int($0) })
      #expect(page.status == .tooManyRequests && (2...1000).contains(wait))
      #expect(String(buffer: page.body).contains("请求太频繁"))
      #expect(String(buffer: api.body).contains("\"too_many_requests\""))
      #expect(health.status == .ok && other.status == .ok)
    }
  }
}
