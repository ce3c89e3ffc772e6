import CKernels

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

  /// Adds what a term gives the documents at `places` of a block, ascending ones from `base` on, of which there are no more than scores.
  ///
  /// - Parameters:
  ///   - weight: 1 for a part of 1; see `TermWeight`.
  ///   - norms: the length bytes of all documents in `bytes`; of those that it does not reach the byte is 0.
  ///   - ascend: whether length bytes ascend with documents, which is faster.
  mutating func add(
    _ documents: borrowing IntegerBlock, _ frequencies: borrowing IntegerBlock,
    _ places: Range<Int>, from base: UInt32, _ length: borrowing BM25Length, weight: Float,
    norms: Range<Int>, ascend: Bool, _ bytes: Span<UInt8>
  ) {
    precondition(places.lowerBound >= 0 && places.upperBound <= 128, "places outside a block")
    guard let last = places.last, kuasou_has_avx2() != 0,
      Int(documents[last]) < norms.count, norms.upperBound <= bytes.count
    else {
      addPortably(
        documents, frequencies, places, from: base, length, weight: weight, norms: norms, bytes)
      return
    }
    // SAFETY: the places were checked, and their documents, the last of which is the largest, have length bytes.
    let add = unsafe ascend ? kuasou_add_runs : kuasou_add_spread
    unsafe length.parts.withUnsafeBufferPointer { parts in
      unsafe length.denominators.withUnsafeBufferPointer { denominators in
        unsafe bytes.withUnsafeBufferPointer { bytes in
          unsafe documents.span.withUnsafeBufferPointer { documents in
            unsafe frequencies.span.withUnsafeBufferPointer { frequencies in
              unsafe add(
                parts.baseAddress, denominators.baseAddress, bytes.baseAddress! + norms.lowerBound,
                weight, documents.baseAddress, frequencies.baseAddress, places.lowerBound,
                places.upperBound, base, self.base)
            }
          }
        }
      }
    }
  }

  /// The same without vectors of 256 bits.
  mutating func addPortably(
    _ documents: borrowing IntegerBlock, _ frequencies: borrowing IntegerBlock,
    _ places: Range<Int>, from base: UInt32, _ length: borrowing BM25Length, weight: Float,
    norms: Range<Int>, _ bytes: Span<UInt8>
  ) {
    for place in places {
      let document = Int(documents[place])
      let norm = document < norms.count ? bytes.load8(norms.lowerBound &+ document) : 0
      self[documents[place] &- base] &+= UInt32(weight * length.part(frequencies[place], norm)) &+ 1
    }
  }
}
