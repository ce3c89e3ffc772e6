import Charset

/// Where things stand in a list, by their hashes: open addressing, with no memory of its own per entry and no second hash over the
/// first. A Dictionary hashes its keys with SipHash, which for the links of a page costs more than reading them does.
struct PlaceTable {
  private struct Slot {
    var hash: UInt64
    /// The place plus one; 0 where nothing is.
    var mark: Int
  }

  private var slots: [Slot]
  private var count = 0

  /// An empty table with room for so many entries; it grows.
  init(room: Int) {
    // At most half of the slots are taken.
    let size = 1 << (Int.bitWidth - max(room, 4).leadingZeroBitCount + 1)
    slots = Array(repeating: Slot(hash: 0, mark: 0), count: size)
  }

  /// The place of the first entry that has the hash and is the one.
  func first(_ hash: UInt64, where isIt: (Int) -> Bool) -> Int? {
    var index = start(hash)
    while slots[index].mark != 0 {
      if slots[index].hash == hash, isIt(slots[index].mark &- 1) { return slots[index].mark &- 1 }
      index = next(index)
    }
    return nil
  }

  /// Adds an entry.
  mutating func insert(_ place: Int, _ hash: UInt64) {
    if (count &+ 1) &* 2 > slots.count { grow() }
    count &+= 1
    put(Slot(hash: hash, mark: place &+ 1))
  }

  /// Adds a hash that is not there yet; false when it is.
  mutating func insert(unique hash: UInt64) -> Bool {
    guard first(hash, where: { _ in true }) == nil else { return false }
    insert(count, hash)
    return true
  }

  private mutating func put(_ slot: Slot) {
    var index = start(slot.hash)
    while slots[index].mark != 0 { index = next(index) }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(hash: 0, mark: 0), count: old.count * 2)
    for slot in old where slot.mark != 0 { put(slot) }
  }

  private func start(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash) & (slots.count &- 1)
  }

  private func next(_ index: Int) -> Int { (index &+ 1) & (slots.count &- 1) }
}

/// A hash for tables within one process: wide multiplications of eight bytes at a time, as in wyhash
/// (https://github.com/wangyi-fudan/wyhash), from a start that nobody outside knows.
enum ByteHash {
  private static let seed = UInt64.random(in: .min ... .max)

  /// The hash of a text's UTF-8 bytes.
  static func of(_ text: String) -> UInt64 {
    let span = text.utf8.span
    return of(span, 0..<span.count)
  }

  /// The hash of the bytes of `range`.
  static func of(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash = seed
    var index = range.lowerBound
    while index &+ 8 <= range.upperBound {
      hash = mix(hash, ByteWord(bytes, index).bits)
      index &+= 8
    }
    var rest: UInt64 = 0
    while index < range.upperBound {
      rest = rest << 8 ^ UInt64(bytes[index])
      index &+= 1
    }
    return mix(mix(hash, rest) ^ UInt64(truncatingIfNeeded: range.count), seed)
  }

  @inline(__always)
  private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}
