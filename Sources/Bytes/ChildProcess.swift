import CLinux
import Glibc

/// A program started by this one, with pipes to its standard streams as asked for.
///
/// All other descriptors of ours are close-on-exec. A child that is dropped without `wait()` is ended and reaped.
package struct ChildProcess: ~Copyable {
  /// What a standard stream of the child is connected to.
  package enum Stream: Sendable {
    /// What this process has.
    case inherit
    /// Nothing.
    case null
    /// A pipe whose other end this process holds.
    case pipe
  }

  /// How a child ended.
  package enum End: Sendable, Equatable {
    /// By itself, with this exit code.
    case exited(Int32)
    /// By this signal.
    case signalled(Int32)
  }

  /// The process id.
  package let id: Int32
  private var input: Int32
  private let output: Int32
  private let errors: Int32
  private var isReaped = false

  /// Starts `program` (a path) with arguments, without a shell.
  ///
  /// - Throws: `FileError.system` when the program can't be started.
  package init(
    _ program: String, _ arguments: [String] = [], input: Stream = .null,
    output: Stream = .inherit, errors: Stream = .inherit
  ) throws(FileError) {
    let pipes = try [input, output, errors].map { stream throws(FileError) in
      try Pipe(stream, program)
    }
    // SAFETY: the actions are initialised before use and destroyed on every way out.
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
    for (number, pipe) in pipes.enumerated() {
      let end = number == 0 ? pipe.reading : pipe.writing
      // SAFETY: dup2 in the child of a descriptor that is open here; it clears close-on-exec there.
      if end >= 0 { unsafe _ = posix_spawn_file_actions_adddup2(&actions, end, Int32(number)) }
    }
    let (pid, code) = unsafe Self.spawn(program, arguments, &actions)
    for (number, pipe) in pipes.enumerated() { pipe.closeEnd(ofChild: number, keep: code == 0) }
    guard code == 0 else { throw .system(operation: "start", path: program, errno: code) }
    id = pid
    self.input = input == .pipe ? pipes[0].writing : -1
    self.output = output == .pipe ? pipes[1].reading : -1
    self.errors = errors == .pipe ? pipes[2].reading : -1
  }

  deinit {
    for descriptor in [input, output, errors] where descriptor >= 0 { _ = close(descriptor) }
    if !isReaped {
      _ = kill(id, SIGKILL)
      var status: Int32 = 0
      // SAFETY: waitpid fills the local status.
      unsafe _ = waitpid(id, &status, 0)
    }
  }

  /// Writes all bytes to the child's standard input; false when the child no longer reads.
  package func write(_ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let wrote = unsafe bytes.withUnsafeBytes { buffer in
        // SAFETY: the range done..<count lies inside the buffer, which lives for the call.
        unsafe Glibc.write(input, buffer.baseAddress?.advanced(by: done), buffer.count - done)
      }
      if wrote < 0 && errno == EINTR { continue }
      if wrote <= 0 { return false }
      done += wrote
    }
    return true
  }

  /// Closes the child's standard input, which it reads as the end.
  package mutating func closeInput() {
    if input >= 0 { _ = close(input) }
    input = -1
  }

  /// Reads what the child has written to standard output, at most 64 KiB at a time; empty at its end.
  package func readOutput() -> [UInt8] { Self.read(output) }

  /// Reads what the child has written to standard error; empty at its end.
  package func readErrors() -> [UInt8] { Self.read(errors) }

  /// The next line of standard output without its end, waiting for it; nil when the child closed it.
  ///
  /// Reads byte by byte, so that nothing behind the line is taken: for a greeting line, not for bulk.
  package func readLine(limit: Int = 4096) -> String? {
    var line: [UInt8] = []
    while line.count < limit {
      let next = Self.read(output, count: 1)
      guard let byte = next.first else {
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
      }
      if byte == 10 { break }
      line.append(byte)
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// Sends a signal to the child.
  package func signal(_ number: Int32) { _ = kill(id, number) }

  /// Waits until the child has ended.
  @discardableResult
  package mutating func wait() -> End {
    var status: Int32 = 0
    // SAFETY: waitpid fills the local status.
    while unsafe waitpid(id, &status, 0) < 0 && errno == EINTR {}
    isReaped = true
    let signal = status & 0x7F
    return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
  }

  private static func spawn(
    _ program: String, _ arguments: [String], _ actions: inout posix_spawn_file_actions_t
  ) -> (pid_t, Int32) {
    // SAFETY: the copies made by strdup live until after the call and are freed here; the array ends in nil.
    var vector = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
    defer { unsafe vector.forEach { unsafe free($0) } }
    var attributes = cleanSignals()
    defer { unsafe _ = posix_spawnattr_destroy(&attributes) }
    var pid: pid_t = 0
    let code = unsafe posix_spawn(&pid, program, &actions, &attributes, &vector, environ)
    return (pid, code)
  }

  /// Attributes by which the child blocks no signal and ignores none: threads of a Swift program block most of them,
  /// and a child would inherit that.
  private static func cleanSignals() -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    var none = sigset_t()
    var all = sigset_t()
    // SAFETY: all three are local and initialised by these calls before they are read.
    unsafe posix_spawnattr_init(&attributes)
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    return attributes
  }

  private static func read(_ descriptor: Int32, count: Int = 1 << 16) -> [UInt8] {
    guard descriptor >= 0 else { return [] }
    // SAFETY: read fills at most `count` bytes and says how many.
    return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      var got = 0
      repeat {
        got = unsafe Glibc.read(descriptor, buffer.baseAddress, count)
      } while got < 0 && errno == EINTR
      filled = max(0, got)
    }
  }
}

/// The two ends of a stream between us and a child; -1 where there is none.
private struct Pipe {
  var reading: Int32 = -1
  var writing: Int32 = -1

  init(_ stream: ChildProcess.Stream, _ program: String) throws(FileError) {
    switch stream {
    case .inherit: return
    case .null:
      // SAFETY: the string is passed as a NUL-terminated copy that lives for the call.
      reading = unsafe kuasou_open("/dev/null", O_RDWR | O_CLOEXEC, 0)
      writing = reading
    case .pipe:
      // SAFETY: pipe2 fills the two integers.
      guard unsafe kuasou_pipe(&reading, &writing, O_CLOEXEC) == 0 else {
        throw .system(operation: "connect", path: program, errno: errno)
      }
    }
  }

  /// Closes the end that the child has now, or both when there is no child.
  func closeEnd(ofChild number: Int, keep: Bool) {
    let (theirs, ours) = number == 0 ? (reading, writing) : (writing, reading)
    if theirs >= 0 { _ = close(theirs) }
    if ours >= 0 && ours != theirs && !keep { _ = close(ours) }
  }
}
