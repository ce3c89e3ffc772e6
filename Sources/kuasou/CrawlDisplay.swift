import Crawler
import Documents
import Glibc
import Synchronization

/// Progress of a crawl on stderr: a block of lines that is rewritten on a terminal, a line of JSON every ten seconds elsewhere.
final class CrawlDisplay: Sendable {
  private let isTerminal = Console.messagesAreSeen
  private let state = Mutex(State())

  private struct State: Sendable {
    /// Lines of the block that stands on the terminal.
    var lines = 0
    /// When the last line of JSON was due.
    var told: Duration = .zero
  }

  /// The sites that are shown at once; those with most left to do.
  private static let shown = 12
  private static let interval: Duration = .seconds(10)

  /// Shows how far the crawl is.
  func show(_ progress: CrawlProgress) {
    state.withLock { state in
      if isTerminal {
        redraw(Self.lines(progress), &state)
      } else if progress.elapsed - state.told >= Self.interval {
        state.told = progress.elapsed
        try? Console.messageJSON(ProgressLine(progress))
      }
    }
  }

  /// Takes the block away.
  func end() {
    guard isTerminal else { return }
    state.withLock { redraw([], &$0) }
  }

  private func redraw(_ lines: [String], _ state: inout State) {
    let width = Self.terminalWidth
    var text = state.lines > 0 ? "\u{1B}[\(state.lines)A" : ""
    text += "\r\u{1B}[J"
    for line in lines { text += String(line.prefix(width)) + "\n" }
    state.lines = lines.count
    Console.draw(text)
  }

  private static func lines(_ progress: CrawlProgress) -> [String] {
    let sites = progress.sites.filter { $0.waiting > 0 }.sorted { $0.waiting > $1.waiting }
    let rows = sites.prefix(shown).map { site in
      columns([
        (site.id, 18), ("\(site.fetched)", -8), ("\(site.waiting)", -8),
        ("\(tenths(site.pagesPerSecond))/s", -9), (remaining(site), -9),
      ]) + "  " + state(of: site)
    }
    let head = columns([("site", 18), ("done", -8), ("queue", -8), ("pages", -9), ("left", -9)])
    let more = sites.count > shown ? ["… and \(sites.count - shown) more sites"] : []
    let total =
      "\(DurationText.format(.seconds(progress.elapsed.components.seconds))): \(progress.fetched) pages, "
      + "\(progress.waiting) waiting, \(progress.inFlight) in flight, \(progress.bytes >> 20) MiB"
    return (rows.isEmpty ? [] : [head]) + rows + more + [total]
  }

  private static func state(of site: SiteProgress) -> String {
    if let pause = site.pausedFor, pause > .seconds(1) {
      return "paused for \(DurationText.format(.seconds(pause.components.seconds)))"
    }
    return site.failed > 0 ? "\(site.failed) failed" : ""
  }

  private static func remaining(_ site: SiteProgress) -> String {
    guard let left = site.remaining else { return "" }
    let seconds = left.components.seconds
    // Of hours the seconds don't matter.
    return DurationText.format(.seconds(seconds >= 3600 ? seconds / 60 * 60 : seconds))
  }

  private static func tenths(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

  /// Texts in columns of that width; a negative one is aligned to the right.
  private static func columns(_ cells: [(text: String, width: Int)]) -> String {
    cells.map { text, width in
      let padding = String(repeating: " ", count: max(0, abs(width) - text.count))
      return width < 0 ? padding + text : text + padding
    }.joined(separator: " ")
  }

  private static var terminalWidth: Int {
    var size = winsize()
    // SAFETY: ioctl fills the local structure.
    let code = unsafe ioctl(2, UInt(TIOCGWINSZ), &size)
    return code == 0 && size.ws_col > 0 ? Int(size.ws_col) - 1 : 79
  }
}

/// One line of progress for logs.
private struct ProgressLine: Encodable {
  let progress = "crawl"
  let seconds: Int
  let fetched: Int
  let waiting: Int
  let inFlight: Int
  let bytes: Int
  let sites: [SiteLine]

  struct SiteLine: Encodable {
    let id: String
    let fetched: Int
    let waiting: Int
    let failed: Int
    let pagesPerSecond: Double
    let secondsLeft: Int?
    let secondsPaused: Int?
  }

  init(_ progress: CrawlProgress) {
    seconds = Int(progress.elapsed.components.seconds)
    fetched = progress.fetched
    waiting = progress.waiting
    inFlight = progress.inFlight
    bytes = progress.bytes
    sites = progress.sites.filter { $0.waiting > 0 }.map { site in
      SiteLine(
        id: site.id, fetched: site.fetched, waiting: site.waiting, failed: site.failed,
        pagesPerSecond: (site.pagesPerSecond * 10).rounded() / 10,
        secondsLeft: site.remaining.map { Int($0.components.seconds) },
        secondsPaused: site.pausedFor.map { Int($0.components.seconds) })
    }
  }
}
