/// Up to eight Han characters in 16 bytes, so that millions can be counted and compared.
struct HanPiece: Equatable, Sendable {
  /// The characters, the last one lowest; 0 before the first.
  private var high: UInt64 = 0
  private var low: UInt64 = 0

  /// The most characters that it holds.
  static let longest = 8

  /// No characters.
  init() {}

  /// These characters; of more than eight the last eight.
  init(_ text: HanText) {
    for character in text { append(character) }
  }

  /// Makes it one character longer; the first of nine falls out.
  mutating func append(_ character: UInt16) {
    high = high << 16 | low >> 48
    low = low << 16 | UInt64(character)
  }

  /// A number that spreads pieces evenly over the lower bits, not negative.
  var hash: Int {
    let mixed = (high &* 0x9E37_79B9_7F4A_7C15 ^ low) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: (mixed ^ mixed >> 32) & 0x7FFF_FFFF_FFFF_FFFF)
  }

  /// The characters.
  var text: HanText {
    var text: HanText = []
    for half in [high, low] {
      for place in [48, 32, 16, 0] as [UInt64] {
        let character = UInt16(truncatingIfNeeded: half >> place)
        if character != 0 { text.append(character) }
      }
    }
    return text
  }
}

extension HanPiece: Comparable {
  static func < (left: HanPiece, right: HanPiece) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}
