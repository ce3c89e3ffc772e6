import Bytes
import Crawler
import Documents

/// A site of a hostile or awkward kind, and what a crawl of it must and must not do.
struct Scenario: Sendable {
  typealias Answer = LoopbackServer.Answer

  /// The site's id and the first part of its host name.
  var name: String
  /// The server's answer to a request.
  var answer: @Sendable (LoopbackServer.Request) -> Answer
  /// What is wrong with what came of it; empty when all is as it should be.
  var problems: @Sendable (Outcome) -> [String]

  /// What a crawl did to the site.
  struct Outcome: Sendable {
    /// Path and query of each request, in order, robots.txt and sitemaps that were guessed left out.
    var requests: [LoopbackServer.Request]
    /// Path and query of each page that was stored.
    var stored: [String]
    /// The site's part of the report.
    var report: SiteReport

    /// Path and query of each request.
    var targets: [String] { requests.map(\.target) }
    /// How often a path was asked for.
    func count(_ target: String) -> Int { targets.count { $0 == target } }
  }

  /// A site whose pages stand in a table; everything else is 404.
  init(
    _ name: String, _ pages: [String: Answer],
    _ problems: @escaping @Sendable (Outcome) -> [String]
  ) {
    self.init(name, answer: { pages[$0.target] ?? .status(404) }, problems)
  }

  /// A site that answers by a function.
  init(
    _ name: String, answer: @escaping @Sendable (LoopbackServer.Request) -> Answer,
    _ problems: @escaping @Sendable (Outcome) -> [String]
  ) {
    self.name = name
    self.answer = answer
    self.problems = problems
  }

  /// A text that no other page has, so that pages aren't taken for repetitions.
  static func text(_ seed: some Hashable) -> String {
    var value = UInt64(bitPattern: Int64(seed.hashValue)) | 1
    let words = ["扶持", "资金", "企业", "申报", "通知", "办法", "公示", "名单", "项目", "补贴", "人才", "园区"]
    return (0..<24).map { _ in
      value = value &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return words[Int(value >> 33) % words.count]
    }.joined()
  }

  /// A page with a text of its own and links.
  static func page(_ seed: some Hashable, _ links: [String] = [], head: String = "") -> Answer {
    .html(
      "<html><head>\(head)</head><body><p>\(text(seed))</p>"
        + links.map { "<a href=\"\($0)\">x</a>" }.joined() + "</body></html>")
  }

  static func robots(_ text: String) -> Answer {
    .page(headers: ["Content-Type: text/plain"], body: Array(text.utf8))
  }
}

extension Scenario.Outcome {
  /// A sentence for each target that should have been asked for and wasn't, or should not and was.
  func asked(_ wanted: [String], not unwanted: [String] = []) -> [String] {
    wanted.filter { count($0) == 0 }.map { "\($0) was not asked for" }
      + unwanted.filter { count($0) > 0 }.map { "\($0) was asked for" }
  }

  /// A sentence when other pages were stored than these.
  func storedOnly(_ wanted: [String]) -> [String] {
    Set(stored) == Set(wanted) && stored.count == wanted.count
      ? [] : ["stored \(stored.sorted()) instead of \(wanted.sorted())"]
  }

  /// A sentence when more requests came than these.
  func atMost(_ count: Int) -> [String] {
    requests.count <= count ? [] : ["\(requests.count) requests, more than \(count)"]
  }

  /// A sentence when a request came sooner than that after the one before it, robots.txt's included.
  func gaps(atLeast gap: Duration) -> [String] {
    zip(requests.dropFirst(), requests).compactMap { later, earlier in
      let found = earlier.at.duration(to: later.at)
      return found < gap ? "\(later.target) came \(found) after \(earlier.target)" : nil
    }
  }

  /// A sentence when the report doesn't count this failure.
  func failed(_ reason: String) -> [String] {
    report.failed[reason] ?? 0 > 0 ? [] : ["no failure \(reason) but \(report.failed)"]
  }

  /// A sentence when the report names no rule that has ended the site: a trap's, or the depth.
  func stopped() -> [String] { skipped("trap").isEmpty ? [] : skipped("depth") }

  /// A sentence when the report doesn't count anything skipped for a reason that begins so.
  func skipped(_ reason: String) -> [String] {
    report.skipped.contains { $0.key.hasPrefix(reason) }
      ? [] : ["nothing skipped for \(reason) but \(report.skipped)"]
  }
}
