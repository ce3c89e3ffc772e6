import Bytes
import Documents
import Synchronization

/// One thread's share of the work on a segment: its inverter, its runs, and the blocks of stored documents.
final class InverterThread: Sendable {
  /// What some documents gave besides occurrences.
  struct Output: Sendable {
    /// In the order of the documents.
    var measures: [Inverter.Measures] = []
    var blocks: [StoredBlocks.Block] = []
    /// The inverter's runs so far.
    var runCount = 0
  }

  private struct State: ~Copyable {
    var inverter: Inverter
    var stored = StoredBlocks()
    var runs: [SortedRun] = []
  }

  private let state: Mutex<State>
  private let path: String
  private let files: any FileSystem
  private let runMemory: Int
  private let content: IndexedContent

  /// - Parameters:
  ///   - path: the beginning of the names of its temporary files.
  ///   - memoryBudget: bytes for occurrences; an eighth of them is for runs that stay in memory.
  init(path: String, memoryBudget: Int, content: IndexedContent, on files: any FileSystem) {
    self.path = path
    self.files = files
    let runMemory = memoryBudget / 8
    self.runMemory = runMemory
    self.content = content
    let inverter = Inverter(memoryLimit: memoryBudget - runMemory, content: content)
    state = Mutex(State(inverter: inverter))
  }

  /// The runs so far.
  var runs: [SortedRun] { state.withLock { $0.runs } }

  /// Takes in documents of which the first is the segment's `firstArrival`th.
  func add(_ documents: [Document], firstArrival: Int) throws(IndexError) -> Output {
    try state.withLock { (state) throws(IndexError) in
      var output = Output()
      output.measures.reserveCapacity(documents.count)
      for (index, document) in documents.enumerated() {
        if state.inverter.isFull { try writeRuns(&state) }
        let arrival = UInt32(firstArrival + index)
        output.measures.append(state.inverter.add(document, arrival: arrival))
        state.stored.add(stored(document))
      }
      output.blocks = state.stored.take()
      output.runCount = state.runs.count
      return output
    }
  }

  /// Writes the last run and gives the memory back.
  func finish() throws(IndexError) {
    try state.withLock { (state) throws(IndexError) in
      try writeRuns(&state)
      state.inverter = Inverter(memoryLimit: 0)
    }
  }

  private func stored(_ document: Document) -> Document {
    guard content == .bodyTerms else { return document }
    var bare = document
    (bare.title, bare.text, bare.metadata) = ("", "", GovernmentMetadata())
    return bare
  }

  private func writeRuns(_ state: inout State) throws(IndexError) {
    guard state.inverter.documentCount > 0 else { return }
    let (body, rest) = try state.inverter.writeRuns(
      path: "\(path)\(state.runs.count)", memoryLimit: state.runs.isEmpty ? runMemory : 0,
      on: files)
    state.runs += [body, rest]
  }
}
