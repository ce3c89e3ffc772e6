/// The occurrences of a batch of documents, sorted at its end: term number, document, and position or frequency in 64 bits.
///
/// Bits: term 24, document 18, value 22. Occurrences arrive by document and position, so a stable sort by the term alone
/// orders them whole.
struct TokenBatch: ~Copyable {
  static let maxTerms = 1 << 24
  static let maxDocuments = 1 << 18
  static let valueMask: UInt64 = (1 << 22) - 1

  private var sorter = RadixSort()
  /// Occurrences so far.
  private(set) var count = 0

  /// Bytes that they take while they are sorted.
  var byteCount: Int { count * 16 }

  /// The occurrence at `index`.
  subscript(index: Int) -> UInt64 { sorter.entries[index] }

  /// Forgets everything but keeps the memory.
  mutating func removeAll() { count = 0 }

  /// Appends an occurrence.
  @inline(__always) mutating func append(term: UInt32, document: UInt32, value: UInt32) {
    if count == sorter.entries.count { sorter.entries.grow(to: 2 &* count) }
    sorter.entries[count] = UInt64(term) << 40 | UInt64(document) << 22 | UInt64(value)
    count &+= 1
  }

  /// The document of an entry.
  @inline(__always) static func document(_ entry: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: entry >> 22) & 0x3FFFF
  }

  /// The position or frequency of an entry.
  @inline(__always) static func value(_ entry: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: entry & valueMask)
  }

  /// Sorts by term, keeping the order within each, and returns where each term's entries begin (one more than terms).
  mutating func sort(termCount: Int) -> [Int] {
    var starts = [Int](repeating: 0, count: termCount + 1)
    for index in 0..<count { starts[Int(sorter.entries[index] >> 40) &+ 1] &+= 1 }
    for term in 0..<termCount { starts[term &+ 1] &+= starts[term] }
    let termBits = Int.bitWidth - termCount.leadingZeroBitCount
    sorter.sort(first: count, bits: 40..<40 + termBits)
    return starts
  }
}
