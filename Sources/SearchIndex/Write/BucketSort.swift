/// Sorts entries by their bits 40…55, keeping the order of equal ones.
///
/// - Complexity: O(n): two passes over eight bits; few entries are sorted by insertion.
struct BucketSort: ~Copyable {
  /// The entries to be sorted; the caller fills it, and lets it grow.
  var entries = HeapBuffer<UInt64>(zeros: 1 << 12)
  private var other = HeapBuffer<UInt64>(zeros: 1 << 12)

  private static let insertionLimit = 40

  /// Sorts the first `count` entries.
  mutating func sort(first count: Int) {
    if count <= Self.insertionLimit {
      insertionSort(count)
    } else {
      if other.count < count { other.grow(to: entries.count) }
      Self.pass(entries, &other, count, shift: 40)
      Self.pass(other, &entries, count, shift: 48)
    }
  }

  private mutating func insertionSort(_ count: Int) {
    for index in stride(from: 1, to: count, by: 1) {
      let entry = entries[index]
      var place = index
      // Whole entries ascend where their upper bits are equal, as they came by document and position.
      while place > 0 && entries[place &- 1] > entry {
        entries[place] = entries[place &- 1]
        place &-= 1
      }
      entries[place] = entry
    }
  }

  private static func pass(
    _ from: borrowing HeapBuffer<UInt64>, _ to: inout HeapBuffer<UInt64>, _ count: Int,
    shift: UInt64
  ) {
    var places = InlineArray<256, Int>(repeating: 0)
    for index in 0..<count { places[Int(from[index] &>> shift & 0xFF)] &+= 1 }
    var total = 0
    for digit in 0..<256 {
      let size = places[digit]
      places[digit] = total
      total &+= size
    }
    for index in 0..<count {
      let entry = from[index]
      let digit = Int(entry &>> shift & 0xFF)
      to[places[digit]] = entry
      places[digit] &+= 1
    }
  }
}
