/// Sorts 64-bit entries by some of their bits.
///
/// Nine bits at a time, the lowest first; few entries by insertion.
struct RadixSort: ~Copyable {
  /// The entries to be sorted; the caller fills it, and lets it grow.
  var entries = HeapBuffer<UInt64>(zeros: 1 << 10)
  private var other = HeapBuffer<UInt64>(zeros: 1 << 10)

  private static let insertionLimit = 32
  private static let digitBits = 9

  /// Sorts the first `count` entries by the bits in `bits`, keeping the order of those that are equal in them.
  ///
  /// - Precondition: no entry has a bit set above `bits`, and those that are equal in them come ascending.
  /// - Complexity: O(`count` × `bits`).
  mutating func sort(first count: Int, bits: Range<Int>) {
    if count <= Self.insertionLimit { return insertionSort(count) }
    if other.count < count { other.grow(to: entries.count) }
    for shift in stride(from: bits.lowerBound, to: bits.upperBound, by: Self.digitBits) {
      pass(count, shift: UInt64(shift))
      swap(&entries, &other)
    }
  }

  private mutating func insertionSort(_ count: Int) {
    for index in stride(from: 1, to: count, by: 1) {
      let entry = entries[index]
      var place = index
      while place > 0 && entries[place &- 1] > entry {
        entries[place] = entries[place &- 1]
        place &-= 1
      }
      entries[place] = entry
    }
  }

  private mutating func pass(_ count: Int, shift: UInt64) {
    var places = InlineArray<512, UInt32>(repeating: 0)
    for index in 0..<count { places[Int(entries[index] &>> shift & 0x1FF)] &+= 1 }
    var total: UInt32 = 0
    for digit in 0..<512 {
      let size = places[digit]
      places[digit] = total
      total &+= size
    }
    for index in 0..<count {
      let entry = entries[index]
      let digit = Int(entry &>> shift & 0x1FF)
      other[Int(places[digit])] = entry
      places[digit] &+= 1
    }
  }
}
