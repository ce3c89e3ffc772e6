import Glibc

/// Starts and reaps child processes that speak over a socket.
enum SocketChild {
  /// How a child ended.
  struct End: Equatable {
    /// The signal that ended it, 0 when it left by itself.
    var signal: Int32
    /// What it left with, where no signal ended it.
    var code: Int32
    /// Its largest resident memory in bytes.
    var peakMemory: Int
  }

  /// Starts the program at `path`; nil when it can't be.
  ///
  /// The child gets the socket as standard input and output and this process's standard error, unless it is `silent`; all other descriptors are
  /// close-on-exec, and the child closes what is not.
  static func spawn(
    _ path: String, _ arguments: [String], _ environment: [String], end: Int32,
    silent: Bool = false
  ) -> Int32? {
    // SAFETY: the actions are initialised here and destroyed on the way out; strings are copied and freed.
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, end, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, end, 1)
    if silent { unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) }
    var arguments = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    var environment = unsafe environment.map { unsafe strdup($0) } + [nil]
    defer {
      for index in unsafe arguments.indices { unsafe free(arguments[index]) }
      for index in unsafe environment.indices { unsafe free(environment[index]) }
    }
    var id: pid_t = 0
    let code = unsafe posix_spawn(&id, path, &actions, nil, &arguments, &environment)
    return code == 0 ? id : nil
  }

  /// Waits until the child has ended.
  static func reap(_ id: Int32) -> End {
    var status: Int32 = 0
    var usage = rusage()
    // SAFETY: wait4 fills the two local variables.
    while unsafe wait4(id, &status, 0, &usage) < 0, errno == EINTR {}
    return End(
      signal: status & 0x7F, code: status >> 8 & 0xFF, peakMemory: Int(usage.ru_maxrss) * 1_024)
  }
}
