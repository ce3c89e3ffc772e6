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

  /// Gives what `body` makes of each of 0..<`count` to `take`, in this order and on the caller's thread, while the next ones are made.
  ///
  /// - Parameter limit: the most threads, the caller's not counted.
  /// - Throws: what the first failing call of `body` or `take` threw; what has begun by then is ended, nothing else begins.
  package static func forEach<Output: Sendable, Failure: Error>(
    _ count: Int, limit: Int, _ body: @escaping @Sendable (Int) throws(Failure) -> Output,
    _ take: (Output) throws(Failure) -> Void
  ) throws(Failure) {
    let made = MadeInOrder<Output, Failure>(count)
    let group = DispatchGroup()
    for _ in 0..<min(limit, count) {
      DispatchQueue.global().async(group: group) { made.work(body) }
    }
    defer {
      made.stop()
      group.wait()
    }
    for index in 0..<count { try take(try made.wait(for: index).get()) }
  }
}

/// Results that are made by several threads and taken in order by one.
private final class MadeInOrder<Output: Sendable, Failure: Error>: Sendable {
  private let waiting: Mutex<Range<Int>>
  private let results = Mutex<[Int: Result<Output, Failure>]>([:])
  /// Counts results.
  private let made = DispatchSemaphore(value: 0)

  init(_ count: Int) { waiting = Mutex(0..<count) }

  /// Makes results until there is nothing left to begin.
  func work(_ body: @Sendable (Int) throws(Failure) -> Output) {
    while let index = waiting.withLock({ $0.popFirst() }) {
      let result = Result { () throws(Failure) in try body(index) }
      results.withLock { $0[index] = result }
      made.signal()
    }
  }

  /// Lets nothing more begin.
  func stop() { waiting.withLock { $0 = $0.upperBound..<$0.upperBound } }

  /// The result of this number, which is made or will be.
  func wait(for index: Int) -> Result<Output, Failure> {
    while true {
      if let result = results.withLock({ $0.removeValue(forKey: index) }) { return result }
      made.wait()
    }
  }
}
