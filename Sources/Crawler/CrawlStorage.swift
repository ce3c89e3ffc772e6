import Bytes
import Documents
import Foundation
import Synchronization

/// Makes durable what the crawl brings, on a thread of its own: the page store first, then the state, many pages at a time.
///
/// Everything that has come while a batch was being written is the next batch, so that a fast crawl shares its disk
/// synchronisations and a slow one has its pages durable at once.
final class CrawlStorage: Sendable {
  /// Something to be done, in order.
  enum Job: Sendable {
    /// Append the page, apply the changes, then say so.
    case persist(token: Int, PageRecord?, url: Int64, [StateChange])
    /// Apply the changes.
    case record([StateChange])
    /// Load waiting URLs.
    case refill(host: Int, lane: HostQueue.Lane, after: Int64)
    /// Finish and end.
    case close
  }

  /// What came of it.
  enum Answer: Sendable {
    case event(CrawlEvent)
    case failed(CrawlError)
    case closed
  }

  /// How long a batch of a crawl without delay waits for pages that are under way, and from look to look.
  private static let longestWait = Duration.milliseconds(
    Int(ProcessInfo.processInfo.environment["LW"] ?? "16")!)
  private static let step = Duration.milliseconds(4)

  private let jobs: Mailbox<Job>
  private let state: CrawlState
  private let active: [Bool]
  private let gather: Duration
  private let underWay = Atomic(0)
  private let answer: @Sendable ([Answer]) -> Void

  /// A store that writes to `state` and, from its own thread, to the page store of `data`.
  ///
  /// - Parameter gather: how long to wait for more after the first job of a batch.
  /// - Parameter answer: takes what came of a batch's pages at once, so that it wakes the reader once.
  init?(
    state: CrawlState, active: [Bool], gather: Duration,
    answer: @escaping @Sendable ([Answer]) -> Void
  ) {
    guard let jobs = Mailbox<Job>() else { return nil }
    self.jobs = jobs
    self.state = state
    self.active = active
    self.gather = gather
    self.answer = answer
  }

  /// Adds a job.
  func add(_ job: Job) { jobs.post(job) }

  /// Takes how many fetches are under way, those included whose pages wait here: when they all do, no more will come.
  func expect(_ underWay: Int) { self.underWay.store(underWay, ordering: .relaxed) }

  /// Starts the thread, which owns the page store's writer until `close`.
  func start(_ writer: consuming PageStoreWriter) {
    let shared = WriterBox(writer)
    Thread.detachNewThread { [self] in
      guard let writer = shared.take() else { return }
      run(writer)
    }
  }

  private func run(_ opened: consuming PageStoreWriter) {
    var writer = opened
    var isOpen = true
    while isOpen {
      var batch = jobs.take(waiting: 1000)
      guard !batch.isEmpty else { continue }
      if gather > .zero { gather(more: &batch) }
      do throws(CrawlError) {
        isOpen = try perform(batch, &writer)
      } catch {
        answer([.failed(error)])
        isOpen = false
      }
    }
    answer([.closed])
  }

  /// Waits for what may share a synchronisation with the batch: as long as was asked for, and where that is short, as in a crawl
  /// without delay, on until every page that is under way is there.
  private func gather(more batch: inout [Job]) {
    var (pause, waited) = (gather, Duration.zero)
    repeat {
      if batch.contains(where: \.isLast) { return }
      Thread.sleep(forTimeInterval: Double(pause.components.attoseconds) / 1e18)
      batch += jobs.take()
      waited += pause
      pause = Self.step
    } while waited < Self.longestWait
      && batch.count(where: \.isPage) < underWay.load(ordering: .relaxed)
  }

  private func perform(_ batch: [Job], _ writer: inout PageStoreWriter) throws(CrawlError) -> Bool {
    var changes = StateBatch()
    var tokens: [Int] = []
    var refills: [(Int, HostQueue.Lane, Int64)] = []
    var isOpen = true
    for job in batch {
      switch job {
      case .persist(let token, let page, let url, let list):
        if let page { changes.locations[url] = try append(page, &writer) }
        changes.changes += list
        tokens.append(token)
      case .record(let list): changes.changes += list
      case .refill(let host, let lane, let after): refills.append((host, lane, after))
      case .close: isOpen = false
      }
    }
    try commit(changes, &writer)
    if !tokens.isEmpty { answer(tokens.map { .event(.persisted(token: $0)) }) }
    for (host, lane, after) in refills {
      let targets = try state.waiting(host: host, lane: lane, after: after, active: active)
      answer([.event(.refilled(host: host, lane: lane, targets))])
    }
    return isOpen
  }

  private func append(
    _ page: PageRecord, _ writer: inout PageStoreWriter
  ) throws(CrawlError) -> PageLocation {
    do throws(FileError) { return try writer.append(page) } catch { throw .file(error) }
  }

  private func commit(_ batch: StateBatch, _ writer: inout PageStoreWriter) throws(CrawlError) {
    do throws(FileError) { try writer.commit() } catch { throw .file(error) }
    Failpoint.pass("crawl-before-state")
    let due = try state.write(batch)
    Failpoint.pass("crawl-after-state")
    if !due.isEmpty { answer([.event(.becameDue(due))]) }
  }
}

extension CrawlStorage.Job {
  /// Whether a fetch waits for it.
  fileprivate var isPage: Bool { if case .persist = self { true } else { false } }

  /// Whether nothing comes after it.
  fileprivate var isLast: Bool { if case .close = self { true } else { false } }
}

/// Carries the writer, which can't be copied, into the thread that owns it from then on.
private final class WriterBox: Sendable {
  private let writer: Mutex<PageStoreWriter?>

  init(_ writer: consuming PageStoreWriter) { self.writer = Mutex(writer) }

  func take() -> PageStoreWriter? { writer.withLock { $0.take() } }
}
