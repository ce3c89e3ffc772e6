import Foundation
import TestSupport

// What the tests of robots.txt, sitemaps and links need beside TestSupport.
extension SharedData {
  /// Whether the vectors of others are there.
  static var hasSuites: Bool { has("suites") }

  /// The bytes of a file of the shared data; empty where it is missing.
  static func bytes(_ name: String) -> [UInt8] {
    FileManager.default.contents(atPath: path(name)).map { [UInt8]($0) } ?? []
  }

  /// The file's lines, cut at tabs.
  static func rows(_ name: String) -> [[String]] {
    String(decoding: bytes(name), as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// The names of the files under a folder, each with its path from there, in order.
  static func files(_ name: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: path(name))?.allObjects ?? []
    return found.compactMap { $0 as? String }.sorted()
  }
}

extension SeededRandom {
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
