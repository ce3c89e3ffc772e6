/// The 64-bit simhash of a text over its Han bigrams and words (Charikar 2002): texts that differ little differ in few bits.
enum Simhash {
  /// The fingerprint; nil when the text has fewer than eight features, too few to compare.
  ///
  /// Complexity: O(n), 64 additions a feature.
  static func of(_ text: String) -> UInt64? {
    var sums = InlineArray<64, Int32>(repeating: 0)
    var features = 0
    var previous: UInt32 = 0
    var word: UInt64 = 0
    func add(_ feature: UInt64) {
      var hash = mix(feature)
      for bit in 0..<64 {
        sums[bit] &+= Int32(truncatingIfNeeded: (hash & 1) &* 2) &- 1
        hash >>= 1
      }
      features += 1
    }
    for scalar in text.unicodeScalars {
      let value = scalar.value
      let isHan = value >= 0x3400 && value <= 0x9FFF || value >= 0x20000
      if isHan {
        if previous != 0 { add(UInt64(previous) << 32 | UInt64(value)) }
        previous = value
      } else if value > 32 {
        previous = 0
      }
      if let folded = wordByte(value) {
        word = (word &* 0x100_0000_01B3) ^ UInt64(folded)
      } else if word != 0 {
        add(word | 1 << 63)
        word = 0
      }
    }
    if word != 0 { add(word | 1 << 63) }
    guard features >= 8 else { return nil }
    var hash: UInt64 = 0
    for bit in 0..<64 where sums[bit] > 0 { hash |= 1 << UInt64(bit) }
    return hash
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
