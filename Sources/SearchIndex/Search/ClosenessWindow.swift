/// A window of `RankingRecipe.closenessWindow` characters that is moved over the places of some terms in one document.
struct ClosenessWindow {
  private var lists: [List] = []

  /// One term's places.
  private struct List {
    let weight: Float
    let first: UInt32
    /// The next place.
    var places: Places
    /// The place passed last; nil before the first.
    var last: UInt32?
    /// How many places may still be passed; 0 at the end.
    var left = ClosenessWindow.mostOccurrences
  }

  /// Occurrences of one term in one document that are looked at.
  private static let mostOccurrences = 512

  /// Forgets all terms.
  mutating func removeAll() { lists.removeAll(keepingCapacity: true) }

  /// Adds a term of the document.
  mutating func append(_ places: Places, weight: Float) {
    lists.append(List(weight: weight, first: places.current, places: places))
  }

  /// The sum of the weights of the terms that occur before a position.
  func weight(before limit: UInt32) -> Float {
    lists.reduce(0) { $1.first < limit ? $0 + $1.weight : $0 }
  }

  /// The largest sum of the weights of different terms that stand in one window; call it once.
  ///
  /// - Complexity: O(occurrences × terms) at worst; it ends where all terms stand together.
  mutating func most(_ bytes: Span<UInt8>) -> Float {
    var most: Float = 0
    while let position = pass(bytes) {
      var (inside, count): (Float, Int) = (0, 0)
      for list in lists {
        guard let last = list.last, position &- last < RankingRecipe.closenessWindow else {
          continue
        }
        inside += list.weight
        count += 1
      }
      most = max(most, inside)
      if count == lists.count { break }
    }
    return most
  }

  /// Passes the first place of all that are left; nil when there is none.
  private mutating func pass(_ bytes: Span<UInt8>) -> UInt32? {
    var (position, next) = (UInt32.max, -1)
    for (index, list) in lists.enumerated() where list.left > 0 && list.places.current < position {
      (position, next) = (list.places.current, index)
    }
    if next < 0 { return nil }
    lists[next].last = position
    lists[next].left -= 1
    if !lists[next].places.next(bytes) { lists[next].left = 0 }
    return position
  }
}
