import Tokenizer

/// Reads a run term by term.
struct RunReader: ~Copyable {
  private let run: SortedRun
  /// Words of the run.
  private let length: Int
  private var chunk: HeapBuffer<UInt32>
  /// Words of the chunk, and those of it that have been read.
  private var filled = 0
  private var place = 0
  /// Words of the run that are in this chunk or came before it.
  private var offset = 0
  /// The number in the segment of each of the run's documents.
  private let numbers: [UInt32]
  private var entriesLeft = 0
  /// The term's key; nil behind the last.
  private(set) var key: UInt64?
  /// The spelling of a hashed term.
  private(set) var spelling: [UInt8]?

  private let keys: Range<UInt64>
  private var lastKey: UInt64

  /// A reader of the terms whose key lies in `keys`.
  ///
  /// - Parameter order: of all documents of the segment.
  init(_ run: SortedRun, _ keys: Range<UInt64>, _ order: DocumentOrder) {
    numbers = run.arrivals.map { order.numbers[Int($0)] }
    self.run = run
    length = run.count
    self.keys = keys
    chunk = HeapBuffer(zeros: min(length, Self.chunkLength))
    let mark = run.marks.last { $0.key <= keys.lowerBound }
    (offset, lastKey) = (mark?.offset ?? 0, mark?.keyBefore ?? 0)
  }

  private static let chunkLength = 1 << 16

  /// Goes to the next term, when the one before has been taken.
  mutating func nextTerm() throws(IndexError) {
    repeat {
      try skipEntries()
      try readTerm()
    } while key.map { $0 < keys.lowerBound } ?? false
    if let key, key >= keys.upperBound { self.key = nil }
  }

  private mutating func skipEntries() throws(IndexError) {
    for _ in 0..<entriesLeft where try next() == RunWriter.escape {
      _ = (try next(), try next())
    }
  }

  private mutating func readTerm() throws(IndexError) {
    if place == filled && offset == length {
      (key, entriesLeft) = (nil, 0)
      return
    }
    var delta = UInt64(try next())
    if delta == UInt64(RunWriter.escape) {
      delta = UInt64(try next())
      delta |= UInt64(try next()) << 32
    }
    let following = lastKey &+ delta
    (key, lastKey) = (following, following)
    entriesLeft = Int(try next())
    spelling = TokenKey.isHashed(following) ? try nextSpelling() : nil
  }

  /// Appends the term's postings to `postings`.
  mutating func take(
    into postings: inout GatheredPostings, hasPositions: Bool
  ) throws(IndexError) {
    postings.reserve(entriesLeft)
    var document = UInt32.max
    while entriesLeft > 0 {
      // An entry has three words at most: that many surely lie in the chunk.
      let here = min(entriesLeft, (filled - place) / 3)
      if here > 0 {
        takeHere(here, &document, into: &postings, hasPositions)
      } else {
        try takeNext(&document, into: &postings, hasPositions)
      }
    }
  }

  /// Appends the next entries, which lie in the chunk.
  private mutating func takeHere(
    _ count: Int, _ document: inout UInt32, into postings: inout GatheredPostings,
    _ hasPositions: Bool
  ) {
    var at = place
    for _ in 0..<count {
      let word = chunk[at]
      at &+= 1
      var (gap, value) = (word &>> 16, word & 0xFFFF)
      if word == RunWriter.escape {
        (gap, value) = (chunk[at], chunk[at &+ 1])
        at &+= 2
      }
      document &+= gap
      append(document, value, isNew: gap != 0, to: &postings, hasPositions)
    }
    place = at
    entriesLeft -= count
  }

  /// Appends the next entry, wherever it ends.
  private mutating func takeNext(
    _ document: inout UInt32, into postings: inout GatheredPostings, _ hasPositions: Bool
  ) throws(IndexError) {
    let word = try next()
    var (gap, value) = (word &>> 16, word & 0xFFFF)
    if word == RunWriter.escape { (gap, value) = (try next(), try next()) }
    document &+= gap
    append(document, value, isNew: gap != 0, to: &postings, hasPositions)
    entriesLeft -= 1
  }

  @inline(__always) private func append(
    _ document: UInt32, _ value: UInt32, isNew: Bool, to postings: inout GatheredPostings,
    _ hasPositions: Bool
  ) {
    let number = numbers[Int(document)]
    if hasPositions {
      postings.append(place: value, of: number, isNew: isNew)
    } else {
      postings.append(number, frequency: value)
    }
  }

  /// The next word; 0 behind the end.
  @inline(__always) private mutating func next() throws(IndexError) -> UInt32 {
    if place == filled { try refill() }
    if place == filled { return 0 }
    let word = chunk[place]
    place &+= 1
    return word
  }

  @inline(never) private mutating func refill() throws(IndexError) {
    filled = try run.read(at: offset, into: &chunk)
    offset += filled
    place = 0
  }

  private mutating func nextSpelling() throws(IndexError) -> [UInt8] {
    let count = Int(try next())
    var spelling: [UInt8] = []
    while spelling.count < count {
      let word = try next()
      for place in 0..<min(4, count - spelling.count) {
        spelling.append(UInt8(truncatingIfNeeded: word >> (8 * UInt32(place))))
      }
    }
    return spelling
  }
}
