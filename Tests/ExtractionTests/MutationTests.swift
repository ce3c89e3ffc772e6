import Documents
import Extraction
import Foundation
import TestSupport
import Testing

/// Damaged input must cost only itself: the fixtures, cut, flipped, doubled and spliced at random, never trap and always answer.
@Suite("Mutated files")
struct MutationTests {
  /// SplitMix64 with a printed seed.
  private struct Random {
    var state: UInt64
    mutating func next(_ bound: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
      return Int((value ^ value >> 31) % UInt64(max(1, bound)))
    }
  }

  private static let sources: [[UInt8]] = {
    let folder = "\(Program.project)/Fixtures/pages"
    let slugs = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
    return slugs.compactMap { slug in
      ["source.html", "source.pdf"].lazy
        .compactMap { FileManager.default.contents(atPath: "\(folder)/\(slug)/\($0)") }
        .first.map { [UInt8]($0) }
    }
  }()

  @Test("600 random mutations of the fixtures are answered with text or a reason")
  func mutations() throws {
    let seed = ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? 20_240_618
    var random = Random(state: seed)
    try #require(!Self.sources.isEmpty)

    for round in 0..<600 {
      let bytes = mutated(&random)
      let content = Extractor.extract(bytes: bytes, url: "http://a.example/", contentType: nil)

      let isAnswered = !content.text.isEmpty || content.failure != nil
      #expect(isAnswered, "seed \(seed), round \(round)")
    }
  }

  private func mutated(_ random: inout Random) -> [UInt8] {
    var bytes = Self.sources[random.next(Self.sources.count)]
    for _ in 0...random.next(12) where !bytes.isEmpty {
      let at = random.next(bytes.count)
      switch random.next(6) {
      case 0: bytes[at] = UInt8(random.next(256))
      case 1: bytes.removeSubrange(at..<min(bytes.count, at + random.next(400)))
      case 2: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + random.next(300))], at: at)
      case 3: bytes.insert(contentsOf: [60, 0, 62, 34, 39].prefix(random.next(5)), at: at)
      case 4:
        let other = Self.sources[random.next(Self.sources.count)]
        bytes.insert(contentsOf: other.prefix(random.next(2_000)), at: at)
      default: bytes = Array(bytes[..<at])
      }
    }
    return bytes
  }
}
