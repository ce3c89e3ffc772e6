/// What the terms of a query count in a window of a document: half by their inverse frequencies and half by those of their characters, each
/// of which counts once where two bigrams overlap.
///
/// By bigrams alone a run of four characters counts three times what one of two does: too much where the run is one word, and what stands
/// elsewhere in the query another.
struct ClosenessPlaces {
  /// What a term counts.
  struct Weight: Equatable {
    /// With its characters.
    var all: Float = 0
    /// Of these, those that the term before it has, too.
    var shared: Float = 0
  }

  private let characters: [UInt32: Float]
  /// The inverse frequency of each character of the query's runs; of a word its own.
  private var places: [Float] = []
  /// The inverse frequency of each term, and its first and last place.
  private var terms: [(inverse: Float, range: ClosedRange<Int>)] = []
  /// The character at the last place; 0 for a word.
  private var last: UInt32 = 0

  /// - Parameter characters: the inverse frequency of each.
  init(characters: [UInt32: Float]) { self.characters = characters }

  /// Adds the next term of the query with its inverse frequency.
  mutating func append(token: UInt64, inverse: Float) {
    let (first, second) = RankingRecipe.characters(of: token) ?? (0, 0)
    if second == 0 || first != last { places.append(characters[first] ?? inverse) }
    let start = places.count - 1
    if second != 0 { places.append(characters[second] ?? inverse) }
    terms.append((inverse, start...places.count - 1))
    last = second
  }

  /// What each term counts; all together count 1.
  var weights: [Weight] {
    let half = 0.5 / max(places.reduce(0, +), .leastNormalMagnitude)
    let total = max(terms.reduce(0) { $0 + $1.inverse }, .leastNormalMagnitude)
    var end = -1
    return terms.map { inverse, range in
      let all = inverse / total / 2 + half * places[range].reduce(0, +)
      defer { end = range.upperBound }
      return Weight(all: all, shared: range.lowerBound == end ? half * places[end] : 0)
    }
  }
}
