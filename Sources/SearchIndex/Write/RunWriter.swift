import Bytes
import Tokenizer

/// Writes a run: terms by ascending key, each with its entries by arrival of the document.
///
/// A run is a row of 32-bit words that only this process reads. A term is its key less the key before, the number of its
/// entries, and for a hashed key the spelling (length, then four bytes a word). An entry is gap × 2¹⁶ + value: the gap is the distance
/// from the document before, 0 for the same one; the value is a position, or the frequency in a field without positions. `escape`
/// goes before two words that hold what does not fit: a key's halves, or gap and value.
struct RunWriter: ~Copyable {
  static let escape: UInt32 = .max

  private var words = HeapBuffer<UInt32>(zeros: 1 << 16)
  private var count = 0
  private var spilled: SideFile?
  private let path: String
  private let files: any FileSystem
  private var spilledCount = 0
  private var marks: [SortedRun.Mark] = []
  private var lastKey: UInt64 = 0
  private var lastDocument: UInt32 = .max

  /// Words that a run keeps in memory before it uses a file.
  private let memoryLimit: Int
  private static let chunkLength = 1 << 16

  /// A run that goes to a file at `path` when it takes more than `memoryLimit` bytes.
  init(path: String, memoryLimit: Int, on files: any FileSystem) {
    self.path = path
    self.files = files
    self.memoryLimit = max(memoryLimit / 4, Self.chunkLength)
  }

  /// Begins a term of that many entries, which follow.
  mutating func begin(_ key: UInt64, spelling: [UInt8]?, entryCount: Int) throws(IndexError) {
    if count >= Self.chunkLength && (spilled != nil || count >= memoryLimit) { try spill() }
    if spilledCount + count >= (marks.last?.offset ?? 0) + SortedRun.markDistance {
      marks.append(SortedRun.Mark(key: key, keyBefore: lastKey, offset: spilledCount + count))
    }
    let delta = key &- lastKey
    if delta < UInt64(Self.escape) {
      put(UInt32(truncatingIfNeeded: delta))
    } else {
      put(Self.escape)
      put(UInt32(truncatingIfNeeded: delta))
      put(UInt32(truncatingIfNeeded: delta >> 32))
    }
    put(UInt32(entryCount))
    if TokenKey.isHashed(key) { putSpelling(spelling ?? []) }
    (lastKey, lastDocument) = (key, .max)
  }

  /// Appends an entry to the term.
  @inline(__always) mutating func append(document: UInt32, value: UInt32) {
    let gap = document &- lastDocument
    lastDocument = document
    if gap < 0xFFFF && value <= 0xFFFF {
      put(gap &<< 16 | value)
    } else {
      putLarge(gap, value)
    }
  }

  /// Appends entries to the term, packed as in `TokenBatch`.
  mutating func append(_ entries: Span<UInt64>) {
    // An entry has three words at most.
    let most = count &+ 3 &* entries.count
    if most > words.count { words.grow(to: max(most, 2 &* words.count)) }
    var (at, last) = (count, lastDocument)
    for index in 0..<entries.count {
      let entry = entries[index]
      let (document, value) = (TokenBatch.document(entry), TokenBatch.value(entry))
      let gap = document &- last
      last = document
      if (UInt64(gap) &+ 1 | UInt64(value)) &>> 16 == 0 {
        words[at] = gap &<< 16 | value
        at &+= 1
      } else {
        (words[at], words[at &+ 1], words[at &+ 2]) = (Self.escape, gap, value)
        at &+= 3
      }
    }
    (count, lastDocument) = (at, last)
  }

  /// What was written, to be read after the documents' numbers are known.
  consuming func finish(arrivals: [UInt32]) throws(IndexError) -> SortedRun {
    if let spilled {
      try spill()
      return SortedRun(arrivals: arrivals, marks: marks, file: spilled)
    }
    return SortedRun(arrivals: arrivals, marks: marks, words: words.elements(first: count))
  }

  @inline(__always) private mutating func put(_ word: UInt32) {
    if count == words.count { words.grow(to: 2 &* count) }
    words[count] = word
    count &+= 1
  }

  @inline(never) private mutating func putLarge(_ gap: UInt32, _ value: UInt32) {
    put(Self.escape)
    put(gap)
    put(value)
  }

  private mutating func putSpelling(_ spelling: [UInt8]) {
    put(UInt32(spelling.count))
    for start in stride(from: 0, to: spelling.count, by: 4) {
      var word: UInt32 = 0
      for (place, byte) in spelling[start..<min(start + 4, spelling.count)].enumerated() {
        word |= UInt32(byte) << (8 * UInt32(place))
      }
      put(word)
    }
  }

  private mutating func spill() throws(IndexError) {
    let file: SideFile
    if let spilled { file = spilled } else { file = try SideFile(path: path, on: files) }
    spilled = file
    try file.write(words.bytes(first: count))
    spilledCount += count
    count = 0
  }
}
