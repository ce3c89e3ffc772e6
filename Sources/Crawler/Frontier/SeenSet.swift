/// The URLs that a crawl knows, as 64-bit hashes: at most 14 bytes each, where a `Set` needs up to 24.
///
/// 64 open-addressing tables chosen by the hash's low bits grow one at a time, so that growing needs little besides. Among
/// three million URLs the chance that any two share a hash is one in four million; such a URL would not be crawled.
package struct SeenSet: Sendable {
  private var shards = [Shard](repeating: Shard(), count: 64)

  /// An empty set.
  package init() {}

  /// How many hashes it holds.
  package var count: Int { shards.reduce(0) { $0 + $1.count } }

  /// The memory of its tables in bytes.
  package var bytes: Int { shards.reduce(0) { $0 + $1.slots.count * 8 } }

  /// Adds a hash; false when it was there.
  ///
  /// - Complexity: O(1) amortised.
  package mutating func insert(_ hash: UInt64) -> Bool {
    let hash = hash == 0 ? 1 : hash
    return shards[Int(hash & 63)].insert(hash)
  }

  /// Whether the hash was added.
  package func contains(_ hash: UInt64) -> Bool {
    let hash = hash == 0 ? 1 : hash
    return shards[Int(hash & 63)].contains(hash)
  }

  /// One table; 0 marks a free slot.
  private struct Shard {
    private(set) var slots = [UInt64](repeating: 0, count: 16)
    private(set) var count = 0

    mutating func insert(_ hash: UInt64) -> Bool {
      // Four fifths full at most: linear probing still needs only a few steps.
      if (count + 1) * 5 > slots.count * 4 { grow() }
      let slot = find(hash)
      guard slots[slot] == 0 else { return false }
      slots[slot] = hash
      count += 1
      return true
    }

    func contains(_ hash: UInt64) -> Bool { slots[find(hash)] == hash }

    /// The slot that holds the hash, or the free one where it belongs.
    private func find(_ hash: UInt64) -> Int {
      var slot = Int(hash.multipliedFullWidth(by: UInt64(slots.count)).high)
      while slots[slot] != 0, slots[slot] != hash { slot = slot + 1 == slots.count ? 0 : slot + 1 }
      return slot
    }

    private mutating func grow() {
      let old = slots
      slots = [UInt64](repeating: 0, count: old.count + old.count * 2 / 5 + 8)
      for hash in old where hash != 0 { slots[find(hash)] = hash }
    }
  }
}
