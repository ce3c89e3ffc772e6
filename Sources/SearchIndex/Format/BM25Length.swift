/// The length part of BM25 for one field: `tf / (tf + k1 (1 - b + b length / average))`.
///
/// Robertson & Zaragoza, "The Probabilistic Relevance Framework", with k1 1.2 and b 0.75 as in Lucene and Tantivy.
package struct BM25Length: Sendable {
  /// k1.
  static let saturation: Float = 1.2
  /// b.
  static let lengthShare: Float = 0.75
  /// The denominator's second term for each length byte.
  let denominators: [Float]
  /// The mean length that it was made for.
  let averageLength: Float

  /// For a field of this mean length.
  init(averageLength: Float) {
    self.averageLength = averageLength
    denominators = (0..<256).map { byte in
      let length = Float(LengthNorm.decode(UInt8(byte)))
      return Self.saturation
        * (1 - Self.lengthShare + Self.lengthShare * length / averageLength)
    }
  }

  /// The part of the score between 0 and 1 that frequency and length make.
  @inline(__always) func part(_ frequency: UInt32, _ norm: UInt8) -> Float {
    let tf = Float(frequency)
    return tf / (tf + denominators[Int(norm)])
  }

  /// The smallest of 256 steps that is not below `part`.
  static func quantisedUp(_ part: Float) -> UInt8 {
    UInt8(min(255, max(0, (part * 255).rounded(.up))))
  }
}
