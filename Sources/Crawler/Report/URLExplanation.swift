package import Documents
import Foundation
import GRDB

/// Why a page is or isn't in the page store: the chain of decisions about one URL, for `kuasou explain`.
package struct URLExplanation: Sendable, Codable {
  /// One decision.
  package struct Step: Sendable, Codable {
    /// What was decided about: url, scope, found, robots, fetch, redirect, store, due.
    package var name: String
    /// The decision in a word or two.
    package var verdict: String
    /// Why, for people; empty when the verdict says it all.
    package var detail: String
  }

  /// The URL as the crawl spells it.
  package var url: String
  /// The `id` of the site that it belongs to.
  package var site: String?
  /// The decisions in the order in which they are taken.
  package var steps: [Step] = []
  /// Where the page store has its last version; nil when it has none.
  package var location: PageLocation?

  /// Explains a URL from sites.conf and the crawl state, without asking the network.
  ///
  /// - Throws: `CrawlError.notURL`, or `.state` when the state can't be read.
  package static func of(
    _ text: String, sites: [Site], data: DataFolder
  ) throws(CrawlError) -> URLExplanation {
    let path = CrawlConfiguration.statePath(data)
    let state = try CrawlState.reading(path: path)
    let reader = LinkReader(hash: state?.hash ?? .content)
    guard let url = reader.read(text) else { throw .notURL(text) }
    var explanation = URLExplanation(url: url.href)
    explanation.explainURL(text)
    let site = explanation.explainScope(url, sites)
    guard let state else {
      explanation.add("found", "never crawled", "there is no crawl state in \(data.path) yet")
      return explanation
    }
    let story = try state.story(of: url)
    explanation.explainFound(story)
    explanation.explainRobots(url, site, story?.robots)
    if var story {
      story.location = story.location.flatMap { present($0, of: url.href, data) }
      explanation.explainFetch(story)
    }
    return explanation
  }

  private init(url: String) { self.url = url }

  /// Where the page store has the record now that the state has at `location`: compaction moves records and drops removals. A
  /// store that can't be opened is not looked at.
  private static func present(
    _ location: PageLocation, of url: String, _ data: DataFolder
  ) -> PageLocation? {
    guard let pages = try? PageStoreReader(data: data) else { return location }
    return pages.location(of: url, near: location)
  }

  private mutating func add(_ name: String, _ verdict: String, _ detail: String = "") {
    steps.append(Step(name: name, verdict: verdict, detail: detail))
  }

  private mutating func explainURL(_ text: String) {
    add("url", url == text ? "as written" : "normalised", url == text ? "" : url)
  }

  private mutating func explainScope(_ url: CrawlURL, _ sites: [Site]) -> Site? {
    var nearest: (site: Site, verdict: ScopeVerdict)?
    for site in sites {
      let verdict = site.contains(url.href)
      if verdict.isInside {
        self.site = site.id
        add("scope", "site \(site.id)", verdict.description)
        return site
      }
      if case .outside(.excluded) = verdict { nearest = (site, verdict) }
    }
    if let nearest {
      add("scope", "excluded from site \(nearest.site.id)", nearest.verdict.description)
    } else {
      add("scope", "no site", "no site of sites.conf has it; add a start or include that covers it")
    }
    return nil
  }

  private mutating func explainFound(_ story: CrawlState.Story?) {
    guard let story else {
      return add("found", "never", "no start URL, seed, sitemap or page that was read leads to it")
    }
    let from = story.from.map { " on \($0)" } ?? ""
    add(
      "found", "\(story.source) at \(story.foundAt)",
      "\(story.depth) links from an entry URL\(from)")
  }

  private mutating func explainRobots(_ url: CrawlURL, _ site: Site?, _ robots: StoredRobots?) {
    if site?.ignoreRobots == true {
      return add("robots", "disregarded", "ignore_robots is set for the site")
    }
    guard let robots else { return add("robots", "not read yet", "\(url.origin)/robots.txt") }
    let policy = robots.policy(for: site?.robotsToken ?? "kuasou")
    let verdict = policy.verdict(href: url.href)
    var detail = "\(policy.reason), at \(robots.fetchedAt)"
    if let line = verdict.line { detail += "; line \(line): \(verdict.rule ?? "")" }
    add("robots", verdict.allowed ? "allowed" : "disallowed", detail)
  }

  private mutating func explainFetch(_ story: CrawlState.Story) {
    if story.isWaiting { add("fetch", "waiting", "it is in the queue for the next crawl") }
    guard let end = story.end else { return }
    let took = Double(end.took) / 1000
    let facts =
      end.status > 0 ? "status \(end.status), \(end.bytes) bytes in \(took) s" : "no request"
    add("fetch", end.verdict, "\(end.reason), \(facts), at \(end.at)")
    if let target = end.movedTo { add("redirect", "moved", target) }
    location = story.location
    if end.isStored, let location {
      add("store", "kept", "\(location)")
    } else {
      add("store", "not kept", end.failureCount > 0 ? "\(end.failureCount) failures in a row" : "")
    }
    if end.goneCount > 0 {
      add("store", "missing", "404 or 410 seen \(end.goneCount) times in a row; 2 remove a page")
    }
    add(
      "due", end.due.map { "\($0)" } ?? "never",
      "the interval is \(DurationText.format(end.interval))")
  }

  /// The decisions as people read them, a line each.
  package var text: String {
    let width = 10
    let lines = steps.map { step in
      let name = step.name + String(repeating: " ", count: max(1, width - step.name.count))
      return name + step.verdict + (step.detail.isEmpty ? "" : ": \(step.detail)")
    }
    return ([url] + lines.map { "  \($0)" }).joined(separator: "\n")
  }
}

