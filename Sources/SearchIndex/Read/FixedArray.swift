/// A fixed number of elements that can't be copied, on the heap, changed in place; `Array` takes only copyable ones.
@safe
struct FixedArray<Element: ~Copyable>: ~Copyable {
  /// The number of elements.
  let count: Int
  // SAFETY: set once in `init` to `count` initialised elements that only `self` reaches; freed in `deinit`.
  private let base: UnsafeMutablePointer<Element>

  /// Makes each element by its index.
  init(count: Int, _ make: (Int) -> Element) {
    self.count = count
    // SAFETY: every slot is initialised exactly once before `self` can be used.
    unsafe base = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
    for index in 0..<count { unsafe (base + index).initialize(to: make(index)) }
  }

  deinit {
    // SAFETY: exactly the elements made in `init`.
    unsafe base.deinitialize(count: count)
    unsafe base.deallocate()
  }

  /// The element at `index`, which is checked.
  subscript(index: Int) -> Element {
    @inline(__always)
    _read {
      precondition(index >= 0 && index < count, "index outside a fixed array")
      // SAFETY: the index was checked.
      yield unsafe base[index]
    }
    @inline(__always)
    _modify {
      precondition(index >= 0 && index < count, "index outside a fixed array")
      // SAFETY: the index was checked; `self` is held exclusively.
      yield unsafe &base[index]
    }
  }
}
