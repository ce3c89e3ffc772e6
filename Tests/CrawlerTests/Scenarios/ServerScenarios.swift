import Bytes
import Documents
import Synchronization

extension Scenario {
  /// Answers that are late, endless, broken or larger than they say.
  static let servers: [Scenario] = [
    Scenario(
      "retryseconds", answer: once(.status(503, "Retry-After: 2"), then: page(60))
    ) { $0.storedOnly(["/"]) + $0.gaps(of: "/", atLeast: .seconds(2)) },
    Scenario(
      "retrydate",
      answer: once(
        { .status(429, "Retry-After: \(httpDate(UnixTime.now.adding(.seconds(3))))") },
        then: page(61))
    ) { $0.storedOnly(["/"]) + $0.gaps(of: "/", atLeast: .milliseconds(1900)) },
    Scenario("drip", ["/": page(62, ["/drip", "/a"]), "/drip": .drip, "/a": page(63)]) {
      $0.storedOnly(["/", "/a"]) + $0.failed("slow")
    },
    Scenario("endless", ["/": page(64, ["/endless", "/a"]), "/endless": .endless, "/a": page(65)]) {
      $0.storedOnly(["/", "/a"]) + $0.failed("size")
    },
    Scenario(
      "truncated",
      [
        "/": page(66, ["/short", "/a"]), "/a": page(67),
        "/short": .raw(
          Array(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\nhalf".utf8)
        ),
      ]
    ) { $0.storedOnly(["/", "/a"]) + $0.failed("broken") },
    Scenario(
      "garbage",
      ["/": page(68, ["/junk", "/a"]), "/a": page(69), "/junk": .raw([0, 255, 1, 254, 13, 10])]
    ) { $0.storedOnly(["/", "/a"]) },
    Scenario(
      "headerflood",
      [
        "/": page(70, ["/flood", "/a"]), "/a": page(71),
        "/flood": .raw(
          Array(
            ("HTTP/1.1 200 OK\r\n" + String(repeating: "X-A: b\r\n", count: 20_000) + "\r\n").utf8)),
      ]
    ) { $0.storedOnly(["/", "/a"]) },
    Scenario(
      "bomb",
      [
        "/": page(72, ["/bomb", "/a"]), "/a": page(73),
        "/bomb": .page(
          headers: ["Content-Type: text/html", "Content-Encoding: gzip"],
          body: Gzip.compress([UInt8](repeating: 32, count: 60 << 20))),
      ]
    ) { $0.storedOnly(["/", "/a"]) + $0.failed("size") },
    Scenario("silence", ["/": page(74, ["/silent", "/a"]), "/silent": .silence, "/a": page(75)]) {
      $0.storedOnly(["/", "/a"]) + $0.failed("timeout")
    },
  ]

  /// The first answer for the start page, then the second.
  private static func once(
    _ first: Answer, then second: Answer
  ) -> @Sendable (LoopbackServer.Request) -> Answer { once({ first }, then: second) }

  private static func once(
    _ first: @escaping @Sendable () -> Answer, then second: Answer
  ) -> @Sendable (LoopbackServer.Request) -> Answer {
    let counter = Counter()
    return { request in
      guard request.target == "/" else { return .status(404) }
      return counter.next() == 1 ? first() : second
    }
  }

  private final class Counter: Sendable {
    private let value = Mutex(0)
    func next() -> Int {
      value.withLock { value in
        value += 1
        return value
      }
    }
  }

  /// A moment as HTTP writes it (RFC 9110 §5.6.7).
  private static func httpDate(_ moment: UnixTime) -> String {
    let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let text = moment.description
    let day = Int(moment.milliseconds / 86_400_000) % 7
    let parts = text.prefix(10).split(separator: "-")
    let month = months[(Int(parts[1]) ?? 1) - 1]
    return "\(days[day]), \(parts[2]) \(month) \(parts[0]) \(text.dropFirst(11).prefix(8)) GMT"
  }
}

extension Scenario.Outcome {
  /// A sentence when a target was asked for again sooner than that.
  func gaps(of target: String, atLeast gap: Duration) -> [String] {
    let times = requests.filter { $0.target == target }.map(\.at)
    guard times.count > 1 else { return ["\(target) was asked for \(times.count) times"] }
    return zip(times.dropFirst(), times).compactMap { later, earlier in
      let found = earlier.duration(to: later)
      return found < gap ? "\(target) was asked for again after \(found)" : nil
    }
  }
}