extension CrawlState {
  /// What the state knows of a URL.
  struct Story: Sendable {
    var source: String
    var from: String?
    var foundAt: UnixTime
    var depth: Int
    var isWaiting: Bool
    var end: End?
    var location: PageLocation?
    var robots: StoredRobots?

    struct End: Sendable {
      var verdict: String
      var status: Int
      var reason: String
      var movedTo: String?
      var at: UnixTime
      var took: Int
      var bytes: Int
      var isStored: Bool
      var interval: Duration
      var due: UnixTime?
      var goneCount: Int
      var failureCount: Int
    }
  }

  /// What the state knows of a URL; nil when it was never found.
  func story(of url: CrawlURL) throws(CrawlError) -> Story? {
    try Self.run(path) {
      try queue.read { database in
        let arguments: StatementArguments = [Int64(bitPattern: url.hash)]
        guard
          let row = try Row.fetchOne(
            database, sql: "SELECT * FROM urls WHERE hash = ?", arguments: arguments)
        else { return nil }
        var story = Story(
          source: row["source"], from: nil, foundAt: UnixTime(milliseconds: row["found_at"]),
          depth: row["depth"], isWaiting: row["pending"] > 0)
        if let from = row["source_id"] as Int64? {
          story.from = try String.fetchOne(
            database, sql: "SELECT url FROM urls WHERE id = ?", arguments: [from])
        }
        story.end = Self.end(row)
        if let file = row["file"] as UInt32?, let offset = row["offset"] as Int64? {
          story.location = PageLocation(file: file, offset: UInt64(offset))
        }
        story.robots = try Row.fetchOne(
          database, sql: "SELECT * FROM robots WHERE origin = ?", arguments: [url.origin]
        ).map { StoredRobots($0) }
        return story
      }
    }
  }

  private static func end(_ row: Row) -> Story.End? {
    guard let verdict = row["verdict"] as String?, let at = row["fetched_at"] as Int64? else {
      return nil
    }
    return Story.End(
      verdict: verdict, status: row["status"] ?? 0, reason: row["reason"] ?? "",
      movedTo: row["moved_to"],
      at: UnixTime(milliseconds: at), took: row["took"] ?? 0, bytes: row["bytes"] ?? 0,
      isStored: row["stored"], interval: .milliseconds(row["revisit_interval"] as Int64),
      due: (row["due"] as Int64?).map { UnixTime(milliseconds: $0) }, goneCount: row["gone_count"],
      failureCount: row["failure_count"])
  }
}
