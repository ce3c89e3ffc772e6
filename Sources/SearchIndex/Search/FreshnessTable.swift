import Synchronization

/// What the age of a document is worth, by days, as `RankingPreferences` defines it: thousands of numbers, made once for what a
/// city prefers and not once a search.
final class FreshnessTable: Sendable {
  private struct Made {
    var freshness: Float
    var halfLife: Int
    var worths: [Float]
  }

  private let made = Mutex<Made?>(nil)

  /// The days of the longest table.
  private static let longest = 366_000

  init() {}

  /// By age in days what a score is multiplied by; what is older counts as the last.
  ///
  /// - Complexity: O(1) while the preferences stay the same, else O(half-life).
  func worths(_ preferences: RankingPreferences) -> [Float] {
    made.withLock { made in
      if let made, made.freshness == preferences.freshness, made.halfLife == preferences.halfLife {
        return made.worths
      }
      let worths = Self.worths(preferences)
      made = Made(
        freshness: preferences.freshness, halfLife: preferences.halfLife, worths: worths)
      return worths
    }
  }

  private static func worths(_ preferences: RankingPreferences) -> [Float] {
    let step = powerOfTwo(-1 / Float(max(1, preferences.halfLife)))
    var left = preferences.freshness
    var worths: [Float] = []
    // What is left after this adds less than a score's own grain.
    while left > 0.0005, worths.count < longest {
      worths.append(1 + left)
      left *= step
    }
    return worths + [1]
  }
}
