/// One term's postings of all runs or segments, brought into the order of the documents' numbers.
struct GatheredPostings: ~Copyable {
  /// Postings so far.
  private(set) var count = 0
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

/// Sorts documents' numbers, remembering where each stood.
struct PostingsSort: ~Copyable {
  /// A number in the upper half, its place in the lower.
  private var keys = HeapBuffer<UInt64>(zeros: 1 << 10)
  private var other = HeapBuffer<UInt64>(zeros: 1 << 10)

  private static let insertionLimit = 32
  private static let digitBits: UInt64 = 9

  /// The number of that rank, and its place among the unsorted ones.
  @inline(__always) subscript(rank: Int) -> (number: UInt32, index: Int) {
    let key = keys[rank]
    return (UInt32(truncatingIfNeeded: key >> 32), Int(key & 0xFFFF_FFFF))
  }

  /// Sorts the first `count` numbers, which are distinct.
  ///
  /// - Complexity: O(`count`) when they are sorted or more than a few.
  mutating func sort(_ numbers: borrowing HeapBuffer<UInt32>, first count: Int) {
    if keys.count < count {
      keys.grow(to: 2 * count)
      other.grow(to: 2 * count)
    }
    var (last, largest, isSorted) = (UInt32(0), UInt32(0), true)
    for index in 0..<count {
      let number = numbers[index]
      isSorted = isSorted && number >= last
      last = number
      largest = max(largest, number)
      keys[index] = UInt64(number) << 32 | UInt64(index)
    }
    if isSorted { return }
    if count <= Self.insertionLimit { insertionSort(count) } else { radixSort(count, largest) }
  }

  private mutating func insertionSort(_ count: Int) {
    for index in 1..<count {
      let key = keys[index]
      var place = index
      while place > 0 && keys[place &- 1] > key {
        keys[place] = keys[place &- 1]
        place &-= 1
      }
      keys[place] = key
    }
  }

  private mutating func radixSort(_ count: Int, _ largest: UInt32) {
    var shift: UInt64 = 0
    while largest >> UInt32(shift) != 0 {
      pass(count, shift: 32 + shift)
      swap(&keys, &other)
      shift += Self.digitBits
    }
  }

  private mutating func pass(_ count: Int, shift: UInt64) {
    var places = InlineArray<512, UInt32>(repeating: 0)
    for index in 0..<count { places[Int(keys[index] &>> shift & 0x1FF)] &+= 1 }
    var total: UInt32 = 0
    for digit in 0..<512 {
      let size = places[digit]
      places[digit] = total
      total &+= size
    }
    for index in 0..<count {
      let key = keys[index]
      let digit = Int(key &>> shift & 0x1FF)
      other[Int(places[digit])] = key
      places[digit] &+= 1
    }
  }
}
