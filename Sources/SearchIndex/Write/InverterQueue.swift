import Dispatch
import Documents
import Synchronization

/// Stretches of documents on their way through inverters, each of which works on a thread of its own.
///
/// Outputs come in the order of the stretches, whichever inverter had them. One inverter alone works on the caller's thread.
final class InverterQueue: Sendable {
  /// What a stretch gave, or why not.
  typealias Output = Result<InverterThread.Output, IndexError>

  /// Some documents in the order of their arrival.
  struct Stretch: Sendable {
    var documents: [Document]
    /// The arrival of the first.
    var firstArrival: Int
  }

  private struct State {
    var waiting: [(number: Int, stretch: Stretch)] = []
    var outputs: [Int: Output] = [:]
    var submitted = 0
    var taken = 0
  }

  private let inverters: [InverterThread]
  private let state = Mutex(State())
  /// Counts stretches that wait, and once more for each thread when there will be no more.
  private let waiting = DispatchSemaphore(value: 0)
  /// Counts stretches that are done.
  private let done = DispatchSemaphore(value: 0)
  private let running = DispatchGroup()
  /// Stretches that may be under way, which bounds the memory held.
  private let limit: Int

  /// Starts the threads.
  init(_ inverters: [InverterThread]) {
    self.inverters = inverters
    limit = 16 * inverters.count
    guard inverters.count > 1 else { return }
    for inverter in inverters {
      DispatchQueue.global().async(group: running) { [self] in work(inverter) }
    }
  }

  /// Hands over the next stretch; waits while too many are under way. Returns what is complete, in order.
  func submit(_ stretch: Stretch) -> [Output] {
    guard inverters.count > 1 else { return [Self.output(of: stretch, inverters[0])] }
    let underWay = state.withLock { state in
      state.waiting.append((state.submitted, stretch))
      state.submitted += 1
      return state.submitted - state.taken
    }
    waiting.signal()
    var outputs = takeOutputs()
    while outputs.isEmpty && underWay >= limit {
      done.wait()
      outputs = takeOutputs()
    }
    return outputs
  }

  /// Waits until all stretches are done, ends the threads and returns the rest of the outputs.
  func close() -> [Output] {
    for _ in inverters { waiting.signal() }
    running.wait()
    return takeOutputs()
  }

  private func takeOutputs() -> [Output] {
    state.withLock { state in
      var outputs: [Output] = []
      while let output = state.outputs.removeValue(forKey: state.taken) {
        outputs.append(output)
        state.taken += 1
      }
      return outputs
    }
  }

  private func work(_ inverter: InverterThread) {
    while true {
      waiting.wait()
      let next = state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
      // Woken without a stretch: there will be no more.
      guard let (number, stretch) = next else { return }
      let output = Self.output(of: stretch, inverter)
      state.withLock { $0.outputs[number] = output }
      done.signal()
    }
  }

  private static func output(of stretch: Stretch, _ inverter: InverterThread) -> Output {
    Result { () throws(IndexError) in
      try inverter.add(stretch.documents, firstArrival: stretch.firstArrival)
    }
  }
}
