/// Numbers the distinct terms of a batch in the order in which they are first met: open addressing, linear probing.
struct TermTable {
  /// The key of each term by its number.
  private(set) var keys: [UInt64] = []
  /// Pairs of a key, 0 when free, and its number: both in one cache line.
  private var slots: [UInt64]
  private var mask: Int

  /// Starts with room for about 2^`bits` × 0.6 terms.
  init(bits: Int = 16) {
    slots = [UInt64](repeating: 0, count: 2 << bits)
    mask = 1 << bits - 1
  }

  /// Terms so far.
  var count: Int { keys.count }

  /// Bytes that the terms take, a slot for each and a sorted copy included.
  ///
  /// Free slots do not count: a table that is emptied keeps them, and would look as full as before.
  var byteCount: Int { keys.count * 56 }

  /// All terms by ascending key.
  func sorted() -> [(key: UInt64, number: UInt32)] {
    var terms = keys.enumerated().map { (key: $1, number: UInt32($0)) }
    terms.sort { $0.key < $1.key }
    return terms
  }

  /// Forgets everything but keeps the memory.
  mutating func removeAll() {
    keys.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = 0 }
  }

  /// The number of a key, new or old.
  ///
  /// - Precondition: `key` is not 0, which marks a free slot; no token has that key.
  @inline(__always) mutating func number(_ key: UInt64) -> UInt32 {
    var slot = Self.hash(key) & mask
    while true {
      let found = slots[2 &* slot]
      if found == key { return UInt32(truncatingIfNeeded: slots[2 &* slot &+ 1]) }
      if found == 0 { return insert(key, slot) }
      slot = (slot &+ 1) & mask
    }
  }

  @inline(__always) private static func hash(_ key: UInt64) -> Int {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 20)
  }

  @inline(never) private mutating func insert(_ key: UInt64, _ slot: Int) -> UInt32 {
    let number = UInt32(keys.count)
    slots[2 * slot] = key
    slots[2 * slot + 1] = UInt64(number)
    keys.append(key)
    if keys.count * 5 > (mask + 1) * 3 { grow() }
    return number
  }

  private mutating func grow() {
    mask = 2 * mask + 1
    slots = [UInt64](repeating: 0, count: 2 * (mask + 1))
    for (number, key) in keys.enumerated() {
      var slot = Self.hash(key) & mask
      while slots[2 * slot] != 0 { slot = (slot + 1) & mask }
      slots[2 * slot] = key
      slots[2 * slot + 1] = UInt64(number)
    }
  }
}
