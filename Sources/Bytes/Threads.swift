import Dispatch
import Synchronization

/// Work on several threads at once that the caller waits for.
package enum Threads {
  /// What `body` gives for each of 0..<`count`, in this order; a thread that is free takes the next one.
  ///
  /// - Parameter limit: the most threads, of which the caller's is one.
  /// - Throws: what one of the calls threw; the others are made nevertheless.
  package static func map<Output: Sendable, Failure: Error>(
    _ count: Int, limit: Int, _ body: @Sendable (Int) throws(Failure) -> Output
  ) throws(Failure) -> [Output] {
    let waiting = Mutex(0..<count)
    let results = Mutex<[Int: Result<Output, Failure>]>([:])
    DispatchQueue.concurrentPerform(iterations: min(limit, count)) { _ in
      while let index = waiting.withLock({ $0.popFirst() }) {
        let result = Result { () throws(Failure) in try body(index) }
        results.withLock { $0[index] = result }
      }
    }
    let all = results.withLock { $0 }
    var outputs: [Output] = []
    for index in 0..<count {
      if let result = all[index] { outputs.append(try result.get()) }
    }
    return outputs
  }
}
