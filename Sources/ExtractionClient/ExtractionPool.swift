import Dispatch
package import Documents
import Synchronization

/// A pool of sandboxed extraction workers: safe to call from any number of tasks or threads, never dies of a document.
///
/// Workers start when first needed. Each call waits for a free worker, sends the bytes over its socket and awaits the answer; crash, hang and limits cost one retry in a
/// fresh worker, then only that document.
package final class ExtractionPool: Sendable {
  /// The worker program.
  package let workerPath: String

  private let slots: [Slot]
  private let queue = Mutex(FreeSlots())
  private let limits: PoolLimits

  /// One worker's place with the thread that speaks to it.
  private final class Slot: Sendable {
    let state: Mutex<WorkerSlot>
    let thread: DispatchQueue

    init(path: String, limits: PoolLimits, number: Int) {
      state = Mutex(WorkerSlot(path: path, limits: limits))
      thread = DispatchQueue(label: "kuasou.extract.\(number)")
    }
  }

  /// Slots that are idle and callers that wait for one; at most one of the two holds any.
  private struct FreeSlots {
    var idle: [Int] = []
    var waiting: [Waiter] = []
    private var next = 0

    /// Who has waited longest.
    var first: Waiter? { next < waiting.count ? waiting[next] : nil }

    mutating func removeFirst() {
      next += 1
      if next == waiting.count {
        waiting.removeAll(keepingCapacity: true)
        next = 0
      } else if next > 512 {
        waiting.removeFirst(next)
        next = 0
      }
    }
  }

  private enum Waiter: Sendable {
    case job(Job)
    case task(CheckedContinuation<Int, Never>)
    case thread(DispatchSemaphore, Slip)
  }

  /// A request that the slot's own thread answers.
  private struct Job: Sendable {
    let frame: WorkerFrame
    let answer: @Sendable (WorkerAnswer) -> Void
  }

  /// Where a waiting thread finds the slot it was given.
  private final class Slip: Sendable { let slot = Mutex(0) }

  /// A pool of up to `workers` processes of the program at `workerPath`.
  package init(workerPath: String, workers: Int, limits: PoolLimits = PoolLimits()) {
    self.workerPath = workerPath
    self.limits = limits
    let count = max(1, workers)
    slots = (0..<count).map { Slot(path: workerPath, limits: limits, number: $0) }
    queue.withLock { $0.idle = Array((0..<count).reversed()) }
  }

  /// Extracts one file; waits for a free worker without blocking a thread of the caller.
  package func extract(
    bytes: [UInt8], url: String?, contentType: String?, parts: ExtractedParts = .all
  ) async -> ExtractedContent {
    let file = ExtractionInput(bytes: bytes, url: url, contentType: contentType)
    return await run(Self.request(for: file, parts), bytes).content
  }

  /// Extracts several files, whose answers come in their order.
  ///
  /// The caller is woken once: a task and a wake-up for each file cost a good part of what reading a small page does.
  package func extract(
    _ files: [ExtractionInput], parts: ExtractedParts = .all
  ) async -> [ExtractedContent] {
    guard !files.isEmpty else { return [] }
    return await withCheckedContinuation { asker in
      let sheet = AnswerSheet(count: files.count, asker: asker)
      var jobs: [Job] = []
      for (place, file) in files.enumerated() {
        if let refused = refusal(file.bytes) {
          sheet.put(refused, at: place)
        } else {
          let frame = Self.request(for: file, parts).frame(file.bytes)
          jobs.append(Job(frame: frame) { sheet.put($0.content, at: place) })
        }
      }
      add(jobs)
    }
  }

  private static func request(
    for file: ExtractionInput, _ parts: ExtractedParts
  ) -> WorkerRequest {
    WorkerRequest(
      operation: parts == .all ? .extract : .index, url: file.url, contentType: file.contentType)
  }

  /// Decides a file's type and charset only.
  package func sniff(bytes: [UInt8], contentType: String?) async -> ExtractedContent {
    await run(WorkerRequest(operation: .sniff, contentType: contentType), bytes).content
  }

  /// Extracts a scanned PDF by the tables that tesseract wrote of its first pages.
  package func extract(bytes: [UInt8], recognised tables: [[UInt8]]) async -> ExtractedContent {
    await run(.recognised(tables), bytes + tables.joined()).content
  }

  /// Extracts one file on the calling thread, for callers outside of tasks.
  package func extractBlocking(
    bytes: [UInt8], url: String?, contentType: String?
  ) -> ExtractedContent {
    runBlocking(WorkerRequest(operation: .extract, url: url, contentType: contentType), bytes)
      .content
  }

  /// Draws a page of a PDF, counted from 0, on the calling thread: a binary portable graymap, or content that says why there is none.
  package func drawBlocking(page: Int, of bytes: [UInt8]) -> WorkerAnswer {
    runBlocking(.draw(page: page), bytes)
  }

  private func runBlocking(_ request: WorkerRequest, _ bytes: [UInt8]) -> WorkerAnswer {
    if let refused = refusal(bytes) { return .content(refused) }
    let index = acquireBlocking()
    defer { release(index) }
    return slots[index].state.withLock { $0.run(request.frame(bytes)) }
  }

  /// What a worker greets with: its confinement and warnings; nil when none can be started.
  package func hello() async -> WorkerHello? {
    let index = await acquire()
    defer { release(index) }
    let slot = slots[index]
    return await withCheckedContinuation { continuation in
      slot.thread.async { continuation.resume(returning: slot.state.withLock { $0.hello() }) }
    }
  }

  /// What happened so far; a worker that is busy is waited for.
  package var counters: PoolCounters {
    slots.reduce(PoolCounters()) { sum, slot in sum + slot.state.withLock { $0.counters } }
  }

  /// Ends all workers, of which a program that is about to end leaves none behind; the next request starts one again.
  package func endWorkers() {
    for slot in slots { slot.state.withLock { $0.end() } }
  }

  /// The running workers' process ids; a worker that is busy is left out.
  package var workerIDs: [Int32] {
    slots.compactMap { slot in (slot.state.withLockIfAvailable { $0.workerID }) ?? nil }
  }

  private func run(_ request: WorkerRequest, _ bytes: [UInt8]) async -> WorkerAnswer {
    if let refused = refusal(bytes) { return .content(refused) }
    return await withCheckedContinuation { continuation in
      add([Job(frame: request.frame(bytes)) { continuation.resume(returning: $0) }])
    }
  }

  /// Starts the requests for which there is a slot; the others wait.
  private func add(_ jobs: [Job]) {
    let started = queue.withLock { queue in
      let free = queue.idle.suffix(jobs.count)
      queue.idle.removeLast(free.count)
      queue.waiting += jobs.dropFirst(free.count).map { .job($0) }
      return Array(zip(jobs, free))
    }
    for (job, slot) in started { start(job, on: slot) }
  }

  private func start(_ job: Job, on index: Int) {
    slots[index].thread.async { self.work(job, on: index) }
  }

  /// Answers the request and those that wait behind it, one after the other: a thread that goes on costs less than one that is woken, and a
  /// worker that finds the next requests when it has answered one costs less than one that waits for them.
  private func work(_ first: Job, on index: Int) {
    var jobs = [first]
    while let job = jobs.first {
      // Several are given at once, so that a worker and this thread wake for several, too.
      if jobs.count <= WorkerSlot.mostAhead / 2 {
        jobs += takeAhead(WorkerSlot.mostAhead + 1 - jobs.count)
      }
      let ahead = jobs.dropFirst().map(\.frame)
      job.answer(slots[index].state.withLock { $0.run(job.frame, ahead: ahead) })
      jobs.removeFirst()
      if jobs.isEmpty, let next = pass(index) { jobs.append(next) }
    }
  }

  /// At most so many requests of those that have waited longest, which may be sent before the one under way is answered; large ones only
  /// alone, lest small ones wait for them while another worker has nothing to do.
  private func takeAhead(_ count: Int) -> [Job] {
    queue.withLock { queue in
      var taken: [Job] = []
      while taken.count < count, case .job(let job) = queue.first {
        let size = job.frame.body.count
        guard size <= WorkerSlot.shortFile || taken.isEmpty && size <= WorkerSlot.longestAhead
        else { break }
        queue.removeFirst()
        taken.append(job)
        if size > WorkerSlot.shortFile { break }
      }
      return taken
    }
  }

  private func refusal(_ bytes: [UInt8]) -> ExtractedContent? {
    guard bytes.count > limits.fileBytes else { return nil }
    var result = ExtractedContent(type: .other)
    result.failure = .tooLarge
    return result
  }

  private func acquire() async -> Int {
    await withCheckedContinuation { continuation in
      let free = queue.withLock { queue -> Int? in
        if let index = queue.idle.popLast() { return index }
        queue.waiting.append(.task(continuation))
        return nil
      }
      if let free { continuation.resume(returning: free) }
    }
  }

  private func acquireBlocking() -> Int {
    let slip = Slip()
    let semaphore = DispatchSemaphore(value: 0)
    let free = queue.withLock { queue -> Int? in
      if let index = queue.idle.popLast() { return index }
      queue.waiting.append(.thread(semaphore, slip))
      return nil
    }
    if let free { return free }
    semaphore.wait()
    return slip.slot.withLock { $0 }
  }

  private func release(_ index: Int) {
    if let job = pass(index) { start(job, on: index) }
  }

  /// Hands the slot to whoever has waited longest, else leaves it idle; a request that waited is the caller's to start.
  private func pass(_ index: Int) -> Job? {
    let waiter = queue.withLock { queue -> Waiter? in
      guard let first = queue.first else {
        queue.idle.append(index)
        return nil
      }
      queue.removeFirst()
      return first
    }
    switch waiter {
    case .job(let job): return job
    case .task(let continuation): continuation.resume(returning: index)
    case .thread(let semaphore, let slip):
      slip.slot.withLock { $0 = index }
      semaphore.signal()
    case nil: break
    }
    return nil
  }
}
