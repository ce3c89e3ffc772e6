import Tokenizer

/// The fields of a segment. Their number stands in bits 58…60 of a term's key.
package enum IndexField: UInt8, Sendable, CaseIterable {
  /// Bigrams, lone Han characters, words and numbers of the body, with positions.
  case body = 0
  /// Every Han character and words of other scripts of the body, with frequencies.
  case characters = 1
  /// The body's stream over the title alone, with positions.
  case title = 2
  /// Normalised 文号, exact, with frequencies.
  case documentNumber = 3
  /// The tokens of 发文机关, each once.
  case issuer = 4

  /// Whether the field's lists carry positions.
  package var hasPositions: Bool { self == .body || self == .title }

  /// Whether the field has a length per document.
  package var hasNorms: Bool { self == .characters || hasPositions }

  /// The key in the term dictionary of a token's key in this field.
  @inline(__always) func termKey(_ token: UInt64) -> UInt64 { token | UInt64(rawValue) << 58 }

  /// The field of a term's key; nil for a number that no field has.
  static func of(termKey: UInt64) -> IndexField? {
    IndexField(rawValue: UInt8(truncatingIfNeeded: termKey >> 58 & 0xF))
  }

  /// The token's key within a term's key.
  static func tokenKey(of termKey: UInt64) -> UInt64 { termKey & ~(0xF << 58) }
}
