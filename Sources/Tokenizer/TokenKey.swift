/// The 64-bit keys of tokens. Bits 58…61 are always zero, so that an index can put a field's number there.
///
/// | bits 63 62 | meaning |
/// |---|---|
/// | 0 0 | Han: first code point << 21, the second one below it, zero for a lone character; exact |
/// | 0 1 | a word of at most 7 bytes, its bytes as a big-endian number; exact |
/// | 1 0 | a longer word: 58 bits of FNV-1a over its folded bytes, to be verified by its spelling |
public enum TokenKey {
  /// Set in the key of a word that is packed whole.
  public static let packedTag: UInt64 = 1 << 62
  /// Set in the key of a word that is hashed.
  public static let hashTag: UInt64 = 1 << 63
  /// The bits a hash may use.
  public static let hashMask: UInt64 = (1 << 58) - 1

  /// The key of two neighbouring Han characters.
  @inlinable public static func bigram(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 21 | UInt64(second)
  }

  /// The key of one Han character.
  @inlinable public static func unigram(_ character: UInt32) -> UInt64 { UInt64(character) << 21 }

  /// Whether the key is a hash that only the spelling makes certain.
  @inlinable public static func isHashed(_ key: UInt64) -> Bool { key & hashTag != 0 }

  /// The key of a word given as its folded UTF-8 bytes, for words that come from elsewhere than a text.
  public static func word(_ folded: [UInt8]) -> UInt64 {
    var builder = WordKeyBuilder()
    for byte in folded { builder.append(byte) }
    return builder.key
  }

  /// What an exact key spells; nil for a hash.
  public static func spelling(of key: UInt64) -> String? {
    if isHashed(key) { return nil }
    if key & packedTag != 0 {
      let bytes = (0..<7).reversed().map { UInt8(truncatingIfNeeded: key >> (8 * UInt64($0))) }
      return String(decoding: bytes.drop { $0 == 0 }, as: UTF8.self)
    }
    var text = String.UnicodeScalarView()
    for part in [UInt32(truncatingIfNeeded: key >> 21) & 0x1F_FFFF, UInt32(key & 0x1F_FFFF)]
    where part != 0 {
      text.append(Unicode.Scalar(part) ?? "\u{FFFD}")
    }
    return String(text)
  }
}

/// Builds a word's key byte by byte.
public struct WordKeyBuilder {
  @usableFromInline var packed: UInt64 = 0
  @usableFromInline var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  @usableFromInline var count = 0

  /// Starts an empty word.
  @inlinable public init() {}

  /// Takes in the next folded byte.
  @inlinable public mutating func append(_ byte: UInt8) {
    packed = packed << 8 | UInt64(byte)
    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    count &+= 1
  }

  /// The key of the bytes so far.
  @inlinable public var key: UInt64 {
    if count <= 7 { return packed | TokenKey.packedTag }
    // FNV's high bits are the weak ones of short words: fold them over the low ones.
    return (hash ^ hash >> 32) & TokenKey.hashMask | TokenKey.hashTag
  }
}
