package import Documents
import Foundation

/// Asks each site for its robots.txt and start pages, for `kuasou sites check --online`.
///
/// A crawl of the entry URLs alone, kept nowhere: it goes through the same machine, so that politeness, robots.txt, redirects and
/// address rules are exactly those of a crawl.
package struct OnlineCheck: Sendable {
  private let sites: [Site]
  private let politeness: Politeness
  /// Hosts that are asked at once.
  private static let slots = 8

  /// A check of these sites.
  package init(sites: [Site], politeness: Politeness = .normal) {
    self.sites = sites
    var politeness = politeness
    // A person is waiting: one more attempt is enough, and a host that asks for a pause is reported instead of waited for.
    politeness.retries = 1
    politeness.postponements = 0
    self.politeness = politeness
  }

  /// Checks all sites and hands over each as soon as it is done; from the check's own thread.
  ///
  /// - Returns: the sites in the order of sites.conf.
  /// - Throws: `CrawlError.network` when libcurl can't be started.
  package func run(
    _ line: @escaping @Sendable (SiteCheck) -> Void = { _ in }
  ) async throws(CrawlError) -> [SiteCheck] {
    let (sites, politeness) = (sites, politeness)
    let checks: [SiteCheck]? = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var loop = OnlineCheckLoop(
          sites: sites, politeness: politeness, slots: Self.slots, line: line)
        continuation.resume(returning: loop?.run())
      }
    }
    guard let checks else { throw .network }
    return checks
  }
}

/// What asking a site gave.
package struct SiteCheck: Sendable, Codable {
  /// The site's `id`.
  package var id: String
  /// What its robots.txt is.
  package var robots = "not asked"
  /// Seconds between requests that robots.txt asks for.
  package var crawlDelay: Double?
  /// The start URLs.
  package var pages: [PageCheck] = []

  /// What asking for one start URL gave.
  package struct PageCheck: Sendable, Codable {
    /// The URL of sites.conf.
    package var url: String
    /// The HTTP status; 0 for none.
    package var status = 0
    /// Where it redirected to, hop by hop.
    package var redirects: [String] = []
    /// The page's title.
    package var title = ""
    /// Bytes of the body.
    package var bytes = 0
    /// From the request to the first byte.
    package var milliseconds = 0
    /// The address that answered.
    package var address = ""
    /// Links on the page that belong to the site; a page of scripts has none.
    package var links = 0
    /// What is wrong; nil when the page can be crawled.
    package var problem: String?
  }

  /// Whether every start URL can be crawled.
  package var isGood: Bool { !pages.isEmpty && pages.allSatisfy { $0.problem == nil } }

  /// The check as people read it: a line a start URL.
  package var text: String {
    pages.map { page in
      var text = "\(id): \(page.problem == nil ? "ok" : "PROBLEM") \(page.url)"
      for hop in page.redirects { text += " → \(hop)" }
      if page.status > 0 {
        text +=
          ", \(page.status), \(page.bytes) bytes, \(page.milliseconds) ms, \(page.address), \(page.links) links"
      }
      if !page.title.isEmpty { text += ", \"\(page.title)\"" }
      if let problem = page.problem { text += ", \(problem)" }
      return text + ", \(robots)" + (crawlDelay.map { ", Crawl-delay \($0)" } ?? "")
    }.joined(separator: "\n")
  }
}
