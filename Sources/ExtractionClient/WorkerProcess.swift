import FoundationEssentials
import Glibc

/// A running `kuasou-extract`; killed and reaped when it goes out of scope.
struct WorkerProcess: ~Copyable {
  /// How a worker ended.
  struct End: Equatable {
    /// The signal that ended it, 0 when it left by itself.
    var signal: Int32
    /// Its largest resident memory in bytes.
    var peakMemory: Int
  }

  /// The process id.
  let id: Int32
  /// What it greeted with.
  let hello: WorkerHello
  /// How many documents it has read.
  var documents = 0

  private let socket: WorkerSocket
  private var isReaped = false

  /// Starts a worker and awaits its greeting; nil when it can't be started or speaks another protocol.
  init?(path: String, by deadline: ContinuousClock.Instant) {
    var workerEnd: Int32 = -1
    guard let socket = WorkerSocket(workerEnd: &workerEnd) else { return nil }
    let started = Self.spawn(path, workerEnd)
    _ = close(workerEnd)
    guard let started else { return nil }
    guard let frame = try? socket.receive(by: deadline), frame.kind == .hello,
      let hello = try? JSONDecoder().decode(WorkerHello.self, from: Data(frame.header)),
      hello.version == WorkerHello.currentVersion
    else {
      _ = kill(started, SIGKILL)
      _ = Self.reap(started)
      return nil
    }
    id = started
    self.hello = hello
    self.socket = socket
  }

  deinit {
    if !isReaped {
      _ = kill(id, SIGKILL)
      _ = Self.reap(id)
    }
  }

  /// Sends a request and awaits the answer's body.
  mutating func exchange(
    _ request: WorkerFrame, by deadline: ContinuousClock.Instant
  ) throws(WorkerSocket.Failure) -> [UInt8] {
    documents += 1
    try socket.send(request, by: deadline)
    let answer = try socket.receive(by: deadline)
    guard answer.kind == .answer else { throw .malformed }
    return answer.body
  }

  /// Kills the worker and says how it ended: by itself before, or now.
  mutating func end(graceful: Bool) -> End {
    if !graceful { _ = kill(id, SIGKILL) }
    isReaped = true
    return Self.reap(id)
  }

  private static func reap(_ id: Int32) -> End {
    var status: Int32 = 0
    var usage = rusage()
    // SAFETY: wait4 fills the two local variables.
    while unsafe wait4(id, &status, 0, &usage) < 0, errno == EINTR {}
    return End(signal: status & 0x7F, peakMemory: Int(usage.ru_maxrss) * 1_024)
  }

  /// The child gets the socket as standard input and output, this process's standard error; all other descriptors are close-on-exec, and the worker closes what is not.
  private static func spawn(_ path: String, _ end: Int32) -> Int32? {
    // SAFETY: the actions are initialised here and destroyed on the way out; strings are copied and freed.
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, end, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, end, 1)
    var arguments = unsafe [strdup(path), nil]
    var environment = unsafe variables().map { unsafe strdup($0) } + [nil]
    defer {
      for index in unsafe arguments.indices { unsafe free(arguments[index]) }
      for index in unsafe environment.indices { unsafe free(environment[index]) }
    }
    var id: pid_t = 0
    let code = unsafe posix_spawn(&id, path, &actions, nil, &arguments, &environment)
    return code == 0 ? id : nil
  }

  /// A worker sees only what the loader and the locale need; a crash must not start swift-backtrace.
  private static func variables() -> [String] {
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
