import Foundation
import TestSupport
import Testing

@testable import Crawler

/// Vectors of others; skipped where `KUASOU_SHARED_DATA` doesn't name a folder that has them.
@Suite(.enabled(if: SharedData.hasSuites, "\(SharedData.absence)"))
struct `Robots suites of others` {
  private struct GoogleCase: Decodable {
    var test, robots, agent, url: String
    var expected: Bool
  }

  /// github.com/google/robotstxt, robots_test.cc, each expectation recorded.
  @Test func `all recorded cases of Google's parser`() throws {
    let data = Data(SharedData.bytes("suites/robotstxt-google/cases.json"))
    let cases = try JSONDecoder().decode([GoogleCase].self, from: data)

    #expect(cases.count == 145)
    for one in cases {
      let verdict = RobotsFile.parse(Array(one.robots.utf8)).rules
        .verdict(agent: one.agent, url: one.url)
      #expect(
        verdict.allowed == one.expected, "\(one.test): \(one.agent) \(one.url)\n\(one.robots)")
    }
  }

  /// 2,100 real files, 35,796 verdicts of Google's parser.
  @Test func `all verdicts of Google's parser on real files`() {
    let rows = SharedData.rows("suites/protego/oracle-google.tsv")
    let byFile = Dictionary(grouping: rows) { $0[0] }

    #expect(rows.count >= 35_796)
    for (name, rows) in byFile {
      let rules = RobotsFile.parse(SharedData.bytes("suites/protego/test_data/" + name)).rules
      for row in rows {
        #expect(rules.verdict(agent: row[1], url: row[2]).allowed == (row[3] == "1"), "\(row)")
      }
    }
  }

  private struct ProtegoCase: Decodable {
    var call: String
    var robots: String
    var args: [String]
    var expected: Expected

    enum Expected: Decodable, Equatable {
      case flag(Bool), number(Double), none
      init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let flag = try? value.decode(Bool.self) {
          self = .flag(flag)
        } else if let number = try? value.decode(Double.self) {
          self = .number(number)
        } else {
          self = .none
        }
      }
    }
  }

  /// github.com/scrapy/protego; where it contradicts Google's parser or the RFC,
  /// `protegoExpectedFailures` says why.
  @Test func `Protego's cases but for the contradictions`() throws {
    let data = Data(SharedData.bytes("suites/protego/cases.json"))
    let cases = try JSONDecoder().decode([ProtegoCase].self, from: data)
    var failures: Set<Int> = []

    for (index, one) in cases.enumerated() {
      let rules = RobotsFile.parse(Array(one.robots.utf8)).rules
      let actual: ProtegoCase.Expected =
        one.call == "can_fetch"
        ? .flag(rules.verdict(agent: one.args[1], url: one.args[0]).allowed)
        : rules.delaySeconds(agent: one.args[0]).map { .number($0) } ?? .none
      if actual != one.expected { failures.insert(index) }
      let isExpected = protegoExpectedFailures[index] != nil
      #expect((actual == one.expected) != isExpected, "\(index) \(one.args)\n\(one.robots)")
    }
    #expect(cases.count == 317)
    #expect(failures == Set(protegoExpectedFailures.keys))
  }

  /// github.com/crawler-commons/crawler-commons, its resources with the expectations of RFC 9309.
  @Test(arguments: [
    ("rfc9309-example-longest-match-robots.txt", "foobot", "/example/page/disallowed.gif", false),
    ("rfc9309-example-longest-match-robots.txt", "foobot", "/example/page/x.gif", true),
    ("rfc9309-example-simple-robots.txt", "foobot", "/example/page.html", true),
    ("rfc9309-example-simple-robots.txt", "foobot", "/x", false),
    ("rfc9309-example-simple-robots.txt", "barbot", "/example/page.html", false),
    ("rfc9309-example-simple-robots.txt", "quxbot", "/x", true),
    ("rfc9309-example-rule-group-merging.txt", "examplebot", "/foo", false),
    ("rfc9309-example-rule-group-merging.txt", "examplebot", "/baz", false),
    ("crawl-delay-group-merging.txt", "mybot", "/private/", false),
    ("crawl-delay-group-merging.txt", "yourbot", "/login/", false),
    ("extensions-group-merging.txt", "mybot", "/private/", false),
    ("robots-with-utf8-bom.txt", "foobot", "/profile", false),
    ("robots-with-utf16le-bom.txt", "foobot", "/profile", false),
    ("robots-with-utf16be-bom.txt", "foobot", "/profile", false),
    ("format-errors-robots.txt", "bot", "/whitespace-before-colon/", false),
    ("format-errors-robots.txt", "bot", "/no-colon/", false),
    ("format-errors-robots.txt", "bot", "/no-colon-useragent/", false),
    ("format-errors-robots.txt", "bot", "/x", false),
    ("directive-typos-robots.txt", "bot", "/desallow/", true),
    ("directive-typos-robots.txt", "bot", "/dissalow/", false),
    ("directive-typos-robots.txt", "bot", "/useragent/", false),
    ("directive-typos-robots.txt", "bot", "/useragent-no-colon/", false),
  ])
  func `crawler-commons' files`(_ name: String, _ agent: String, _ path: String, _ allowed: Bool) {
    let bytes = SharedData.bytes("suites/robots-crawler-commons/" + name)
    let rules = RobotsFile.parse(bytes).rules

    #expect(!bytes.isEmpty)
    #expect(rules.verdict(agent: agent, url: path).allowed == allowed)
  }

  @Test func `a delay in the middle of a group is its own agents' alone`() {
    let rules = RobotsFile.parse(
      SharedData.bytes("suites/robots-crawler-commons/crawl-delay-group-merging.txt")
    ).rules

    #expect(rules.delaySeconds(agent: "mybot") == 10)
    #expect(rules.delaySeconds(agent: "yourbot") == nil)
    #expect(rules.delaySeconds(agent: "other") == 30)
  }

  /// github.com/seomoz/reppy, tests/asis: whole HTTP answers.
  @Test(arguments: [
    ("test_fetch_status_200", false), ("test_fetch_status_401", true),
    ("test_fetch_status_403", true),
    ("test_fetch_status_4XX", true), ("test_fetch_status_5XX", false),
    ("test_robots_allowed", true),
  ])
  func `reppy's answers`(_ name: String, _ allowed: Bool) throws {
    let text = String(
      decoding: SharedData.bytes("suites/reppy/tests/asis/\(name)/robots.txt"), as: UTF8.self)
    let status = try #require(Int(text.dropFirst(9).prefix(3)))
    let blank = text.range(of: "\r\n\r\n") ?? text.range(of: "\n\n")
    let body = text[(blank?.upperBound ?? text.endIndex)...]
    let answer = RobotsAnswer.response(
      status: status, contentType: "text/plain", body: Array(body.utf8), redirects: 0)

    #expect(answer.policy(for: "agent").verdict(href: "http://localhost/path").allowed == allowed)
  }
}
