import Bytes
import Tokenizer

/// A batch's occurrences in a temporary file: by term, then by the documents' length and arrival.
///
/// A term is varint key less the key before, spelling of a hashed one (u8 length, bytes), varint number of documents. A document of
/// it is varint gap of ranks × 2, plus 1 when it has the term more than once; then varint frequency less 2; in a field
/// with positions varint first position and the gaps, less 1, of the others.
final class SortedRun {
  /// The documents' order within the batch: a rank is a number there.
  let order: DocumentOrder
  /// The arrival of the batch's first document.
  let firstArrival: UInt32
  private let file: SideFile
  private var bytes: [UInt8] = []
  private var lastKey: UInt64 = 0

  init(path: String, firstArrival: UInt32, order: DocumentOrder) throws(IndexError) {
    self.firstArrival = firstArrival
    self.order = order
    file = try SideFile(path: path)
    bytes.reserveCapacity(1 << 18)
  }

  /// Bytes written, after `close`.
  var count: Int { file.count }

  /// Reads up to `count` bytes at `offset`; fewer only at the end.
  func read(at offset: Int, count: Int) throws(IndexError) -> [UInt8] {
    try file.read(at: offset, count: count)
  }

  /// Appends a term, whose key is larger than the one before, with its occurrences.
  func append(
    _ key: UInt64, spelling: [UInt8]?, _ entries: Span<UInt64>
  ) throws(IndexError) {
    // In a variable of its own the buffer is held once, not checked for other holders at every byte.
    var packed: [UInt8] = []
    swap(&packed, &bytes)
    appendVarint(key - lastKey, to: &packed)
    lastKey = key
    if TokenKey.isHashed(key) {
      let spelling = spelling ?? []
      packed.append(UInt8(clamping: spelling.count))
      packed.append(contentsOf: spelling.prefix(255))
    }
    if IndexField.of(termKey: key)?.hasPositions == true {
      Self.appendPlaces(entries, to: &packed)
    } else {
      Self.appendCounts(entries, to: &packed)
    }
    swap(&packed, &bytes)
    if bytes.count >= 1 << 18 { try flush() }
  }

  /// Writes the rest.
  func close() throws(IndexError) {
    try flush()
    bytes = []
  }

  private func flush() throws(IndexError) {
    try file.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  private static func appendPlaces(_ entries: Span<UInt64>, to bytes: inout [UInt8]) {
    appendVarint(UInt64(documentCount(entries)), to: &bytes)
    var (index, lastRank) = (0, UInt32.max)
    while index < entries.count {
      let rank = TokenBatch.document(entries[index])
      var end = index &+ 1
      while end < entries.count && TokenBatch.document(entries[end]) == rank { end &+= 1 }
      appendDocument(rank &- lastRank &- 1, frequency: end &- index, to: &bytes)
      lastRank = rank
      var last = TokenBatch.value(entries[index])
      appendVarint(UInt64(last), to: &bytes)
      for place in index &+ 1..<end {
        let position = TokenBatch.value(entries[place])
        appendVarint(UInt64(position &- last &- 1), to: &bytes)
        last = position
      }
      index = end
    }
  }

  private static func appendCounts(_ entries: Span<UInt64>, to bytes: inout [UInt8]) {
    appendVarint(UInt64(entries.count), to: &bytes)
    var lastRank = UInt32.max
    for index in entries.indices {
      let rank = TokenBatch.document(entries[index])
      appendDocument(
        rank &- lastRank &- 1, frequency: Int(TokenBatch.value(entries[index])), to: &bytes)
      lastRank = rank
    }
  }

  @inline(__always) private static func appendDocument(
    _ gap: UInt32, frequency: Int, to bytes: inout [UInt8]
  ) {
    appendVarint(UInt64(gap) << 1 | (frequency > 1 ? 1 : 0), to: &bytes)
    if frequency > 1 { appendVarint(UInt64(frequency - 2), to: &bytes) }
  }

  private static func documentCount(_ entries: Span<UInt64>) -> Int {
    var count = 0
    var last = UInt32.max
    for index in entries.indices {
      let document = TokenBatch.document(entries[index])
      count &+= document == last ? 0 : 1
      last = document
    }
    return count
  }
}

/// Reads a run front to back.
struct RunReader: ~Copyable {
  private let run: SortedRun
  private let length: Int
  private let numbers: [UInt32]
  private var chunk: [UInt8] = []
  private var place = 0
  private var fileOffset = 0
  private var postingsLeft: UInt32 = 0
  private var rank = UInt32.max
  /// The term's key; nil behind the last.
  private(set) var key: UInt64?
  /// The spelling of a hashed term.
  private(set) var spelling: [UInt8]?
  /// The document's number in the segment.
  private(set) var number: UInt32 = 0
  /// How often the document has the term.
  private(set) var frequency: UInt32 = 0

  private static let chunkLength = 1 << 18

  /// - Parameter order: of all documents of the segment.
  init(_ run: SortedRun, _ order: DocumentOrder) {
    self.run = run
    length = run.count
    numbers = run.order.arrivals.map { order.numbers[Int(run.firstArrival + $0)] }
  }

