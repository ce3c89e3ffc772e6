import TestSupport
import Testing

@testable import Crawler

struct PlaceTableTests {
  @Test func `a table finds what a Dictionary does`() {
    var random = SeededRandom()
    for _ in 0..<50 {
      var table = PlaceTable(room: Int.random(in: 0...20, using: &random))
      var plain: [UInt64: Int] = [:]
      for place in 0..<200 {
        // Few hashes with few different low bits, so that many are alike or neighbours.
        let hash =
          UInt64.random(in: 0...40, using: &random) << UInt64.random(in: 0...60, using: &random)
        #expect(table.first(hash) { _ in true } == plain[hash], "seed \(SeededRandom.seed)")
        guard plain[hash] == nil else { continue }
        plain[hash] = place
        table.insert(place, hash)
      }
    }
  }

  @Test func `entries of one hash are told apart`() {
    var table = PlaceTable(room: 0)
    for place in 0..<100 { table.insert(place, 7) }

    for place in 0..<100 { #expect(table.first(7) { $0 == place } == place) }
    #expect(table.first(7) { _ in false } == nil)
    #expect(table.first(8) { _ in true } == nil)
  }

  @Test func `a hash is new once`() {
    var table = PlaceTable(room: 1)

    for isNew in [true, false] {
      for hash in UInt64(0)..<100 {
        let isInserted = table.insert(unique: hash)
        #expect(isInserted == isNew)
      }
    }
  }

  @Test func `equal bytes hash alike wherever they stand, and others don't`() {
    var random = SeededRandom()
    var seen: [UInt64: [UInt8]] = [:]
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...20, using: &random))
        .map { _ in UInt8.random(in: 0...2, using: &random) }
      let shifted = [1, 2, 3] + bytes
      let hash = ByteHash.of(bytes.span, 0..<bytes.count)

      #expect(ByteHash.of(shifted.span, 3..<shifted.count) == hash)
      #expect(seen[hash] == nil || seen[hash] == bytes)
      seen[hash] = bytes
    }
    #expect(ByteHash.of("成都") == ByteHash.of(Array("成都".utf8).span, 0..<6))
  }
}
