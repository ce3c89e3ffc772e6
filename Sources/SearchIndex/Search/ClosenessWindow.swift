/// A window of `RankingRecipe.closenessWindow` characters that is moved over the places of some terms in one document.
struct ClosenessWindow {
  private var lists: [List] = []

  /// One term's places.
  private struct List {
    let weight: Float
    let first: UInt32
    /// What its characters count, and those that the list before has, too.
    let (all, shared): (Float, Float)
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

  /// Adds a term of the document, in the order of the query.
  mutating func append(
    _ places: Places, _ term: Closeness.Term, isAfterTheOneBefore: Bool
  ) {
    lists.append(
      List(
        weight: term.weight, first: places.current, all: term.places.all,
        shared: isAfterTheOneBefore ? term.places.shared : 0, places: places))
  }

  /// The sum of the weights of the terms that occur before a position.
  func weight(before limit: UInt32) -> Float {
    lists.reduce(0) { $1.first < limit ? $0 + $1.weight : $0 }
  }

  /// The most that the characters of terms count that stand in one window, each once where two of them overlap; call it once.
  ///
  /// - Complexity: O(occurrences × terms) at worst; it ends where all terms stand together.
  mutating func most(_ bytes: Span<UInt8>) -> Float {
    var most: Float = 0
    while let position = pass(bytes) {
      var (inside, count): (Float, Int) = (0, 0)
      var before: Float = 0
      for list in lists {
        guard let last = list.last, position &- last < RankingRecipe.closenessWindow else {
          before = 0
          continue
        }
        inside += list.all - before * list.shared
        before = 1
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
