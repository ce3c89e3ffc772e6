import Dispatch
import Synchronization

/// Work on several threads at once that the caller waits for.
package enum Threads {
  /// What `body` gives for each of 0..<`count`, each on a thread of its own as far as there are cores.
  package static func concurrently<Output: Sendable>(
    _ count: Int, _ body: @Sendable (Int) -> Output
  ) -> [Output] {
    if count == 1 { return [body(0)] }
    let outputs = Mutex<[Int: Output]>([:])
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let output = body(index)
      outputs.withLock { $0[index] = output }
    }
    return outputs.withLock { all in (0..<count).compactMap { all[$0] } }
  }
}
