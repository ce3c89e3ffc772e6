/// Sorts documents' numbers, remembering where each stood.
struct PostingsSort: ~Copyable {
  /// A number in the upper half of an entry, its place in the lower.
  private var sorter = RadixSort()

  /// The number of that rank, and its place among the unsorted ones.
  @inline(__always) subscript(rank: Int) -> (number: UInt32, index: Int) {
    let entry = sorter.entries[rank]
    return (UInt32(truncatingIfNeeded: entry >> 32), Int(entry & 0xFFFF_FFFF))
  }

  /// Sorts the first `count` numbers, which are distinct.
  ///
  /// - Complexity: O(`count`).
  mutating func sort(_ numbers: borrowing HeapBuffer<UInt32>, first count: Int) {
    if sorter.entries.count < count { sorter.entries.grow(to: 2 * count) }
    var (last, largest, isSorted) = (UInt32(0), UInt32(0), true)
    for index in 0..<count {
      let number = numbers[index]
      isSorted = isSorted && number >= last
      last = number
      largest = max(largest, number)
      sorter.entries[index] = UInt64(number) << 32 | UInt64(index)
    }
    if isSorted { return }
    sorter.sort(first: count, bits: 32..<64 - largest.leadingZeroBitCount)
  }
}
