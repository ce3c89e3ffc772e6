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
  /// Starts a pool of `count` workers and passes on what they warn of.
  static func start(count: Int) throws -> ExtractionPool {
    let pool = try ExtractionPool(workerPath: try Programs.path(of: "kuasou-extract"), workers: count)
    return pool
  }
}
