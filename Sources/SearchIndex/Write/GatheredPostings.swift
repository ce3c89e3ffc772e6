/// One term's postings of all runs or segments, brought into the order of the documents' numbers.
struct GatheredPostings: ~Copyable {
  /// Postings so far.
  private var count = 0
  /// The document of each posting, in the order in which they came.
  private var numbers = HeapBuffer<UInt32>(zeros: 1 << 10)
  /// Of each posting where its positions begin, or its frequency in a field without positions.
  private var details = HeapBuffer<UInt32>(zeros: 1 << 10)
  private var places = HeapBuffer<UInt32>(zeros: 1 << 10)
  private var placeCount = 0
  private var sort = PostingsSort()

  /// Forgets everything but keeps the memory.
  mutating func removeAll() { (count, placeCount) = (0, 0) }

  /// Makes room for that many postings or positions more.
  mutating func reserve(_ more: Int) {
    // One more posting than there are is written to before it is known whether it is one.
    if count + more >= numbers.count {
      numbers.grow(to: 2 * (count + more))
      details.grow(to: 2 * (count + more))
    }
    if placeCount + more > places.count { places.grow(to: 2 * (placeCount + more)) }
  }

  /// Appends a position, in a document other than the last one when it is `isNew`.
  ///
  /// - Precondition: there is room.
  @inline(__always) mutating func append(place: UInt32, of number: UInt32, isNew: Bool) {
    numbers[count] = number
    details[count] = UInt32(truncatingIfNeeded: placeCount)
    count &+= isNew ? 1 : 0
    places[placeCount] = place
    placeCount &+= 1
  }

  /// Appends a posting of a field without positions.
  ///
  /// - Precondition: there is room.
  @inline(__always) mutating func append(_ number: UInt32, frequency: UInt32) {
    numbers[count] = number
    details[count] = frequency
    count &+= 1
  }

  /// Gives all postings to an encoder, by ascending number.
  mutating func encode(into encoder: inout PostingsEncoder, hasPositions: Bool) {
    sort.sort(numbers, first: count)
    details[count] = UInt32(truncatingIfNeeded: placeCount)
    for rank in 0..<count {
      let (number, index) = sort[rank]
      let detail = details[index]
      if hasPositions {
        encodePlaces(number, Int(detail)..<Int(details[index &+ 1]), &encoder)
      } else {
        encoder.add(number, frequency: detail)
      }
    }
  }

  @inline(__always) private func encodePlaces(
    _ number: UInt32, _ range: Range<Int>, _ encoder: inout PostingsEncoder
  ) {
    encoder.add(number, frequency: UInt32(truncatingIfNeeded: range.count))
    var last = places[range.lowerBound]
    encoder.addFirst(last)
    var index = range.lowerBound &+ 1
    while index < range.upperBound {
      let place = places[index]
      encoder.addFurther(gap: place &- last &- 1)
      last = place
      index &+= 1
    }
  }
}
