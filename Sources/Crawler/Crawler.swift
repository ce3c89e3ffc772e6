import Bytes
import Documents
import Foundation
import Synchronization

/// Crawls the sites of sites.conf into the page store.
package final class Crawler: Sendable {
  private let configuration: CrawlConfiguration
  private let progress: @Sendable (CrawlProgress) -> Void
  private let control = Mutex(Control())

  private struct Control {
    var mailbox: Mailbox<CrawlLoop.Message>?
    var stops = 0
  }

  /// A crawl, which hasn't begun.
  ///
  /// - Parameter progress: called from the crawl's thread, at most five times a second and once at the end.
  package init(
    _ configuration: CrawlConfiguration,
    progress: @escaping @Sendable (CrawlProgress) -> Void = { _ in }
  ) {
    self.configuration = configuration
    self.progress = progress
  }

  /// Ends the crawl: the first call lets pages under way come in, the second breaks them off. All is saved either way.
  ///
  /// May be called from any thread, also before `run`.
  package func stop() {
    let (mailbox, stops) = control.withLock { control in
      control.stops += 1
      return (control.mailbox, control.stops)
    }
    mailbox?.post(stops == 1 ? .stop : .abort)
  }

  /// Crawls until nothing is due, a limit is reached or `stop` is called.
  ///
  /// - Throws: what keeps a crawl from beginning or from storing; failures of sites are in the report.
  package func run() async throws(CrawlError) -> CrawlReport {
    let parts = try open()
    let lock = try Self.lock(configuration.data)
    let writer = try Self.writer(configuration.data)
    let began = UnixTime.now
    try takeWishes(parts.state)
    let backlog = try parts.state.backlog(
      active: parts.sites.map(\.isActive), robotsToken: parts.sites.map(\.site.robotsToken),
      now: began)
    let number = try parts.state.beginRun(at: began)
    parts.storage.start(writer)
    let outcome = await Self.run(parts, backlog)
    control.withLock { $0.mailbox = nil }
    guard let outcome else { throw .network }
    _ = lock
    if let error = outcome.error { throw error }
    let report = CrawlReport(outcome, sites: parts.sites, began: began)
    try parts.state.endRun(
      number, at: .now, outcome: report.end.rawValue, report: report.json)
    return report
  }

  /// Has the pages of sites that are wished for be due; a wish is struck off once that is saved.
  private func takeWishes(_ state: CrawlState) throws(CrawlError) {
    let wishes = CrawlWishes(configuration.data)
    let only = configuration.onlySites
    let ids: [String]
    do throws(FileError) { ids = try wishes.all() } catch { throw .file(error) }
    let taken = ids.filter { only.isEmpty || only.contains($0) }
    try state.makeDue(sites: taken)
    do throws(FileError) { try wishes.remove(taken) } catch { throw .file(error) }
  }

  private static func run(_ parts: CrawlLoop.Parts, _ backlog: CrawlBacklog) async -> CrawlLoop
    .Outcome?
  {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        guard var loop = CrawlLoop(parts) else { return continuation.resume(returning: nil) }
        continuation.resume(returning: loop.run(backlog))
      }
    }
  }

  private func open() throws(CrawlError) -> CrawlLoop.Parts {
    let sites = try configuration.crawlSites()
    let path = CrawlConfiguration.statePath(configuration.data)
    do throws(FileError) {
      try LocalFileSystem().makeFolder(configuration.data.crawl)
    } catch { throw .file(error) }
    guard let mailbox = Mailbox<CrawlLoop.Message>() else { throw .network }
    let state = try CrawlState(path: path, siteIDs: sites.map(\.site.id))
    let storage = CrawlStorage(
      state: state, active: sites.map(\.isActive), gather: configuration.gatherTime
    ) { mailbox.post($0.map { .storage($0) }) }
    guard let storage else { throw .network }
    let stops = control.withLock { control in
      control.mailbox = mailbox
      return control.stops
    }
    if stops > 0 { mailbox.post(.stop) }
    return CrawlLoop.Parts(
      configuration: configuration, sites: sites, state: state, storage: storage, mailbox: mailbox,
      progress: progress)
  }

  private static func lock(_ data: DataFolder) throws(CrawlError) -> FileLock {
    do throws(FileError) {
      return try FileLock(path: "\(data.path)/crawl.lock", holder: "kuasou crawl")
    } catch { throw .file(error) }
  }

  private static func writer(_ data: DataFolder) throws(CrawlError) -> PageStoreWriter {
    do throws(FileError) {
      return try PageStoreWriter(data: data, holder: "kuasou crawl")
    } catch { throw .file(error) }
  }
}
