import Glibc

/// Numbers on the heap that only their owner reaches; all zero at first.
///
/// Not an `Array`: that asks before every change whether another one shares its memory, which costs more than the change.
/// Memory that has not been written yet is not resident, so that a buffer may be as large as it could ever have to be.
@safe
struct HeapBuffer<Element: FixedWidthInteger & BitwiseCopyable>: ~Copyable {
  /// The number of elements.
  private(set) var count: Int
  // SAFETY: `count` elements, zero or written, that only `self` reaches; freed in `deinit`.
  private var base: UnsafeMutablePointer<Element>

  /// That many zeros.
  init(zeros count: Int) {
    self.count = count
    unsafe base = Self.allocate(count)
  }

  deinit { unsafe free(base) }

  /// The element at `index`, which is checked.
  subscript(index: Int) -> Element {
    @inline(__always)
    get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index outside a buffer")
      // SAFETY: the index was checked.
      return unsafe base[index]
    }
    @inline(__always)
    set {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index outside a buffer")
      // SAFETY: the index was checked; `self` is held exclusively.
      unsafe base[index] = newValue
    }
  }

  /// Makes room for `count` elements; those that are new are zero.
  mutating func grow(to count: Int) {
    guard count > self.count else { return }
    let new = unsafe Self.allocate(count)
    // SAFETY: both hold at least the old number of elements.
    unsafe new.update(from: base, count: self.count)
    unsafe free(base)
    unsafe base = new
    self.count = count
  }

  /// Copies the elements in `range` to `other` from `start` on.
  @inline(__always) func copy(_ range: Range<Int>, to other: inout Self, at start: Int) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "range outside a buffer")
    precondition(start >= 0 && start <= other.count &- range.count, "range outside a buffer")
    // SAFETY: both ranges were checked; they belong to different buffers.
    unsafe (other.base + start).update(from: base + range.lowerBound, count: range.count)
  }

  /// Makes the elements in `range` zero.
  mutating func clear(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "range outside a buffer")
    // SAFETY: the range was checked.
    unsafe (base + range.lowerBound).update(repeating: 0, count: range.count)
  }

  /// The first `count` elements as an array.
  func elements(first count: Int) -> [Element] {
    precondition(count >= 0 && count <= self.count, "range outside a buffer")
    // SAFETY: that many elements; the array copies them before `self` is let go.
    return unsafe Array(UnsafeBufferPointer(start: base, count: count))
  }

  /// The first `count` elements, for reading.
  @_lifetime(borrow self)
  func span(first count: Int) -> Span<Element> {
    precondition(count >= 0 && count <= self.count, "range outside a buffer")
    // SAFETY: that many elements for as long as `self` is borrowed.
    let span = unsafe Span(_unsafeStart: base, count: count)
    return unsafe _overrideLifetime(span, borrowing: self)
  }

  /// The bytes of the first `count` elements.
  @_lifetime(borrow self)
  func bytes(first count: Int) -> RawSpan {
    precondition(count >= 0 && count <= self.count, "range outside a buffer")
    // SAFETY: that many elements for as long as `self` is borrowed; numbers have no padding.
    let span = unsafe RawSpan(_unsafeStart: base, byteCount: count * MemoryLayout<Element>.stride)
    return unsafe _overrideLifetime(span, borrowing: self)
  }

  /// All bytes, for changing in place.
  @_lifetime(&self)
  mutating func mutableBytes() -> MutableRawSpan {
    // SAFETY: all elements for as long as `self` is held exclusively; any bytes are numbers.
    let span = unsafe MutableRawSpan(
      _unsafeStart: base, byteCount: count * MemoryLayout<Element>.stride)
    return unsafe _overrideLifetime(span, mutating: &self)
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Element> {
    // SAFETY: `calloc` gives zeroed memory, which is a valid value of every number, or nil.
    guard let memory = unsafe calloc(max(1, count), MemoryLayout<Element>.stride) else {
      preconditionFailure("no memory for \(count) numbers")
    }
    return unsafe memory.bindMemory(to: Element.self, capacity: max(1, count))
  }
}