  /// Goes to the next term and stands before its first document.
  mutating func nextTerm() throws(IndexError) {
    if place == chunk.count && fileOffset == length {
      key = nil
      return
    }
    let next = (key ?? 0) &+ (try varint())
    key = next
    spelling = TokenKey.isHashed(next) ? try text() : nil
    postingsLeft = UInt32(truncatingIfNeeded: try varint())
    rank = .max
  }

  /// Goes to the next document of the term, whose positions, if it has any, must then be read; false behind the last.
  @inline(__always) mutating func nextDocument() throws(IndexError) -> Bool {
    if postingsLeft == 0 { return false }
    postingsLeft &-= 1
    let gap = try varint()
    rank = rank &+ UInt32(truncatingIfNeeded: gap >> 1) &+ 1
    frequency = gap & 1 == 0 ? 1 : UInt32(truncatingIfNeeded: try varint()) &+ 2
    number = numbers[Int(rank)]
    return true
  }

  /// The document's next position, or its distance to the one before less 1.
  @inline(__always) mutating func nextPlace() throws(IndexError) -> UInt32 {
    UInt32(truncatingIfNeeded: try varint())
  }

  @inline(__always) private mutating func varint() throws(IndexError) -> UInt64 {
    if chunk.count &- place < 10 && fileOffset < length { try refill() }
    var end = place
    let value = chunk.span.varint(&end)
    place = end
    return value
  }

  private mutating func text() throws(IndexError) -> [UInt8] {
    if chunk.count - place < 256 && fileOffset < length { try refill() }
    let count = Int(chunk.span.load8(place))
    let end = min(place + 1 + count, chunk.count)
    defer { place = end }
    return Array(chunk[min(place + 1, end)..<end])
  }

  @inline(never) private mutating func refill() throws(IndexError) {
    let next = try run.read(at: fileOffset, count: Self.chunkLength)
    fileOffset = next.isEmpty ? length : fileOffset + next.count
    chunk = Array(chunk[place...]) + next
    place = 0
  }
}

/// Merges runs term by term into the lists of a segment.
struct RunMerger: ~Copyable {
  private var readers: FixedArray<RunReader>
  /// The runs that have the term at hand, and of those with documents left.
  private var having: [Int] = []

  /// - Parameter order: of all documents of the segment.
  init(_ runs: [SortedRun], _ order: DocumentOrder) {
    readers = FixedArray(count: runs.count) { RunReader(runs[$0], order) }
  }

  /// Writes all terms.
  mutating func merge(into lists: inout ListWriter) throws(IndexError) {
    for index in 0..<readers.count { try readers[index].nextTerm() }
    while let key = leastKey() {
      let field = IndexField.of(termKey: key) ?? .body
      let spelling = having.first.flatMap { readers[$0].spelling }
      lists.begin(field)
      try mergeDocuments(field.hasPositions, &lists)
      try lists.end(key, spelling: spelling)
    }
  }

  /// The smallest key that a run stands on; `having` then names the runs that do.
  private mutating func leastKey() -> UInt64? {
    var least: UInt64?
    having.removeAll(keepingCapacity: true)
    for index in 0..<readers.count {
      guard let key = readers[index].key else { continue }
      if let known = least, key > known { continue }
      if key != least { having.removeAll(keepingCapacity: true) }
      least = key
      having.append(index)
    }
    return least
  }

  private mutating func mergeDocuments(
    _ hasPositions: Bool, _ lists: inout ListWriter
  ) throws(IndexError) {
    for index in having.reversed() where try !readers[index].nextDocument() {
      try leave(index)
    }
    while let first = having.first {
      var (least, number) = (first, readers[first].number)
      for index in having where readers[index].number < number {
        (least, number) = (index, readers[index].number)
      }
      try take(least, hasPositions, &lists)
    }
  }

  /// Takes the document that a run stands on, and those after it as long as no other run is next.
  private mutating func take(
    _ index: Int, _ hasPositions: Bool, _ lists: inout ListWriter
  ) throws(IndexError) {
    let limit = having.count == 1 ? UInt32.max : nextNumber(besides: index)
    repeat {
      let frequency = readers[index].frequency
      lists.encoder.add(readers[index].number, frequency: frequency)
      if hasPositions {
        lists.encoder.addFirst(try readers[index].nextPlace())
        for _ in 1..<frequency { lists.encoder.addFurther(gap: try readers[index].nextPlace()) }
      }
      if try !readers[index].nextDocument() {
        try leave(index)
        return
      }
    } while readers[index].number < limit
  }

  private func nextNumber(besides taken: Int) -> UInt32 {
    var number = UInt32.max
    for index in having where index != taken { number = min(number, readers[index].number) }
    return number
  }

  /// A run has no more documents of the term.
  private mutating func leave(_ index: Int) throws(IndexError) {
    having.removeAll { $0 == index }
    try readers[index].nextTerm()
  }
}
