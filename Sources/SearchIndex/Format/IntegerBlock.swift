import CKernels

/// A block of 128 numbers on the heap, as lists are decoded into.
///
/// Not an `InlineArray`: one that is reached through other structures is copied whole, 512 bytes, by many a read of one
/// element or span (Swift 6.3), which costs more than decoding it.
@safe
struct IntegerBlock: ~Copyable {
  // SAFETY: 128 initialised numbers that only `self` reaches, freed in `deinit`.
  private let base: UnsafeMutablePointer<UInt32>

  /// A block of equal numbers.
  init(repeating value: UInt32 = 0) {
    // SAFETY: all 128 are initialised before `self` can be used.
    unsafe base = UnsafeMutablePointer<UInt32>.allocate(capacity: 128)
    unsafe base.initialize(repeating: value, count: 128)
  }

  deinit {
    // SAFETY: allocated in `init`; numbers need no deinitialising.
    unsafe base.deallocate()
  }

  /// The number at a place, taken modulo 128.
  subscript(place: Int) -> UInt32 {
    // SAFETY: the place is masked to 0…127.
    @inline(__always) get { unsafe base[place & 127] }
    @inline(__always) set { unsafe base[place & 127] = newValue }
  }

  /// Makes all numbers equal.
  @inline(__always) mutating func fill(_ value: UInt32) {
    // SAFETY: exactly the 128 numbers.
    unsafe base.update(repeating: value, count: 128)
  }

  /// Takes over the numbers of another block.
  @inline(__always) mutating func copy(_ other: borrowing IntegerBlock) {
    // SAFETY: both have 128 numbers.
    unsafe base.update(from: other.base, count: 128)
  }

