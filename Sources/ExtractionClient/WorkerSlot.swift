import Documents
import Glibc

/// The place of one worker in a pool: starts it when needed, replaces it when it is worn out or dead.
struct WorkerSlot: ~Copyable {
  /// What happened in this slot since it was made.
  var counters = PoolCounters()

  private let path: String
  private let limits: PoolLimits
  private var worker: WorkerProcess?
  /// The one that will take the worker's place: it starts while the last documents of the worker's share are read.
  private var successor: WorkerProcess?

  /// Documents before the end of a worker's share at which the next one is started.
  private static let headStart = 32

  /// Bytes of a request that may be given to a worker while it reads another: few files are larger, and what is there twice stays small.
  static let longestAhead = 1 << 20
  /// Requests that are given to a worker at most while it reads another.
  static let mostAhead = 6
  /// Bytes of a file that several may be of.
  static let shortFile = 64 << 10

  /// So many requests more are given one by one: a worker has died or hung on one of those that it had.
  private var caution = 0

  /// An empty slot for workers of the program at `path`.
  init(path: String, limits: PoolLimits) {
    self.path = path
    self.limits = limits
  }

  /// The running worker's process id.
  var workerID: Int32? {
    switch worker {
    case .some(let running): running.id
    case nil: nil
    }
  }

  /// What the running worker greeted with; starts one when there is none.
  mutating func hello() -> WorkerHello? {
    if worker == nil { start() }
    return switch worker {
    case .some(let running): running.hello
    case nil: nil
    }
  }

  /// Ends the worker and the one that would take its place.
  mutating func end() {
    worker = nil
    successor = nil
  }

  /// Requests that the running worker was given and has not answered.
  var underWay: Int {
    switch worker {
    case .some(let running): running.underWay
    case nil: 0
    }
  }

  private var isWornOut: Bool {
    switch worker {
    case .some(let running): running.underWay == 0 && running.documents >= limits.documentsPerWorker
    case nil: false
    }
  }

  /// Has the worker answer a request; a worker that dies or hangs is replaced and the request tried once more.
  ///
  /// - Parameter ahead: what the next calls will ask, in their order: it is sent before the answer is awaited, so that the worker need not
  ///   be woken for each. Which of them a worker died of isn't known, as it may keep answers back until it has several: the first is blamed
  ///   and tried again alone, and the others one by one.
  mutating func run(_ frame: WorkerFrame, ahead: [WorkerFrame] = []) -> WorkerAnswer {
    var failed = ExtractedContent(type: .other)
    counters.documents += 1
    for attempt in 1...2 {
      do {
        let answer = try once(frame, attempt == 1 && caution == 0 ? ahead : [])
        caution = max(0, caution - 1)
        return answer
      } catch {
        caution = Self.mostAhead + 1
        failed.failure = error.failure
        failed.warnings = [error.explanation]
        if attempt == 1 { counters.retries += 1 }
      }
    }
    counters.failures += 1
    return .content(failed)
  }

  /// Why one try gave nothing.
  private struct Fault: Error {
    var failure: ExtractionFailure
    var explanation: String
  }

  private mutating func once(
    _ frame: WorkerFrame, _ ahead: [WorkerFrame]
  ) throws(Fault) -> WorkerAnswer {
    if isWornOut { worker = nil }
    if worker == nil { start() }
    guard worker != nil else {
      throw Fault(failure: .crashed, explanation: "the worker \(path) could not be started")
    }
    do {
      return try exchange(frame, ahead)
    } catch {
      throw bury(after: error)
    }
  }

  private mutating func exchange(
    _ frame: WorkerFrame, _ ahead: [WorkerFrame]
  ) throws(WorkerSocket.Failure) -> WorkerAnswer {
    // Taken out for the call and put back: an optional of noncopyable type can't be mutated in place.
    guard var running = worker.take() else { throw .closed }
    let result: Result<WorkerAnswer, WorkerSocket.Failure>
    do throws(WorkerSocket.Failure) {
      result = .success(try converse(&running, frame, ahead))
    } catch {
      result = .failure(error)
    }
    if successor == nil, running.documents >= limits.documentsPerWorker - Self.headStart,
      limits.documentsPerWorker > Self.headStart
    {
      successor = WorkerProcess(path: path)
    }
    worker = consume running
    return try result.get()
  }

  /// Sends what the worker was not given yet, then awaits the answer.
  private func converse(
    _ running: inout WorkerProcess, _ frame: WorkerFrame, _ ahead: [WorkerFrame]
  ) throws(WorkerSocket.Failure) -> WorkerAnswer {
    let deadline = ContinuousClock.now + limits.documentTime
    let wanted = [frame] + ahead
    let room = max(running.underWay == 0 ? 1 : 0, limits.documentsPerWorker - running.documents)
    try running.send(wanted.dropFirst(running.underWay).prefix(room))
    return try running.answer(by: deadline)
  }

  /// Ends a worker that failed and says what that means for the document.
  private mutating func bury(after failure: WorkerSocket.Failure) -> Fault {
    counters.deaths += 1
    guard var dead = worker.take() else {
      return Fault(failure: .crashed, explanation: "the worker was gone")
    }
    let end = dead.end(graceful: failure == .closed)
    if failure == .timeout || end.signal == SIGXCPU {
      return Fault(
        failure: .timeLimit, explanation: "the worker was ended after \(limits.documentTime)")
    }
    if end.peakMemory > limits.memoryBytes / 2 {
      return Fault(
        failure: .memoryLimit, explanation: "the worker died at \(end.peakMemory >> 20) MiB")
    }
    let cause = end.signal == 0 ? "left" : "died by signal \(end.signal)"
    return Fault(failure: .crashed, explanation: "the worker \(cause)")
  }

  private mutating func start() {
    counters.starts += 1
    guard var next = successor.take() ?? WorkerProcess(path: path),
      next.greet(by: ContinuousClock.now + limits.startTime)
    else { return }
    worker = consume next
  }
}

/// What happened in a pool since it was made.
package struct PoolCounters: Sendable, Equatable {
  /// Documents that were asked for.
  package var documents = 0
  /// Workers that were started.
  package var starts = 0
  /// Workers that died or were killed for hanging.
  package var deaths = 0
  /// Documents that were tried again.
  package var retries = 0
  /// Documents that failed twice.
  package var failures = 0

  /// The sum of two counts.
  static func + (left: Self, right: Self) -> Self {
    PoolCounters(
      documents: left.documents + right.documents, starts: left.starts + right.starts,
      deaths: left.deaths + right.deaths, retries: left.retries + right.retries,
      failures: left.failures + right.failures)
  }
}
