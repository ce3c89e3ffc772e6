/// The 64-bit simhash of a text over its Han bigrams and words (Charikar 2002): texts that differ little differ in few bits.
enum Simhash {
  /// The fingerprint; nil when the text has fewer than eight features, too few to compare.
  ///
  /// Complexity: O(n).
  static func of(_ text: String) -> UInt64? {
    var votes = BitVotes()
    var previous: UInt32 = 0
    var word: UInt64 = 0
    let bytes = text.utf8Span.span
    var at = 0
    while at < bytes.count {
      let value = scalar(in: bytes, &at)
      let isHan = value >= 0x3400 && value <= 0x9FFF || value >= 0x20000
      if isHan {
        if previous != 0 { votes.add(mix(UInt64(previous) << 32 | UInt64(value))) }
        previous = value
      } else if value > 32 {
        previous = 0
      }
      if let folded = wordByte(value) {
        word = (word &* 0x100_0000_01B3) ^ UInt64(folded)
      } else if word != 0 {
        votes.add(mix(word | 1 << 63))
        word = 0
      }
    }
    if word != 0 { votes.add(mix(word | 1 << 63)) }
    return votes.count < 8 ? nil : votes.majority
  }

  /// The character at `at` of well-formed UTF-8, and `at` behind it.
  @inline(__always)
  private static func scalar(in bytes: Span<UInt8>, _ at: inout Int) -> UInt32 {
    let lead = UInt32(bytes[at])
    if lead < 0x80 {
      at &+= 1
      return lead
    }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = lead & (0x7F >> UInt32(length))
    for index in at &+ 1..<at &+ length { value = value << 6 | UInt32(bytes[index] & 0x3F) }
    at &+= length
    return value
  }

  private static func wordByte(_ value: UInt32) -> UInt32? {
    switch value {
    case 48...57, 97...122: value
    case 65...90: value | 32
    default: nil
    }
  }

  /// SplitMix64's finaliser (Steele, Lea, Flood 2014).
  private static func mix(_ seed: UInt64) -> UInt64 {
    var value = seed &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}

/// Counts how often each of 64 bits is set, eight planes of 64 one-bit counters at a time: a word costs two steps instead of 64.
struct BitVotes {
  /// Words so far.
  private(set) var count = 0
  /// Plane k has bit k of each counter.
  private var planes = InlineArray<8, UInt64>(repeating: 0)
  private var sums = InlineArray<64, Int>(repeating: 0)

  /// A word that waits for a second one: two together cost little more than one.
  private var pending: UInt64 = 0

  /// Counts the bits of a word.
  mutating func add(_ word: UInt64) {
    count &+= 1
    guard count & 1 == 0 else {
      pending = word
      return
    }
    let either = pending ^ word
    let carry = pending & word | either & planes[0]
    planes[0] ^= either
    pending = 0
    ripple(carry, from: 1)
    // A counter of eight bits holds 255.
    if count % 254 == 0 { empty() }
  }

  private mutating func ripple(_ word: UInt64, from first: Int) {
    var carry = word
    var plane = first
    while carry != 0, plane < 8 {
      let sum = planes[plane]
      planes[plane] = sum ^ carry
      carry &= sum
      plane &+= 1
    }
  }

  /// The bits that are set in more than half of the words.
  var majority: UInt64 {
    var votes = self
    votes.ripple(pending, from: 0)
    votes.empty()
    return (0..<64).reduce(0) { $0 | (2 * votes.sums[$1] > count ? 1 << UInt64($1) : 0) }
  }

  private mutating func empty() {
    for plane in 0..<8 {
      for bit in 0..<64 { sums[bit] += Int(planes[plane] >> UInt64(bit) & 1) << plane }
      planes[plane] = 0
    }
  }
}
