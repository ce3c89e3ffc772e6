import Documents
import Foundation

/// What a crawl has done.
package struct CrawlReport: Sendable, Codable {
  /// Why a crawl ended.
  package enum End: String, Sendable, Codable {
    /// Nothing more is due.
    case finished
    /// It was stopped.
    case stopped
    /// Its time was over (`--max-time`).
    case timeLimit
    /// Its pages were fetched (`--max-pages`).
    case pageLimit
  }

  /// Why it ended.
  package var end: End
  /// When it began, RFC 3339.
  package var began: String
  /// How long it took.
  package var seconds: Double
  /// The sites that were crawled, in the order of sites.conf.
  package var sites: [SiteReport]
  /// All sites together; its lists of notes and slow pages are empty.
  package var total: SiteReport
}

/// What a crawl has done for one site.
package struct SiteReport: Sendable, Codable {
  /// The site's `id`.
  package var id: String
  /// The site's name.
  package var name: String
  /// Pages answered with content or with 304.
  package var fetched = 0
  /// Of those, stored for the first time.
  package var new = 0
  /// Of those, stored again because they had changed.
  package var changed = 0
  /// Of those, unchanged.
  package var unchanged = 0
  /// Pages found gone for good, which leave the index.
  package var gone = 0
  /// URLs that lead to another.
  package var moved = 0
  /// Failures by reason: a status, or dns, connect, tls, timeout, broken, protocol, address, size, redirects, location.
  package var failed: [String: Int] = [:]
  /// URLs not fetched or not kept, by reason: robots, scope, depth, file type, noindex, nofollow, feed, empty, trap: ….
  package var skipped: [String: Int] = [:]
  /// Bytes received.
  package var bytes = 0
  /// Requests sent, those for robots.txt and sitemaps included.
  package var requests = 0
  /// From its first request to its last answer.
  package var seconds: Double = 0
  /// URLs that wait for the next run.
  package var waiting = 0
  /// Pages that the store holds for it.
  package var stored = 0
  /// What of its pages can be found, as of the last index; nil without one.
  package var yield: Yield?
  /// The slowest answers.
  package var slowest: [SlowPage] = []
  /// What a person should know.
  package var notes: [String] = []

  /// What became of the pages that the store holds.
  package struct Yield: Sendable, Codable {
    /// Documents in the index.
    package var documents: Int
    /// Pages that gave none, by reason.
    package var skipped: [String: Int]
    /// The same in a line.
    package var line: String

    /// A yield that reads so.
    package init(documents: Int, skipped: [String: Int], line: String) {
      (self.documents, self.skipped, self.line) = (documents, skipped, line)
    }
  }

  /// An answer that took long.
  package struct SlowPage: Sendable, Codable {
    /// What was fetched.
    package var url: String
    /// From the request to the first byte of the answer.
    package var seconds: Double
  }

  /// A site for which nothing was done.
  package init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}

extension SiteReport {
  init(_ site: Site, _ tally: SiteTally, waiting: Int) {
    self.init(id: site.id, name: site.name)
    fetched = tally.fetched
    new = tally.new
    changed = tally.changed
    unchanged = tally.unchanged
    gone = tally.gone
    moved = tally.moved
    failed = tally.failed
    skipped = tally.skipped
    bytes = tally.bytes
    requests = tally.requests
    if let began = tally.began, let ended = tally.ended {
      seconds = ended.since(began) / .seconds(1)
    }
    self.waiting = waiting
    stored = tally.stored
    slowest = tally.slowest.map { SlowPage(url: $0.url, seconds: $0.took / .seconds(1)) }
    notes = tally.notes
  }

  /// This report with what was done later; what waits and is stored at the end is the later one's.
  fileprivate func followed(by later: SiteReport) -> SiteReport {
    var whole = self
    whole.add(later)
    whole.waiting = later.waiting
    whole.stored = later.stored
    whole.seconds += later.seconds
    whole.slowest = Array((slowest + later.slowest).sorted { $0.seconds > $1.seconds }.prefix(3))
    whole.notes += later.notes.filter { !notes.contains($0) }
    return whole
  }

  fileprivate mutating func add(_ other: SiteReport) {
    fetched += other.fetched
    new += other.new
    changed += other.changed
    unchanged += other.unchanged
    gone += other.gone
    moved += other.moved
    failed.merge(other.failed, uniquingKeysWith: +)
    skipped.merge(other.skipped, uniquingKeysWith: +)
    bytes += other.bytes
    requests += other.requests
    waiting += other.waiting
    stored += other.stored
  }
}

extension CrawlReport {
  init(_ outcome: CrawlLoop.Outcome, sites: [CrawlSite], began: UnixTime) {
    end =
      switch outcome.early {
      case nil: .finished
      case .stopped: .stopped
      case .timeLimit: .timeLimit
      case .pageLimit: .pageLimit
      }
    self.began = began.description
    seconds = outcome.elapsed / .seconds(1)
    self.sites = sites.indices.filter { sites[$0].isActive }.map {
      SiteReport(sites[$0].site, outcome.tallies[$0], waiting: outcome.waiting[$0])
    }
    total = SiteReport(id: "total", name: "all sites")
    for site in self.sites { total.add(site) }
    total.seconds = seconds
  }

  /// The report as one line of JSON.
  package var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  /// The summary that people read: a line a site with what needs attention, and a total.
  package var text: String {
    var lines = sites.filter { $0.requests > 0 || $0.waiting > 0 || !$0.notes.isEmpty }.flatMap(
      \.lines)
    lines += total.lines
    lines.append("\(end.rawValue) after \(Self.rounded(seconds)) s")
    return lines.joined(separator: "\n")
  }

  /// This report and that of the crawl that went on after it, with another list of sites, as one.
  package func followed(by later: CrawlReport) -> CrawlReport {
    var whole = later
    whole.began = began
    whole.seconds += seconds
    for site in sites {
      if let index = whole.sites.firstIndex(where: { $0.id == site.id }) {
        whole.sites[index] = site.followed(by: whole.sites[index])
      } else {
        whole.sites.append(site)
      }
    }
    whole.total = total.followed(by: later.total)
    return whole
  }

  static func rounded(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}

extension SiteReport {
  /// The site as people read it.
  fileprivate var lines: [String] {
    var text =
      "\(id): \(fetched) fetched (\(new) new, \(changed) changed, \(unchanged) unchanged), \(gone) gone, "
      + "\(failed.values.reduce(0, +)) failed, \(waiting) waiting, \(ByteCountText.short(bytes)), \(CrawlReport.rounded(seconds)) s"
    if !failed.isEmpty { text += "\n  failed: \(failed.listing)" }
    if !skipped.isEmpty { text += "\n  skipped: \(skipped.listing)" }
    if let yield { text += "\n  yield: \(yield.line)" }
    if let slow = slowest.first, slow.seconds >= 1 {
      text += "\n  slowest: \(CrawlReport.rounded(slow.seconds)) s \(slow.url)"
    }
    return [text] + notes.map { "  note: \($0)" }
  }
}

extension ByteCountText {
  /// A number of bytes with one decimal, for people.
  static func short(_ bytes: Int) -> String {
    switch bytes {
    case ..<1000: "\(bytes) B"
    case ..<1_000_000: "\(CrawlReport.rounded(Double(bytes) / 1e3)) KB"
    case ..<1_000_000_000: "\(CrawlReport.rounded(Double(bytes) / 1e6)) MB"
    default: "\(CrawlReport.rounded(Double(bytes) / 1e9)) GB"
    }
  }
}
