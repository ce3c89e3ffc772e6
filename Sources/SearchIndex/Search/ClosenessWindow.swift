/// A window of `RankingRecipe.closenessWindow` characters that is moved over documents one after another.
struct ClosenessWindow {
  private let weights: [Float]
  /// How often the window has each term; all 0 between documents.
  private var counts: [Int]
  /// The number of the document in which each term was met last.
  private var met: [Int]
  private var document = 0

  init(_ terms: [Closeness.Term]) {
    weights = terms.map(\.weight)
    counts = [Int](repeating: 0, count: terms.count)
    met = counts
  }

  /// The largest sum of the weights of different terms that stand in one window of a document.
  mutating func most(_ found: ArraySlice<Closeness.Occurrence>) -> Float {
    var (inside, most): (Float, Float) = (0, 0)
    var start = found.startIndex
    for end in found.indices {
      let term = found[end].term
      if counts[term] == 0 { inside += weights[term] }
      counts[term] += 1
      while found[end].position - found[start].position >= RankingRecipe.closenessWindow {
        let left = found[start].term
        counts[left] -= 1
        if counts[left] == 0 { inside -= weights[left] }
        start += 1
      }
      most = max(most, inside)
    }
    for occurrence in found[start...] { counts[occurrence.term] = 0 }
    return most
  }

  /// Calls `take` for the first occurrence of each term in a document, as far as it is before a position.
  mutating func forEachFirst(
    of found: ArraySlice<Closeness.Occurrence>, before limit: UInt32,
    _ take: (Closeness.Occurrence) -> Void
  ) {
    document += 1
    for occurrence in found {
      if occurrence.position >= limit { return }
      if met[occurrence.term] == document { continue }
      met[occurrence.term] = document
      take(occurrence)
    }
  }
}
