/// The occurrences of a batch of documents, sorted at its end: term number, document, and position or frequency in 64 bits.
///
/// Bits: term 24, document 18, value 22. Occurrences arrive by document and position, so a stable sort by the term alone
/// orders them whole: two passes of a radix sort over 12 bits each.
struct TokenBatch {
  static let maxTerms = 1 << 24
  static let maxDocuments = 1 << 18
  static let valueMask: UInt64 = (1 << 22) - 1

  private(set) var entries: [UInt64] = []

  /// Bytes that they take while they are sorted.
  var byteCount: Int { entries.count * 16 }

  /// Forgets everything but keeps the memory.
  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
  }

  /// Appends an occurrence.
  @inline(__always) mutating func append(term: UInt32, document: UInt32, value: UInt32) {
    entries.append(UInt64(term) << 40 | UInt64(document) << 22 | UInt64(value))
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
    for entry in entries { starts[Int(entry >> 40) &+ 1] &+= 1 }
    for term in 0..<termCount { starts[term &+ 1] &+= starts[term] }
    var other = [UInt64](repeating: 0, count: entries.count)
    Self.pass(entries.span, other.mutableSpan, shift: 40)
    Self.pass(other.span, entries.mutableSpan, shift: 52)
    return starts
  }

  private static func pass(
    _ from: Span<UInt64>, _ to: consuming MutableSpan<UInt64>, shift: UInt64
  ) {
    var places = InlineArray<4096, Int>(repeating: 0)
    for index in from.indices { places[Int(from[index] >> shift & 0xFFF)] &+= 1 }
    var total = 0
    for digit in 0..<4096 {
      let count = places[digit]
      places[digit] = total
      total &+= count
    }
    for index in from.indices {
      let entry = from[index]
      let digit = Int(entry >> shift & 0xFFF)
      to[places[digit]] = entry
      places[digit] &+= 1
    }
  }
}
