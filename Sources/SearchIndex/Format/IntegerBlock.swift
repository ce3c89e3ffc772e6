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

  /// How many numbers of an ascending block are below `limit`; all are taken as signed.
  ///
  /// Branch-free, for which way a branch would go can't be foreseen: the quarter first, then a count within it.
  @inline(__always) func countBelow(_ limit: UInt32) -> Int {
    let quarter =
      (self[31] < limit ? 32 : 0) &+ (self[63] < limit ? 32 : 0) &+ (self[95] < limit ? 32 : 0)
    let limits = SIMD4<Int32>(repeating: Int32(clamping: limit))
    var counts = SIMD4<Int32>(repeating: 0)
    // SAFETY: a quarter begins at 0, 32, 64 or 96 and has eight vectors.
    let start = unsafe UnsafeRawPointer(base + quarter)
    for row in 0..<8 {
      let values = unsafe start.loadUnaligned(
        fromByteOffset: 16 &* row, as: SIMD4<Int32>.self)
      counts.replace(with: counts &+ 1, where: values .< limits)
    }
    return quarter &+ Int(counts.wrappedSum())
  }

  /// Which of the 32 rows of four numbers, a bit each, have one that is at least `limit`; all are taken as signed.
  @inline(__always) func rows(atLeast limit: UInt32) -> UInt32 {
    let limits = SIMD4<Int32>(repeating: Int32(clamping: limit))
    // SAFETY: 32 vectors are the block's 512 bytes.
    let start = unsafe UnsafeRawPointer(base)
    var lanes = SIMD4<UInt32>(repeating: 0)
    for row in 0..<32 {
      let values = unsafe start.loadUnaligned(
        fromByteOffset: 16 &* row, as: SIMD4<Int32>.self)
      let bit = SIMD4<UInt32>(repeating: 1 &<< UInt32(row))
      lanes |= SIMD4<UInt32>(repeating: 0).replacing(with: bit, where: values .>= limits)
    }
    return lanes[0] | lanes[1] | lanes[2] | lanes[3]
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
