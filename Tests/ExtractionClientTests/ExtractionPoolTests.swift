import Documents
import Glibc
import TestSupport
import Testing

@testable import ExtractionClient

/// The pool with the real worker program, which is built beside the tests.
@Suite("Extraction pool", .serialized, .timeLimit(.minutes(2)))
struct ExtractionPoolTests {
  private let worker = "\(Program.products)/kuasou-extract"
  private let page = Array(
    "<html><title>扶持资金通知</title><body><p>为支持中小企业发展，现就扶持资金申报有关事项通知如下。</p></body></html>".utf8)

  private func pool(_ workers: Int = 1, _ change: (inout PoolLimits) -> Void = { _ in })
    -> ExtractionPool
  {
    var limits = PoolLimits()
    change(&limits)
    return ExtractionPool(workerPath: worker, workers: workers, limits: limits)
  }

  private func extract(_ pool: ExtractionPool) async -> ExtractedContent {
    await pool.extract(bytes: page, url: "http://a.example/", contentType: "text/html")
  }

  @Test("a worker reads a page")
  func reads() async {
    let content = await extract(pool())

    #expect(content.title == "扶持资金通知")
    #expect(content.failure == nil)
  }

  @Test("what the index keeps is what a worker reads, without links and evidence")
  func indexed() async {
    let pool = pool()
    let page = self.page + Array("<a href=/b>附件</a>".utf8)
    func extract(_ parts: ExtractedParts) async -> ExtractedContent {
      await pool.extract(
        bytes: page, url: "http://a.example/", contentType: "text/html", parts: parts)
    }

    var whole = await extract(.all)
    #expect(whole.links.map(\.url) == ["http://a.example/b"])
    #expect(!whole.evidence.isEmpty)
    whole.links = []
    whole.evidence = [:]
    #expect(await extract(.indexed) == whole)
  }

