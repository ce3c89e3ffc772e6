import Foundation

/// Test vectors of others, which don't belong into this repository: unpacked in the folder that
/// `KUASOU_SHARED_DATA` names.
enum SharedSuite {
  /// The folder, or nil where the vectors aren't there; tests that need them are then skipped, not
  /// passed.
  static let folder: String? = ProcessInfo.processInfo.environment["KUASOU_SHARED_DATA"].flatMap {
    FileManager.default.fileExists(atPath: $0 + "/suites") ? $0 : nil
  }

  /// Whether the vectors are there.
  static var isAvailable: Bool { folder != nil }

  /// The bytes of a file of the folder; empty where it is missing.
  static func bytes(_ path: String) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: (folder ?? "") + "/" + path) else {
      return []
    }
    return [UInt8](data)
  }

  /// The file's lines, cut at tabs.
  static func rows(_ path: String) -> [[String]] {
    String(decoding: bytes(path), as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// The names of the files under a folder, each with its path from there, in order.
  static func files(_ path: String) -> [String] {
    let names =
      FileManager.default.enumerator(atPath: (folder ?? "") + "/" + path)?.allObjects ?? []
    return names.compactMap { $0 as? String }.sorted()
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014), to make the same bytes again from a printed seed.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  /// Starts at `SEED` of the environment, else at a seed of the clock.
  init() { self.init(seed: Self.seed) }

  init(seed: UInt64) { state = seed }

  /// The seed of this run, which every property test names when it fails.
  static let seed: UInt64 =
    ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) }
    ?? UInt64(Date().timeIntervalSince1970 * 1000)

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// Random bytes, half of them taken from `alphabet`.
  mutating func bytes(_ count: Int, alphabet: String) -> [UInt8] {
    let letters = Array(alphabet.utf8)
    return (0..<count).map { _ in
      let draw = next()
      return draw & 1 == 0
        ? letters[Int(draw >> 8) % letters.count] : UInt8(truncatingIfNeeded: draw >> 16)
    }
  }

  /// `bytes` with a few changed, doubled, swapped or cut out.
  mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    for _ in 0..<Int.random(in: 1...16, using: &self) where !result.isEmpty {
      let place = Int.random(in: 0..<result.count, using: &self)
      let end = min(result.count, place + Int.random(in: 1...64, using: &self))
      switch Int.random(in: 0..<5, using: &self) {
      case 0: result[place] = UInt8(truncatingIfNeeded: next())
      case 1: result.removeSubrange(place..<end)
      case 2: result.insert(contentsOf: result[place..<end], at: place)
      case 3: result.insert(Array("<>\"'&=!-/\0%".utf8)[Int(next() % 11)], at: place)
      default: result.removeSubrange(end...)
      }
    }
    return result
  }
}

/// CPU seconds that this thread has used.
func threadSeconds() -> Double {
  var time = timespec()
  // SAFETY: clock_gettime fills the local struct.
  _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
