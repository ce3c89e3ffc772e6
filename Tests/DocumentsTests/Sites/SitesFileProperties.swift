import Bytes
import TestSupport
import Testing

@testable import Documents

/// Random damage to the shipped file: nothing traps, hangs, or points outside of the file. `SEED=` replays a failure.
struct SitesFileProperties {
  private static let pieces: [[UInt8]] =
    [
      "\"", "'", "\"\"\"", "'''", "[", "]", "[[", "]]", "{", "}", "=", ",", "#", "\n", "\r\n", "\\",
      "\\u0000", "\\U0010FFFF", ".", "*", "://", "@",
      "site", "[[site]]\n", "[defaults]\n", "id = \"a\"\n", "start = []\n", "-", "0", "1e9", "true",
      "政", "\u{FEFF}", "\u{2028}", "http://[::1]/", "a.b.c = 1\n",
    ].map { Array($0.utf8) } + [[0xFF], [0x00], [0xB3, 0xC9], [0x80]]

  private func mutate(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    let at = Int.random(in: 0...bytes.count, using: &random)
    let end = min(bytes.count, at + Int.random(in: 0...40, using: &random))
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes.removeSubrange(at..<end)
    case 1: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: at)
    case 2: bytes.replaceSubrange(at..<end, with: Self.pieces.randomElement(using: &random) ?? [])
    case 3:
      bytes.insert(contentsOf: bytes[at..<end], at: Int.random(in: 0...bytes.count, using: &random))
    default: if at < bytes.count { bytes[at] = UInt8.random(in: 0...255, using: &random) }
    }
  }

  /// Whether a position is in the text or one column behind the end of one of its lines.
  private func isInside(_ problem: SitesProblem, _ lines: [ArraySlice<UInt8>]) -> Bool {
    guard problem.line >= 1, problem.line <= lines.count else { return false }
    let scalars = lines[problem.line - 1].count { $0 & 0xC0 != 0x80 }
    return problem.column >= 1 && problem.column <= scalars + 1
  }

  private func check(_ original: [UInt8], rounds: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let files = ConfigurationFiles { path throws(FileError) in
      throw .system(operation: "open", path: path, errno: 2)
    }
    for round in 0..<rounds {
      var bytes = original
      for _ in 0..<Int.random(in: 1...8, using: &random) { mutate(&bytes, &random) }

      let file = SitesFile.parse(bytes: bytes, path: "sites.conf", files: files)

      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let strays = file.problems.filter {
        !isInside($0, lines) || $0.help.isEmpty || $0.message.contains("\n")
      }
      #expect(strays.isEmpty, "seed \(seed), round \(round): \(strays)")
    }
  }

  @Test(arguments: (0..<4).map { SeededRandom.seed &+ $0 })
  func `damage to the shipped file is always reported inside it`(seed: UInt64) throws {
    let original = try LocalFileSystem().read("\(repositoryRoot)/sites.conf")

    check(original, rounds: 40, seed: seed)
  }

  @Test(arguments: (0..<4).map { SeededRandom.seed &+ $0 })
  func `damage to a small file is always reported inside it`(seed: UInt64) {
    let original = Array(
      SitesTestText.oneSite(
        "include = [\"https://*.cn/*\"]\nexclude = [\n  '*/a', # 评论\n]\ndelay = \"1h30m\"\ncrawl_window = \"22:00-06:00\"\n"
          + "[[site]]\nid = \"b\"\nname = \"\"\"乙\"\"\"\nkind = 'service'\nstart = [\"http://b.cn/\"]\nmax_bytes = 1_000_000\n"
      ).utf8)

    check(original, rounds: 1500, seed: seed)
  }

  @Test func `every cut of a file is reported inside it`() {
    let original = Array(
      SitesTestText.oneSite("exclude = [\"*/a\", '''b''']\n[[site]]\nid = \"经\"\n").utf8)

    for count in 0...original.count {
      let bytes = Array(original.prefix(count))

      let problems = SitesFile.parse(bytes: bytes, path: "s").problems

      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      #expect(problems.allSatisfy { isInside($0, lines) }, "cut at \(count)")
    }
  }
}
