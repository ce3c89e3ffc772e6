import FoundationEssentials
import Glibc

/// A running `kuasou-extract`; killed and reaped when it goes out of scope.
struct WorkerProcess: ~Copyable {
  /// The process id.
  let id: Int32
  /// What it greeted with; nil until `greet`.
  private(set) var hello: WorkerHello?
  /// How many documents it was given.
  private(set) var documents = 0
  /// Requests that it was given and has not answered.
  private(set) var underWay = 0

  private let socket: WorkerSocket
  private var reader = FrameReader()
  private var outbox = Outbox()
  private var isReaped = false

  /// Starts a worker without awaiting its greeting, which takes it some 30 ms; nil when it can't be started.
  init?(path: String) {
    var workerEnd: Int32 = -1
    guard let socket = WorkerSocket(workerEnd: &workerEnd) else { return nil }
    let started = SocketChild.spawn(path, [], Self.variables(), end: workerEnd)
    _ = close(workerEnd)
    guard let started else { return nil }
    id = started
    self.socket = socket
  }

  /// Awaits the greeting; false when none comes or it is of another protocol.
  mutating func greet(by deadline: ContinuousClock.Instant) -> Bool {
    guard let frame = try? socket.receive(with: &reader, sending: &outbox, by: deadline),
      frame.kind == .hello,
      let hello = try? JSONDecoder().decode(WorkerHello.self, from: Data(frame.header)),
      hello.version == WorkerHello.currentVersion
    else { return false }
    self.hello = hello
    return true
  }

  deinit {
    if !isReaped {
      _ = kill(id, SIGKILL)
      _ = SocketChild.reap(id)
    }
  }

  /// Gives the worker requests; it answers them in their order. What its end does not take at once goes out while an answer is awaited.
  mutating func send(_ requests: ArraySlice<WorkerFrame>) throws(WorkerSocket.Failure) {
    guard !requests.isEmpty else { return }
    documents += requests.count
    underWay += requests.count
    outbox.append(requests)
    try socket.push(&outbox)
  }

  /// Awaits the answer to the oldest request under way.
  ///
  /// A worker that says more than it was asked is not believed any more.
  mutating func answer(
    by deadline: ContinuousClock.Instant
  ) throws(WorkerSocket.Failure) -> WorkerAnswer {
    let frame = try socket.receive(with: &reader, sending: &outbox, by: deadline)
    guard let answer = WorkerAnswer(frame) else { throw .malformed }
    underWay -= 1
    guard underWay > 0 || !reader.holdsMore else { throw .malformed }
    return answer
  }

  /// Kills the worker and says how it ended: by itself before, or now.
  mutating func end(graceful: Bool) -> SocketChild.End {
    if !graceful { _ = kill(id, SIGKILL) }
    isReaped = true
    return SocketChild.reap(id)
  }

  /// A worker sees only what the loader and the locale need; a crash must not start swift-backtrace.
  static func variables() -> [String] {
    var result = [
      "LC_ALL=C.UTF-8", "SWIFT_BACKTRACE=enable=no", "MALLOC_ARENA_MAX=1",
      "MALLOC_TRIM_THRESHOLD_=268435456", "MALLOC_MMAP_THRESHOLD_=33554432",
      "MALLOC_TOP_PAD_=4194304",
    ]
    let own = ProcessInfo.processInfo.environment
    for name in ["LD_LIBRARY_PATH", "PATH"] {
      if let value = own[name] { result.append("\(name)=\(value)") }
    }
    return result
  }
}
