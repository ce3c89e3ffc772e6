/// Numbers the distinct terms of a batch in the order in which they are first met: open addressing, linear probing.
struct TermTable {
  /// The key of each term by its number.
  private(set) var keys: [UInt64] = []
  private var slots: [UInt64]
  private var numbers: [UInt32]
  private var mask: Int

  /// Starts with room for about 2^`bits` × 0.6 terms.
  init(bits: Int = 16) {
    slots = [UInt64](repeating: 0, count: 1 << bits)
    numbers = [UInt32](repeating: 0, count: 1 << bits)
    mask = 1 << bits - 1
  }

  /// Terms so far.
  var count: Int { keys.count }

  /// Bytes held.
  var byteCount: Int { slots.count * 12 + keys.capacity * 8 }

  /// The number of a key, new or old.
  ///
  /// - Precondition: `key` is not 0, which marks a free slot; no token has that key.
  @inline(__always) mutating func number(_ key: UInt64) -> UInt32 {
    var slot = Self.hash(key) & mask
    while true {
      let found = slots[slot]
      if found == key { return numbers[slot] }
      if found == 0 { return insert(key, slot) }
      slot = (slot &+ 1) & mask
    }
  }

  /// Forgets all terms but keeps the memory.
  mutating func removeAll() {
    for index in slots.indices { slots[index] = 0 }
    keys.removeAll(keepingCapacity: true)
  }

  @inline(__always) private static func hash(_ key: UInt64) -> Int {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 20)
  }

  @inline(never) private mutating func insert(_ key: UInt64, _ slot: Int) -> UInt32 {
    let number = UInt32(keys.count)
    slots[slot] = key
    numbers[slot] = number
    keys.append(key)
    if keys.count * 5 > slots.count * 3 { grow() }
    return number
  }

  private mutating func grow() {
    let bigger = slots.count * 2
    slots = [UInt64](repeating: 0, count: bigger)
    numbers = [UInt32](repeating: 0, count: bigger)
    mask = bigger - 1
    for (number, key) in keys.enumerated() {
      var slot = Self.hash(key) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = key
      numbers[slot] = UInt32(number)
    }
  }
}
