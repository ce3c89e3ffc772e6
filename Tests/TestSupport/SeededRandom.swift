/// A deterministic generator for property tests (SplitMix64, Steele et al. 2014), so that a failure can be replayed.
package struct SeededRandom: RandomNumberGenerator {
  /// The seed that this run uses: `SEED` of the environment, else a fixed one.
  package static let seed: UInt64 =
    TestEnvironment.value("SEED").flatMap { UInt64($0) } ?? 20_091_203

  private var state: UInt64

  /// A generator that gives the same numbers for the same seed; the default is `SeededRandom.seed`.
  package init(seed: UInt64 = SeededRandom.seed) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// `count` random bytes.
  package mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
  }
}
