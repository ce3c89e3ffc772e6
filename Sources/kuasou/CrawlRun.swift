import Bytes
import CLinux
import Crawler
import Documents
import Synchronization

/// A crawl with progress on stderr that SIGINT and SIGTERM end in order and SIGHUP has read sites.conf anew.
struct CrawlRun {
  private let configuration: CrawlConfiguration
  private let reload: @Sendable () throws -> [Site]

  /// A run of this configuration.
  ///
  /// - Parameter reload: reads the list of sites anew; what is wrong with it was shown when it throws.
  init(_ configuration: CrawlConfiguration, reload: @escaping @Sendable () throws -> [Site]) {
    self.configuration = configuration
    self.reload = reload
  }

  /// What signals have asked for.
  private struct Wishes: Sendable {
    var isStopped = false
    var sites: [Site]?
  }

  /// Crawls until nothing is due, a limit is reached or the process is asked to stop.
  ///
  /// A new list of sites ends the crawl in order and begins it anew; as all that waits is in the crawl state, nothing is lost or
  /// fetched twice by that.
  func run() async throws -> CrawlReport {
    // Freed memory stays with the arena of the thread that used it: two arenas hold less of it than one a thread.
    _ = kuasou_limit_arenas(2)
    _ = kuasou_return_freed_memory(1)
    // The indexing that `update` goes on with needs large blocks again and again.
    defer { _ = kuasou_return_freed_memory(0) }
    var next = configuration
    var report: CrawlReport?
    while true {
      let (part, wishes) = try await once(next)
      report = report.map { $0.followed(by: part) } ?? part
      guard let sites = wishes.sites, !wishes.isStopped, let whole = report,
        let rest = next.rest(after: part, sites: sites)
      else { return report ?? part }
      Console.message(
        "kuasou: going on with \(sites.count) sites, \(whole.total.fetched) pages so far")
      next = rest
    }
  }

  private func once(_ configuration: CrawlConfiguration) async throws -> (CrawlReport, Wishes) {
    let (display, code) = (CrawlDisplay(), ResidentCode())
    let wishes = WishBox()
    let crawler = Crawler(configuration) { progress in
      display.show(progress)
      code.sweep(at: progress.elapsed)
    }
    let (reload, only) = (reload, configuration.onlySites)
    let watch = StopSignals.onStop(
      reload: {
        guard let sites = Self.sites(reload, only) else { return }
        wishes.value.withLock { $0.sites = sites }
        crawler.stop()
      }
    ) {
      wishes.value.withLock { $0.isStopped = true }
      crawler.stop()
    }
    defer {
      watch.cancel()
      display.end()
    }
    let report = try await crawler.run()
    return (report, wishes.value.withLock { $0 })
  }

  /// The new list; nil when it can't be used and the old one counts on.
  private static func sites(
    _ reload: @Sendable () throws -> [Site], _ only: Set<String>
  ) -> [Site]? {
    do {
      let sites = try reload()
      let missing = only.subtracting(sites.map(\.id)).sorted()
      guard missing.isEmpty else {
        Console.message(
          "kuasou: the new list has no site \(missing.joined(separator: ", ")); going on with the old one"
        )
        return nil
      }
      return sites
    } catch {
      CommandFailure(error)?.show()
      Console.message("kuasou: going on with the old list of sites")
      return nil
    }
  }

  private final class WishBox: Sendable {
    let value = Mutex(Wishes())
  }
}

extension CrawlConfiguration {
  /// What is left to do after a part of the run, with another list of sites; nil when a limit of the run is reached.
  fileprivate func rest(after part: CrawlReport, sites: [Site]) -> CrawlConfiguration? {
    var rest = self
    rest.sites = sites
    if let pages = maxPages {
      rest.maxPages = pages - part.total.fetched
      guard pages > part.total.fetched else { return nil }
    }
    if let time = maxTime {
      let left = time - .seconds(part.seconds)
      guard left > .zero else { return nil }
      rest.maxTime = left
    }
    return rest
  }
}
