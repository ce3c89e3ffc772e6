/// A run as `RunWriter` leaves it: in memory when it is short, in a temporary file else.
struct SortedRun {
  /// The arrival in the segment of each of the run's documents.
  let arrivals: [UInt32]
  /// A term here and there, from which reading may begin, ascending.
  struct Mark {
    var key: UInt64
    /// The key of the term before, 0 for the first.
    var keyBefore: UInt64
    /// Words before the term.
    var offset: Int
  }

  /// About so many words lie between two marks.
  static let markDistance = 1 << 14

  let marks: [Mark]
  private let words: [UInt32]
  private let file: SideFile?

  init(arrivals: [UInt32], marks: [Mark], words: [UInt32]) {
    (self.arrivals, self.marks, self.words, file) = (arrivals, marks, words, nil)
  }

  init(arrivals: [UInt32], marks: [Mark], file: SideFile) {
    (self.arrivals, self.marks, words, self.file) = (arrivals, marks, [], file)
  }

  /// Keys that cut the runs' terms into `count` stretches of about equally many words, ascending; 0 and the largest key are the ends.
  static func stretches(of runs: [SortedRun], count: Int) -> [Range<UInt64>] {
    let keys = runs.flatMap { $0.marks.map(\.key) }.sorted()
    var bounds: [UInt64] = [0]
    for stretch in 1..<max(1, count) where !keys.isEmpty {
      let key = keys[keys.count * stretch / count]
      if key > bounds[bounds.count - 1] { bounds.append(key) }
    }
    return zip(bounds, bounds.dropFirst() + [.max]).map { $0..<$1 }
  }

  /// The number of its words.
  var count: Int { file.map { $0.count / 4 } ?? words.count }

  /// Fills `chunk` with the words from `offset` on and returns how many there were; fewer only at the end.
  func read(
    at offset: Int, into chunk: inout HeapBuffer<UInt32>
  ) throws(IndexError) -> Int {
    if let file { return try file.read(at: 4 * offset, into: &chunk) / 4 }
    let count = min(chunk.count, words.count - offset)
    for index in 0..<count { chunk[index] = words[offset + index] }
    return count
  }
}
