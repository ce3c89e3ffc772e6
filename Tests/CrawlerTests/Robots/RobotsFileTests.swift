import TestSupport
import Testing

@testable import Crawler

/// RFC 9309 §2.2 and §2.4, and what Google's parser accepts beyond it.
@Suite struct `Lines of a robots.txt` {
  private func line(_ text: String) -> RobotsLine {
    RobotsFile.parse(Array("User-agent: *\n\(text)".utf8)).lines[1]
  }

  // RFC 9309 §2.2: EOL = CR / LF / CRLF.
  @Test(arguments: ["a\nb\nc", "a\rb\rc", "a\r\nb\r\nc", "a\rb\r\nc"])
  func `lines end with CR, LF or both`(_ text: String) {
    #expect(RobotsFile.parse(Array(text.utf8)).lines.count == 3)
  }

  @Test func `LF CR are two ends`() {
    #expect(
      RobotsFile.parse(Array("a\n\rb".utf8)).lines.map(\.kind) == [.malformed, .empty, .malformed])
  }

  @Test func `an empty file is one empty line`() {
    #expect(RobotsFile.parse([]).lines.map(\.kind) == [.empty])
  }

  @Test(
    arguments: [
      ("", .empty, []), ("  # x", .comment, .hasComment),
      ("User-agent: a", .userAgent, []), ("useragent: a", .userAgent, .acceptedTypo),
      ("user agent: a", .userAgent, .acceptedTypo), ("ALLOW: /", .allow, []),
      ("Disallow /x", .disallow, .missingColon),
      ("Disalow: /x # y", .disallow, [.acceptedTypo, .hasComment]),
      ("dissallow: /", .disallow, .acceptedTypo), ("dissalow: /", .disallow, .acceptedTypo),
      ("diasllow: /", .disallow, .acceptedTypo), ("disallaw: /", .disallow, .acceptedTypo),
      ("desallow: /", .unknownKey, []), ("Disallow /x /y", .malformed, []),
      ("Disallow", .malformed, []),
      (": /x", .malformed, []), ("Site-map: /x", .sitemap, .acceptedTypo),
      ("Crawl-delay: soon", .crawlDelay, .invalidValue), ("Crawl-delay: 2", .crawlDelay, []),
      ("disallow\t:\t/x", .disallow, []), ("\u{B}Disallow: /x", .disallow, []),
    ] as [(String, RobotsLine.Kind, RobotsLine.Notes)])
  func `each line is told by its kind`(
    _ text: String, _ kind: RobotsLine.Kind, _ notes: RobotsLine.Notes
  ) {
    #expect(line(text) == RobotsLine(number: 2, kind: kind, notes: notes))
  }

  @Test func `a NUL ends the line's text`() {
    let file = RobotsFile.parse(Array("User-agent: a\0b\nDisallow: /x\0y".utf8))

    #expect(!file.rules.verdict(agent: "a", url: "/xz").allowed)
  }

  // Google only: a line counts up to 8 x 2,083 bytes.
  @Test func `the end of an overlong line is ignored and told`() {
    let path = "/x/" + String(repeating: "a", count: RobotsFile.maximumLineBytes)
    let file = RobotsFile.parse(Array("User-agent: *\nDisallow: \(path)\n".utf8))
    let kept = RobotsFile.maximumLineBytes - "Disallow: ".utf8.count

    #expect(file.lines[1].notes == .tooLong)
    #expect(!file.rules.verdict(agent: "a", url: String(path.prefix(kept))).allowed)
    #expect(file.rules.verdict(agent: "a", url: String(path.prefix(kept - 1))).allowed)
  }

  // RFC 9309 §2.3: UTF-8; a byte order mark is common nevertheless.
  @Test(arguments: [[0xEF, 0xBB, 0xBF], [0xEF, 0xBB], [0xEF]] as [[UInt8]])
  func `a byte order mark, even a broken one, is passed over`(_ mark: [UInt8]) {
    let file = RobotsFile.parse(mark + Array("User-agent: *\nDisallow: /".utf8))

    #expect(!file.rules.verdict(agent: "a", url: "/").allowed)
  }

  @Test(arguments: [true, false])
  func `UTF-16 with a byte order mark is decoded`(_ bigEndian: Bool) {
    let units = Array("\u{FEFF}User-agent: *\r\nDisallow: /公开".utf16)
    let bytes = units.flatMap { unit in
      bigEndian ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
    }

    let file = RobotsFile.parse(bytes + [0])

    #expect(!file.rules.verdict(agent: "a", url: "/%E5%85%AC%E5%BC%80").allowed)
  }

  // RFC 9309 §2.2.4: sitemaps belong to no group.
  @Test func `sitemaps are listed once each, wherever they stand`() {
    let file = RobotsFile.parse(
      Array("Sitemap: /a.xml\nUser-agent: *\nsitemap:/a.xml\nSITEMAP: https://x/b.xml#c".utf8))

    #expect(
      file.sitemaps == [
        .init(address: "/a.xml", line: 1), .init(address: "https://x/b.xml", line: 4),
      ])
  }

  @Test func `random bytes never trap and take linear time`() {
    var random = SeededRandom()
    for size in [0, 1, 100, 10_000, 500_000] {
      let bytes = random.bytes(size, alphabet: "userag-ntdilowcmp: */$#%\r\n\0")
      let before = threadSeconds()

      let file = RobotsFile.parse(bytes)
      let verdict = file.rules.verdict(agent: "a", url: "/a")

      #expect(threadSeconds() - before < 0.5 + Double(size) * 1e-5, "seed \(SeededRandom.seed)")
      #expect(verdict.line.map { $0 <= file.lines.count } ?? true, "seed \(SeededRandom.seed)")
    }
  }

  @Test func `a half megabyte of groups for one agent takes linear time`() {
    let robots = String(repeating: "User-agent:a\nAllow:/\n", count: 24_000)
    let before = threadSeconds()

    let verdict = RobotsFile.parse(Array(robots.utf8)).rules.verdict(agent: "a", url: "/a")

    #expect(verdict.allowed)
    #expect(threadSeconds() - before < 5)
  }
}

