import Charset

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
      if word == 0 {
        if previous != 0 { addCommonPairs(in: bytes, &at, &previous, to: &votes) }
        if let value = commonHan(in: bytes, &at) {
          if previous != 0 { votes.add(mix(UInt64(previous) << 32 | UInt64(value))) }
          previous = value
          continue
        }
        if at == bytes.count { break }
      }
      let value = bytes.scalar(at: &at)
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

  /// Adds the bigrams that end with the characters of U+4000 to U+9FFF at `at`, two by two while two stand there; `previous` is the one before.
  @inline(__always)
  private static func addCommonPairs(
    in bytes: Span<UInt8>, _ at: inout Int, _ previous: inout UInt32, to votes: inout BitVotes
  ) {
    while at &+ 8 <= bytes.count {
      let word = ByteWord(bytes, at).bits
      guard UInt8(truncatingIfNeeded: word).beginsCommonHan,
        UInt8(truncatingIfNeeded: word &>> 24).beginsCommonHan
      else { return }
      let first = triple(UInt32(truncatingIfNeeded: word))
      let second = triple(UInt32(truncatingIfNeeded: word &>> 24))
      votes.add(mix(UInt64(previous) << 32 | UInt64(first)))
      votes.add(mix(UInt64(first) << 32 | UInt64(second)))
      previous = second
      at &+= 6
    }
  }

  /// The character whose three bytes are the lowest of `bytes`, the first one lowest.
  @inline(__always)
  private static func triple(_ bytes: UInt32) -> UInt32 {
    (bytes & 15) &<< 12 | (bytes &>> 2 & 0xFC0) | (bytes &>> 16 & 0x3F)
  }

  /// A character of U+4000 to U+9FFF at `at`, and `at` behind it; nil where another stands.
  @inline(__always)
  private static func commonHan(in bytes: Span<UInt8>, _ at: inout Int) -> UInt32? {
    guard at &+ 2 < bytes.count, bytes[at].beginsCommonHan else { return nil }
    return bytes.scalar(at: &at)
  }

  private static func wordByte(_ value: UInt32) -> UInt32? {
    switch value {
    case 48...57, 97...122: value
    case 65...90: value | 32
    default: nil
    }
  }

  /// SplitMix64's finaliser (Steele, Lea, Flood 2014).
  static func mix(_ seed: UInt64) -> UInt64 {
    var value = seed &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}

/// Counts how often each of 64 bits is set, sixteen planes of 64 one-bit counters at a time: eight words cost seven carry-save adders instead of 512 steps.
struct BitVotes {
  /// Words so far.
  private(set) var count = 0
  /// Plane k has bit k of each counter.
  private var planes = InlineArray<16, UInt64>(repeating: 0)
  private var sums = InlineArray<64, Int>(repeating: 0)
  /// Words that wait until there are eight.
  private var pending = InlineArray<8, UInt64>(repeating: 0)

  /// Counts the bits of a word.
  @inline(__always)
  mutating func add(_ word: UInt64) {
    pending[count & 7] = word
    count &+= 1
    if count & 7 == 0 { addEight() }
  }

  /// Adds the eight that wait (Harley and Seal's method).
  private mutating func addEight() {
    let twos = (
      Self.add(pending[0], pending[1], to: &planes[0]),
      Self.add(pending[2], pending[3], to: &planes[0])
    )
    let fours = Self.add(twos.0, twos.1, to: &planes[1])
    let moreTwos = (
      Self.add(pending[4], pending[5], to: &planes[0]),
      Self.add(pending[6], pending[7], to: &planes[0])
    )
    let moreFours = Self.add(moreTwos.0, moreTwos.1, to: &planes[1])
    ripple(Self.add(fours, moreFours, to: &planes[2]), from: 3)
    // A counter of sixteen bits holds 65,535: these words and the seven that may wait.
    if count % 65_528 == 0 { empty() }
  }

  /// Adds two words to a plane; what is carried.
  @inline(__always)
  private static func add(_ first: UInt64, _ second: UInt64, to plane: inout UInt64) -> UInt64 {
    let either = first ^ second
    let carry = first & second | either & plane
    plane ^= either
    return carry
  }

  private mutating func ripple(_ word: UInt64, from first: Int) {
    var carry = word
    var plane = first
    while carry != 0, plane < 16 {
      let sum = planes[plane]
      planes[plane] = sum ^ carry
      carry &= sum
      plane &+= 1
    }
  }

  /// The bits that are set in more than half of the words.
  var majority: UInt64 {
    var votes = self
    for index in 0..<count & 7 { votes.ripple(pending[index], from: 0) }
    if count < 65_528 { return votes.wordAbove(count / 2) }
    votes.empty()
    return (0..<64).reduce(0) { $0 | (2 * votes.sums[$1] > count ? 1 << UInt64($1) : 0) }
  }

  /// The bits whose counters are above `limit`, as long as all of the counts is in the planes: compared with it from the highest digit down.
  private func wordAbove(_ limit: Int) -> UInt64 {
    var above: UInt64 = 0
    var equal = ~above
    for plane in (0..<16).reversed() {
      if limit >> plane & 1 == 0 {
        above |= equal & planes[plane]
        equal &= ~planes[plane]
      } else {
        equal &= planes[plane]
      }
    }
    return above
  }

  private mutating func empty() {
    for plane in 0..<16 where planes[plane] != 0 {
      for bit in 0..<64 { sums[bit] += Int(planes[plane] >> UInt64(bit) & 1) << plane }
      planes[plane] = 0
    }
  }
}
