import TestSupport
import Testing

@testable import Extraction

@Suite("Packed tables")
struct PackedTableTests {
  @Test("a table answers as the dictionary it was made of", arguments: [0, 1, 2, 3, 100, 1_000])
  func likeDictionary(count: Int) {
    var random = SeededRandom()
    var entries: [UInt64: Int] = [:]
    while entries.count < count {
      entries[UInt64.random(in: 1...UInt64(4 * count), using: &random)] = entries.count
    }
    let table = PackedTable(entries)
    for key in 0...UInt64(4 * count + 4) {
      #expect(table[key] == entries[key], "seed \(SeededRandom.seed)")
    }
  }
}
