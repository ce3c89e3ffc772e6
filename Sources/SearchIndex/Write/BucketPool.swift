/// Entries in 65,536 buckets, each of which grows by chunks of one common block of memory.
///
/// Appending touches the end of one bucket alone; the ends of the few thousand that a language uses stay in the cache.
struct BucketPool: ~Copyable {
  /// The buckets there are.
  static let bucketCount = 1 << 16
  private static let chunkLength = 64

  private var entries: HeapBuffer<UInt64>
  /// Of each chunk the one before it in its bucket; 0 for the first, as no bucket owns chunk 0.
  private var previous: HeapBuffer<UInt32>
  /// Behind the last entry of each bucket; 0 for an empty one.
  private var ends: HeapBuffer<UInt32>
  private var chunkCount = 1

  /// A pool that has room for about `byteCount` bytes before it must grow.
  init(byteCount: Int) {
    let chunks = byteCount / (8 * Self.chunkLength) + 2
    entries = HeapBuffer(zeros: chunks * Self.chunkLength)
    previous = HeapBuffer(zeros: chunks)
    ends = HeapBuffer(zeros: Self.bucketCount)
  }

  /// Bytes in use.
  var byteCount: Int { chunkCount * (8 * Self.chunkLength + 4) }

  /// Appends an entry to a bucket.
  @inline(__always) mutating func append(_ entry: UInt64, to bucket: Int) {
    let end = Int(ends[bucket])
    if end & (Self.chunkLength &- 1) == 0 { return appendFirst(entry, to: bucket) }
    // Stored first, while the bucket's number is still known to be checked.
    ends[bucket] = UInt32(truncatingIfNeeded: end &+ 1)
    entries[end] = entry
  }

  /// The same to a new chunk.
  @inline(never) private mutating func appendFirst(_ entry: UInt64, to bucket: Int) {
    let end = beginChunk(after: Int(ends[bucket]))
    ends[bucket] = UInt32(truncatingIfNeeded: end &+ 1)
    entries[end] = entry
  }

  /// Copies a bucket's entries, in the order in which they came, and returns how many there are.
  mutating func gather(_ bucket: Int, into gathered: inout HeapBuffer<UInt64>) -> Int {
    let end = Int(ends[bucket])
    guard end > 0 else { return 0 }
    let last = (end - 1) / Self.chunkLength
    var (chunk, chunks) = (last, 1)
    while previous[chunk] != 0 {
      chunk = Int(previous[chunk])
      chunks += 1
    }
    let inLast = end - last * Self.chunkLength
    let count = (chunks - 1) * Self.chunkLength + inLast
    if gathered.count < count { gathered.grow(to: max(count, 2 * gathered.count)) }
    (chunk, chunks) = (last, chunks - 1)
    copy(chunk, inLast, into: &gathered, at: chunks * Self.chunkLength)
    while chunks > 0 {
      (chunk, chunks) = (Int(previous[chunk]), chunks - 1)
      copy(chunk, Self.chunkLength, into: &gathered, at: chunks * Self.chunkLength)
    }
    return count
  }

  /// Forgets everything but keeps the memory.
  mutating func removeAll() {
    ends.clear(0..<Self.bucketCount)
    previous.clear(0..<chunkCount)
    chunkCount = 1
  }

  @inline(__always) private func copy(
    _ chunk: Int, _ count: Int, into gathered: inout HeapBuffer<UInt64>, at start: Int
  ) {
    let first = chunk &* Self.chunkLength
    entries.copy(first..<first &+ count, to: &gathered, at: start)
  }

  private mutating func beginChunk(after end: Int) -> Int {
    if chunkCount == previous.count {
      previous.grow(to: 2 * chunkCount)
      entries.grow(to: 2 * chunkCount * Self.chunkLength)
    }
    let chunk = chunkCount
    chunkCount += 1
    if end > 0 { previous[chunk] = UInt32(end / Self.chunkLength - 1) }
    return chunk * Self.chunkLength
  }
}
