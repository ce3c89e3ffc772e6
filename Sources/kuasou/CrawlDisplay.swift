import Crawler

/// Progress of a crawl on stderr: one line that is rewritten on a terminal, a line now and then elsewhere.
final class CrawlDisplay: Sendable {
  private let isTerminal = Console.messagesAreSeen

  /// Shows how far the crawl is.
  func show(_ progress: CrawlProgress) {
    guard isTerminal else { return }
    let slowest = progress.sites.max { $0.waiting < $1.waiting }
    let longest = slowest.map { ", longest queue \($0.id) \($0.waiting)" } ?? ""
    Console.progress(
      "\(Self.seconds(progress.elapsed)) s: \(progress.fetched) pages, \(progress.waiting) waiting, "
        + "\(progress.inFlight) in flight, \(progress.bytes >> 20) MiB\(longest)")
  }

  /// Ends the line.
  func end() {
    if isTerminal { Console.progress("") }
  }

  private static func seconds(_ duration: Duration) -> Int64 { duration.components.seconds }
}
