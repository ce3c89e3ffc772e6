/// One term's postings of all runs or segments, brought into the order of the documents' numbers.
struct GatheredPostings: ~Copyable {
  /// Postings so far.
  private var count = 0
  /// An entry a posting: the document's number in the upper half, in the lower one where its positions begin, or its frequency
  /// in a field without positions.
  private var sorter = RadixSort()
  /// Positions; the first of each posting has `firstMark`, and so has what follows the last.
  private var places = HeapBuffer<UInt32>(zeros: 1 << 10)
  private var placeCount = 0

  private static let firstMark: UInt32 = 1 << 31

  /// Forgets everything but keeps the memory.
  mutating func removeAll() { (count, placeCount) = (0, 0) }

  /// Makes room for that many postings or positions more.
  mutating func reserve(_ more: Int) {
    // One more posting than there are is written to before it is known whether it is one.
    if count + more >= sorter.entries.count { sorter.entries.grow(to: 2 * (count + more)) }
    // One more for the mark behind the last.
    if placeCount + more >= places.count { places.grow(to: 2 * (placeCount + more)) }
  }

  /// Appends a position, in a document other than the last one when it is `isNew`.
  ///
  /// - Precondition: there is room.
  @inline(__always) mutating func append(place: UInt32, of number: UInt32, isNew: Bool) {
    let new: UInt32 = isNew ? 1 : 0
    // For a document's further positions this is written to the place behind its entry, and over again.
    sorter.entries[count] = UInt64(number) &<< 32 | UInt64(UInt32(truncatingIfNeeded: placeCount))
    count &+= Int(new)
    places[placeCount] = place & ~Self.firstMark | new &<< 31
    placeCount &+= 1
  }

  /// Appends a posting of a field without positions.
  ///
  /// - Precondition: there is room.
  @inline(__always) mutating func append(_ number: UInt32, frequency: UInt32) {
    sorter.entries[count] = UInt64(number) &<< 32 | UInt64(frequency)
    count &+= 1
  }

  /// Gives all postings to an encoder, by ascending number.
  mutating func encode(into encoder: inout PostingsEncoder, hasPositions: Bool) {
    sort()
    if hasPositions { places[placeCount] = Self.firstMark }
    for rank in 0..<count {
      let entry = sorter.entries[rank]
      let number = UInt32(truncatingIfNeeded: entry &>> 32)
      let detail = UInt32(truncatingIfNeeded: entry)
      if hasPositions {
        encodePlaces(number, from: Int(detail), &encoder)
      } else {
        encoder.add(number, frequency: detail)
      }
    }
  }

  /// Sorts by number; numbers are distinct, and most terms have few.
  private mutating func sort() {
    var (last, all, isSorted) = (UInt64(0), UInt64(0), true)
    for index in 0..<count {
      let entry = sorter.entries[index]
      isSorted = isSorted && entry >= last
      last = entry
      all |= entry
    }
    if isSorted { return }
    sorter.sort(first: count, bits: 32..<64 - all.leadingZeroBitCount)
  }

  @inline(__always) private func encodePlaces(
    _ number: UInt32, from start: Int, _ encoder: inout PostingsEncoder
  ) {
    var last = places[start] & ~Self.firstMark
    var index = start &+ 1
    var place = places[index]
    encoder.add(number, firstPosition: last)
    while place & Self.firstMark == 0 {
      encoder.addFurther(gap: place &- last &- 1)
      last = place
      index &+= 1
      place = places[index]
    }
    encoder.endDocument(frequency: UInt32(truncatingIfNeeded: index &- start))
  }
}
