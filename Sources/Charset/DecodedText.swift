/// What decoding made of bytes: always well-formed UTF-8.
package struct DecodedText: Sendable, Equatable {
  /// The text as UTF-8.
  package let utf8: [UInt8]
  /// How many U+FFFD stand in it for bytes that mean nothing in the encoding.
  package let replacements: Int

  /// The text as a String; a copy.
  package var text: String { String(chinese: utf8) }
}
