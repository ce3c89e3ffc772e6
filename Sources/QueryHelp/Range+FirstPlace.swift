extension Range<Int> {
  /// The first place for which `holds`, which holds for all places after it, too; the end when it holds for none.
  ///
  /// - Complexity: O(log count).
  @inline(__always) func firstPlace(where holds: (Int) -> Bool) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