  @Test("a worker greets with its confinement")
  func greets() async throws {
    let hello = try #require(await pool().hello())

    #expect(hello.version == WorkerHello.currentVersion)
    #expect(
      hello.sandbox.keys.sorted() == [
        "landlock", "noNewPrivileges", "resourceLimits", "systemCalls",
      ])
  }

  @Test("the worker's self-test proves the confinement")
  func selfTest() throws {
    let outcome = try Program("kuasou-extract").run(["--self-test"])

    #expect(outcome.code == 0)
    #expect(outcome.lines.count { $0.hasPrefix("refused: ") } == 13)
    #expect(!outcome.output.contains("ALLOWED"))
  }

  @Test("200 documents from many tasks share three workers")
  func manyTasks() async {
    let pool = pool(3)
    let titles = await withTaskGroup(of: String.self) { group in
      for _ in 0..<200 { group.addTask { await extract(pool).title } }
      return await group.reduce(into: []) { $0.append($1) }
    }

    #expect(titles == [String](repeating: "扶持资金通知", count: 200))
    #expect(pool.counters.starts == 3)
    #expect(pool.counters.documents == 200)
  }

  @Test(
    "requests on their way when their worker is killed are answered by the next one, each by its own answer"
  )
  func killedAhead() async throws {
    let pool = pool { $0.documentsPerWorker = 70 }
    _ = await pool.hello()
    let first = try #require(pool.workerIDs.first)
    let titles = await withTaskGroup(of: (Int, String).self) { group in
      for number in 0..<300 {
        group.addTask {
          // Every seventh is larger than what the socket holds, and so is its answer.
          let more = number % 7 == 0 ? 40_000 : 1
          let text =
            "<title>第\(number)号通知</title>"
            + String(repeating: "<p>为支持中小企业发展，现就有关事项通知如下。</p>", count: more)
          let bytes = Array(text.utf8.prefix(number % 2 == 0 ? 900_000 : 2_000_000))
          return (
            number, await pool.extract(bytes: bytes, url: nil, contentType: "text/html").title
          )
        }
      }
      group.addTask {
        usleep(3_000)
        _ = kill(first, SIGKILL)
        return (-1, "")
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }

    for number in 0..<300 { #expect(titles[number] == "第\(number)号通知") }
    #expect(pool.counters.failures == 0)
    #expect(pool.counters.starts >= 5)
  }

  @Test("several files at once are answered in their order, those that are refused among them")
  func severalFiles() async {
    let pool = pool(2) { $0.fileBytes = 1_000 }
    let files = (0..<150).map { number in
      let more = number % 50 == 7 ? String(repeating: "长", count: 400) : ""
      return ExtractionInput(
        bytes: Array("<title>第\(number)号通知</title><p>\(more)为支持中小企业发展。</p>".utf8),
        url: "http://a.example/\(number)", contentType: "text/html; charset=utf-8")
    }

    let contents = await pool.extract(files)

    #expect(contents.count == files.count)
    for (number, content) in contents.enumerated() {
      if number % 50 == 7 {
        #expect(content.failure == .tooLarge)
      } else {
        #expect(content.title == "第\(number)号通知")
      }
    }
    #expect(pool.counters.starts == 2)
    #expect(pool.counters.documents == 147)
    #expect(await pool.extract([]).isEmpty)
  }

  @Test("several files whose worker is killed in between are all answered")
  func severalFilesKilled() async throws {
    let pool = pool(1)
    _ = await pool.hello()
    let worker = try #require(pool.workerIDs.first)
    let text = "<title>通知</title>" + String(repeating: "<p>为支持中小企业发展。</p>", count: 2_000)
    let file = ExtractionInput(bytes: Array(text.utf8), url: nil, contentType: "text/html")
    async let contents = pool.extract([ExtractionInput](repeating: file, count: 200))
    usleep(20_000)
    _ = kill(worker, SIGKILL)

    let titles = await contents.map(\.title)

    #expect(titles == [String](repeating: "通知", count: 200))
    #expect(pool.counters.starts == 2 && pool.counters.failures == 0)
  }

  @Test("threads may call too")
  func blocking() {
    let content = pool().extractBlocking(bytes: page, url: nil, contentType: "text/html")

    #expect(content.title == "扶持资金通知")
  }

  @Test("a killed worker costs a retry, not the document")
  func killed() async throws {
    let pool = pool()
    _ = await extract(pool)
    _ = kill(try #require(pool.workerIDs.first), SIGKILL)

    let content = await extract(pool)

    #expect(content.title == "扶持资金通知")
    #expect(pool.counters.retries == 1)
    #expect(pool.counters.starts == 2)
  }

  @Test("a hanging worker is ended after the document's time and the document tried again")
  func hanging() async throws {
    let pool = pool { $0.documentTime = .milliseconds(700) }
    _ = await extract(pool)
    _ = kill(try #require(pool.workerIDs.first), SIGSTOP)

    let content = await extract(pool)

    #expect(content.title == "扶持资金通知")
    #expect(pool.counters.deaths == 1)
  }

  @Test("after a worker has hung on one of several requests, the next come one by one for a while")
  func caution() throws {
    var limits = PoolLimits()
    limits.documentTime = .seconds(1)
    var slot = WorkerSlot(path: worker, limits: limits)
    let frame = WorkerRequest(operation: .index, contentType: "text/html").frame(page)
    let ahead = [WorkerFrame](repeating: frame, count: 3)
    _ = slot.run(frame, ahead: ahead)
    var underWay = [slot.underWay]
    for _ in 0..<3 {
      _ = slot.run(frame)
      underWay.append(slot.underWay)
    }
    #expect(underWay == [3, 2, 1, 0])
    let stopped = slot.workerID
    _ = kill(try #require(stopped), SIGSTOP)

    for _ in 0...WorkerSlot.mostAhead {
      let title = slot.run(frame, ahead: ahead).content.title
      #expect(title == "扶持资金通知")
      underWay.append(slot.underWay)
    }
    _ = slot.run(frame, ahead: ahead)

    underWay.append(slot.underWay)
    #expect(underWay.dropFirst(4) == [0, 0, 0, 0, 0, 0, 0, 3])
    let counters = slot.counters
    #expect(counters.deaths == 1 && counters.retries == 1 && counters.failures == 0)
  }

  @Test("no time at all is a time limit, told after two tries, and the pool lives on")
  func timeLimit() async {
    let pool = pool { $0.documentTime = .zero }

    let content = await extract(pool)

    #expect(content.failure == .timeLimit)
    #expect(pool.counters.failures == 1)
    #expect(await pool.hello() != nil)
  }

  @Test("a worker is replaced after its share of documents")
  func recycled() async {
    let pool = pool { $0.documentsPerWorker = 3 }
    for _ in 0..<7 { _ = await extract(pool) }

    #expect(pool.counters.starts == 3)
    #expect(pool.counters.deaths == 0)
  }

  @Test(
    "the next worker starts while the last documents of a share are read, and takes the place then")
  func successor() async {
    let pool = pool { $0.documentsPerWorker = 40 }
    for _ in 0..<8 { _ = await extract(pool) }
    let first = pool.workerIDs
    for _ in 8..<40 { #expect(await extract(pool).failure == nil) }
    #expect(pool.workerIDs == first)
    for _ in 40..<50 { #expect(await extract(pool).failure == nil) }

    #expect(pool.workerIDs != first)
    #expect(pool.counters.starts == 2)
    #expect(pool.counters.deaths == 0)
  }

  @Test("a program that is no worker, and one that does not exist, fail documents only")
  func noWorker() async {
    let silent = ExtractionPool(workerPath: "/bin/true", workers: 1)
    let missing = ExtractionPool(workerPath: "/nowhere/kuasou-extract", workers: 1)

    #expect(await extract(silent).failure == .crashed)
    #expect(await extract(missing).failure == .crashed)
  }

  @Test("a file above the limit is refused without a worker")
  func tooLarge() async {
    let pool = pool { $0.fileBytes = 10 }

    #expect(await extract(pool).failure == .tooLarge)
    #expect(pool.counters.starts == 0)
  }

  /// In a process of its own: what other tests have open at the same time is not counted.
  @Test("workers that were ended are gone, and the next request starts one")
  func ended() async throws {
    let pool = pool(2)
    _ = await pool.extract(
      [ExtractionInput](
        repeating: ExtractionInput(bytes: page, url: nil, contentType: "text/html"), count: 20))
    let workers = pool.workerIDs

    pool.endWorkers()

    #expect(workers.count == 2 && pool.workerIDs.isEmpty)
    for worker in workers { #expect(kill(worker, 0) == -1 && errno == ESRCH) }
    #expect(await extract(pool).failure == nil)
    #expect(pool.counters.deaths == 0)
  }

  @Test("pools leave no descriptors and no children behind")
  func leaks() async {
    await #expect(processExitsWith: .success) {
      let tests = ExtractionPoolTests()
      _ = await tests.extract(tests.pool())
      for _ in 0..<200 where !Self.hasNoChildren() { usleep(50_000) }
      let descriptors = Self.openDescriptors()
      for _ in 0..<20 { _ = await tests.extract(tests.pool()) }

      // A pool goes when the thread that served it lets go of it, which may be after its answer has arrived.
      for _ in 0..<200 where Self.openDescriptors() > descriptors || !Self.hasNoChildren() {
        usleep(50_000)
      }
      #expect(Self.openDescriptors() <= descriptors)
      #expect(Self.hasNoChildren())
    }
  }

  private static func openDescriptors() -> Int {
    (0..<256).count { fcntl($0, F_GETFD) >= 0 }
  }

  /// Neither a running child nor one that nobody has waited for; the pool's own waiting is not disturbed.
  private static func hasNoChildren() -> Bool {
    waitid(P_ALL, 0, nil, WEXITED | WNOHANG | WNOWAIT) == -1 && errno == ECHILD
  }
}
