/// A score for each of 4,096 documents, on the heap: they fit the first-level cache.
@safe
struct ScoreWindow: ~Copyable {
  /// How many scores there are.
  static let count = 4096

  // SAFETY: `count` initialised numbers that only `self` reaches, freed in `deinit`.
  private let base: UnsafeMutablePointer<UInt32>

  /// All 0.
  init() {
    // SAFETY: all are initialised before `self` can be used.
    unsafe base = UnsafeMutablePointer<UInt32>.allocate(capacity: Self.count)
    unsafe base.initialize(repeating: 0, count: Self.count)
  }

  deinit {
    // SAFETY: allocated in `init`; numbers need no deinitialising.
    unsafe base.deallocate()
  }

  /// The score at a slot, taken modulo `count`.
  subscript(slot: UInt32) -> UInt32 {
    // SAFETY: the slot is masked to below `count`.
    @inline(__always) get { unsafe base[Int(slot & UInt32(Self.count - 1))] }
    @inline(__always) set { unsafe base[Int(slot & UInt32(Self.count - 1))] = newValue }
  }

  /// Where scores of the 128 from `slot` on, taken modulo `count` and down to a multiple of 128, are at least `limit`; all are below 2³¹.
  @inline(__always) func places(atLeast limit: UInt32, from slot: UInt32) -> PlaceSet {
    // SAFETY: a multiple of 128 below `count` has 128 scores behind it.
    unsafe PlaceSet(base + Int(slot & UInt32(Self.count - 128)), atLeast: limit)
  }

  /// Makes all scores 0.
  mutating func clear() {
    // SAFETY: exactly the `count` numbers.
    unsafe base.update(repeating: 0, count: Self.count)
  }
}
