import CKernels

/// A set of places in a block of 128, a bit each, taken out in ascending order.
struct PlaceSet: Equatable {
  /// The places below 64.
  private(set) var low: UInt64
  /// The others, from 64 on.
  private(set) var high: UInt64

  private init(low: UInt64, high: UInt64) { (self.low, self.high) = (low, high) }

  /// Where 128 numbers, taken as signed, are at least `limit`.
  ///
  /// - Precondition: `numbers` points to 128 of them.
  @inline(__always) @unsafe init(_ numbers: UnsafePointer<UInt32>, atLeast limit: UInt32) {
    guard kuasou_has_avx2() != 0 else {
      self = unsafe PlaceSet(portably: numbers, atLeast: limit)
      return
    }
    (low, high) = (0, 0)
    // SAFETY: the caller has 128 numbers, and both words are written only.
    unsafe kuasou_at_least(numbers, Int32(clamping: limit), &low, &high)
  }

  /// The same without vectors of 256 bits.
  @unsafe init(portably numbers: UnsafePointer<UInt32>, atLeast limit: UInt32) {
    let limit = Int32(clamping: limit)
    func word(_ first: Int) -> UInt64 {
      (0..<64).reduce(0) { word, place in
        // SAFETY: the caller has 128 numbers.
        let number = unsafe numbers[first &+ place]
        let bit: UInt64 = Int32(bitPattern: number) >= limit ? 1 : 0
        return word | bit &<< UInt64(place)
      }
    }
    (low, high) = (word(0), word(64))
  }

  /// All places from `start` to before `end`.
  init(_ start: Int, _ end: Int) {
    func below(_ limit: Int) -> UInt64 { limit >= 64 ? .max : (1 &<< UInt64(max(0, limit))) &- 1 }
    low = below(end) & ~below(start)
    high = below(end &- 64) & ~below(start &- 64)
  }

  /// The places that are in both.
  @inline(__always) func intersection(_ other: PlaceSet) -> PlaceSet {
    PlaceSet(low: low & other.low, high: high & other.high)
  }

  /// The places that are in either.
  @inline(__always) func union(_ other: PlaceSet) -> PlaceSet {
    PlaceSet(low: low | other.low, high: high | other.high)
  }

  /// The places that are not in it.
  @inline(__always) var inverted: PlaceSet { PlaceSet(low: ~low, high: ~high) }

  /// How many there are.
  @inline(__always) var count: Int { low.nonzeroBitCount &+ high.nonzeroBitCount }

  /// Takes the first place out; nil when there is none.
  @inline(__always) mutating func next() -> Int? {
    if low != 0 {
      let place = low.trailingZeroBitCount
      low &= low &- 1
      return place
    }
    if high == 0 { return nil }
    let place = high.trailingZeroBitCount
    high &= high &- 1
    return place &+ 64
  }
}
