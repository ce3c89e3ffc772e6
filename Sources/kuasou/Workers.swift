import Documents
import ExtractionClient
import Glibc

/// The machine that the program runs on.
enum Machine {
  /// How many processors may be used.
  static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

/// The pool of sandboxed extraction workers as the commands use it.
enum Workers {
  /// A pool of `count` workers, the first of which has started; what it warns of is passed on.
  ///
  /// - Throws: `CommandFailure` when no worker can be started.
  static func start(count: Int) async throws -> ExtractionPool {
    let path = try WorkerLocation.find() ?? Programs.path(of: "kuasou-extract")
    let pool = ExtractionPool(workerPath: path, workers: count)
    guard let hello = await pool.hello() else {
      throw CommandFailure(
        "the extraction worker \(path) does not start",
        help: "run '\(path) --self-test' to see why")
    }
    for warning in hello.warnings { Console.message("kuasou: warning: \(warning)") }
    return pool
  }
}
