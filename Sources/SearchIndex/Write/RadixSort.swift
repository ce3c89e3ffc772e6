/// Sorts 64-bit entries by some of their bits.
///
/// Nine bits at a time, the lowest first; few entries by insertion.
struct RadixSort: ~Copyable {
  /// The entries to be sorted; the caller fills it, and lets it grow.
  var entries = HeapBuffer<UInt64>(zeros: 1 << 10)
  private var other = HeapBuffer<UInt64>(zeros: 1 << 10)

  private static let insertionLimit = 32
  private static let digitBits = 9
  private static let digitMask: UInt64 = 1 << 9 - 1
  private typealias Places = InlineArray<512, UInt32>

  /// Sorts the first `count` entries by the bits in `bits`, keeping the order of those that are equal in them.
  ///
  /// - Precondition: no entry has a bit set above `bits`, and those that are equal in them come ascending.
  /// - Complexity: O(`count` × `bits`).
  mutating func sort(first count: Int, bits: Range<Int>) {
    if count <= Self.insertionLimit { return insertionSort(count) }
    if other.count < count { other.grow(to: entries.count) }
    var shift = bits.lowerBound
    // Two digits are counted in one go over the entries.
    while shift < bits.upperBound {
      var (low, high) = places(count, shift: UInt64(shift))
      pass(count, shift: UInt64(shift), &low)
      shift += Self.digitBits
      if shift < bits.upperBound { pass(count, shift: UInt64(shift), &high) }
      shift += Self.digitBits
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

  /// Where each value of the digit at `shift` begins, and of the one above it.
  private func places(_ count: Int, shift: UInt64) -> (low: Places, high: Places) {
    var (low, high) = (Places(repeating: 0), Places(repeating: 0))
    let input = entries.span(first: count)
    for index in 0..<input.count {
      let entry = input[index] &>> shift
      low[Int(entry & Self.digitMask)] &+= 1
      high[Int(entry &>> UInt64(Self.digitBits) & Self.digitMask)] &+= 1
    }
    Self.addUp(&low)
    Self.addUp(&high)
    return (low, high)
  }

  private static func addUp(_ places: inout Places) {
    var total: UInt32 = 0
    for digit in places.indices {
      let size = places[digit]
      places[digit] = total
      total &+= size
    }
  }

  private mutating func pass(_ count: Int, shift: UInt64, _ places: inout Places) {
    Self.distribute(entries, count, shift: shift, &places, into: &other)
    swap(&entries, &other)
  }

  @inline(__always) private static func distribute(
    _ entries: borrowing HeapBuffer<UInt64>, _ count: Int, shift: UInt64, _ places: inout Places,
    into output: inout HeapBuffer<UInt64>
  ) {
    let input = entries.span(first: count)
    for index in 0..<input.count {
      let entry = input[index]
      let digit = Int(entry &>> shift & Self.digitMask)
      output[Int(places[digit])] = entry
      places[digit] &+= 1
    }
  }
}