/// An extension that RFC 9309 doesn't know; the forms seen in real files.
@Suite struct `Crawl delays` {
  private func delay(_ robots: String, _ agent: String = "a") -> Double? {
    RobotsFile.parse(Array(robots.utf8)).rules.delaySeconds(agent: agent)
  }

  @Test(
    arguments: [
      ("10", 10), ("0.5", 0.5), (".5", 0.5), ("5.", 5), ("1,5", 1.5), ("1e1", 10), ("10s", 10),
      ("2 min", 2 * 60),
      ("500 ms", 0.5), ("3 # seconds", 3), ("0", 0), ("3 秒", 3), ("99999999999", 1e9),
    ] as [(String, Double)])
  func `numbers are read with fractions and units`(_ text: String, _ seconds: Double) {
    #expect(delay("User-agent: *\nCrawl-delay: \(text)") == seconds)
  }

  @Test(arguments: ["-1", "ten", "", "1.2.3", "nan", "inf", "0x10", "10 apples", "e5"])
  func `what is no number is no delay`(_ text: String) {
    #expect(delay("User-agent: *\nCrawl-delay: \(text)") == nil)
  }

  @Test func `a delay is for the agents directly above it`() {
    let robots =
      "User-agent: a\nCrawl-delay: 1\nUser-agent: b\nUser-agent: c\nCrawl-delay: 2\n"
      + "User-agent: *\nDisallow:\nCrawl-delay: 3"

    #expect(delay(robots, "a") == 1)
    #expect(delay(robots, "b") == 2)
    #expect(delay(robots, "c") == 2)
    #expect(delay(robots, "d") == 3)
  }

  @Test func `a named agent doesn't get everyone's delay`() {
    #expect(delay("User-agent: *\nCrawl-delay: 9\nUser-agent: a\nDisallow: /x") == nil)
  }

  @Test func `the longest of several delays counts`() {
    #expect(
      delay("User-agent: a\nCrawl-delay: 2\nUser-agent: a\nCrawl-delay: 5\nCrawl-delay: 3") == 5)
  }

  @Test(arguments: [(10, "10"), (0.5, "0.5"), (0, "0")] as [(Double, String)])
  func `a whole number of seconds is written without a point`(_ seconds: Double, _ text: String) {
    #expect(RobotsDelay.text(seconds: seconds) == text)
  }
}