  /// All numbers, for reading.
  var span: Span<UInt32> {
    @_lifetime(borrow self)
    get {
      // SAFETY: 128 numbers for as long as `self` is borrowed.
      let span = unsafe Span(_unsafeStart: base, count: 128)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// All numbers, for changing in place.
  var mutableSpan: MutableSpan<UInt32> {
    @_lifetime(&self)
    mutating get {
      // SAFETY: 128 numbers for as long as `self` is held exclusively.
      let span = unsafe MutableSpan(_unsafeStart: base, count: 128)
      return unsafe _overrideLifetime(span, mutating: &self)
    }
  }

  /// How many numbers of an ascending block are below `limit`; all are below 2³¹.
  ///
  /// Branch-free, for which way a branch would go can't be foreseen: the eighth first, then a count within it. The top bit
  /// of a difference says which number is smaller; comparing would have the compiler count bits, slow without POPCNT.
  @inline(__always) func countBelow(_ limit: UInt32) -> Int {
    let limit = min(limit, 0x7FFF_FFFF)
    let quarter =
      (self[31] &- limit) &>> 31 &+ (self[63] &- limit) &>> 31 &+ (self[95] &- limit) &>> 31
    var start = Int(quarter) &<< 5
    start &+= Int((self[start &+ 15] &- limit) &>> 31) &<< 4
    let limits = SIMD4<UInt32>(repeating: limit)
    var counts = SIMD4<UInt32>(repeating: 0)
    // SAFETY: an eighth begins at a multiple of 16 up to 112 and has four vectors.
    let values = unsafe UnsafeRawPointer(base + start)
    for row in 0..<4 {
      let row = unsafe values.loadUnaligned(fromByteOffset: 16 &* row, as: SIMD4<UInt32>.self)
      counts = counts &+ (row &- limits) &>> 31
    }
    return start &+ Int(counts.wrappedSum())
  }

  /// Keeps those of `numbers` in `range` that are in this ascending block too: they, their `tags`, and their places here move
  /// together behind the first `kept`; returns how many are then kept.
  ///
  /// One look-up does not wait for the one before, so several are under way at a time.
  ///
  /// - Precondition: all numbers of both blocks are below 2³¹, and those sought ascend and are not above the last of this one.
  @inline(__always) func intersect(
    _ numbers: inout IntegerBlock, _ tags: inout IntegerBlock, _ places: inout IntegerBlock,
    _ range: Range<Int>, after kept: Int
  ) -> Int {
    precondition(
      kept >= 0 && range.lowerBound >= kept && range.upperBound <= 128, "places outside a block")
    guard kuasou_has_avx2() != 0 else {
      return intersectPortably(&numbers, &tags, &places, range, after: kept)
    }
    // SAFETY: the range was checked, and no more is kept than was passed; places in this block are masked.
    return unsafe kuasou_intersect(
      base, numbers.base, tags.base, places.base, range.lowerBound, range.upperBound, kept)
  }

  /// The same without vectors of 256 bits.
  func intersectPortably(
    _ numbers: inout IntegerBlock, _ tags: inout IntegerBlock, _ places: inout IntegerBlock,
    _ range: Range<Int>, after kept: Int
  ) -> Int {
    var kept = kept
    for index in range {
      let (number, tag) = (numbers[index], tags[index])
      let place = countBelow(number)
      (numbers[kept], tags[kept], places[kept]) = (number, tag, UInt32(place))
      kept &+= place < 128 && self[place] == number ? 1 : 0
    }
    return kept
  }

  /// The same for numbers without tags, whose places here are not asked for.
  @inline(__always) func keep(
    _ numbers: inout IntegerBlock, _ range: Range<Int>, after kept: Int
  ) -> Int {
    precondition(
      kept >= 0 && range.lowerBound >= kept && range.upperBound <= 128, "places outside a block")
    guard kuasou_has_avx2() != 0 else { return keepPortably(&numbers, range, after: kept) }
    // SAFETY: the range was checked, and no more is kept than was passed; places in this block are masked.
    return unsafe kuasou_keep(base, numbers.base, range.lowerBound, range.upperBound, kept)
  }

  /// The same without vectors of 256 bits.
  func keepPortably(_ numbers: inout IntegerBlock, _ range: Range<Int>, after kept: Int) -> Int {
    var kept = kept
    for index in range {
      let number = numbers[index]
      let place = countBelow(number)
      numbers[kept] = number
      kept &+= place < 128 && self[place] == number ? 1 : 0
    }
    return kept
  }

  /// The first place in `range` at which these ascending numbers, below 2³¹, have more than `last`; else the range's end.
  @inline(__always) func end(_ range: Range<Int>, upTo last: UInt32) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= 128, "places outside a block")
    guard kuasou_has_avx2() != 0 else { return endPortably(range, upTo: last) }
    // SAFETY: the range was checked.
    return unsafe kuasou_end(base, range.lowerBound, range.upperBound, last)
  }

  /// The same without vectors of 256 bits.
  func endPortably(_ range: Range<Int>, upTo last: UInt32) -> Int {
    var end = range.lowerBound
    while end < range.upperBound && self[end] <= last { end &+= 1 }
    return end
  }

  /// Which numbers are at least `limit`; all are taken as signed.
  @inline(__always) func places(atLeast limit: UInt32) -> PlaceSet {
    // SAFETY: 128 numbers.
    unsafe PlaceSet(base, atLeast: limit)
  }

  /// The same without vectors of 256 bits.
  func placesPortably(atLeast limit: UInt32) -> PlaceSet {
    // SAFETY: 128 numbers.
    unsafe PlaceSet(portably: base, atLeast: limit)
  }

  /// The sum of the first `count` numbers, modulo 2³².
  @inline(__always) func sum(first count: Int) -> UInt32 {
    let rows = min(count, 128) / 4
    // SAFETY: at most 32 vectors are read, the block's 512 bytes.
    let start = unsafe UnsafeRawPointer(base)
    var lanes = SIMD4<UInt32>(repeating: 0)
    for row in 0..<rows {
      let values = unsafe start.loadUnaligned(
        fromByteOffset: 16 &* row, as: SIMD4<UInt32>.self)
      lanes = lanes &+ values
    }
    var sum = lanes.wrappedSum()
    for place in 4 &* rows..<min(count, 128) { sum &+= self[place] }
    return sum
  }
}
