/// The length part of BM25 for one field: `tf / (tf + k1 (1 - b + b length / average))`.
///
/// Robertson & Zaragoza, "The Probabilistic Relevance Framework", with k1 1.2 and b 0.75 as in Lucene and Tantivy.
package struct BM25Length: Sendable {
  /// k1.
  static let saturation: Float = 1.2
  /// b.
  static let lengthShare: Float = 0.75
  /// Frequencies whose parts are tabulated: nearly all that occur.
  static let tabulated: UInt32 = 16
  /// The denominator's second term for each length byte.
  let denominators: [Float]
  /// The part of frequency `f + 1` and length byte `n` at `f << 8 | n`, for `f` below `tabulated`.
  let parts: [Float]
  /// The mean length that it was made for.
  let averageLength: Float

  /// For a field of this mean length.
  init(averageLength: Float) {
    self.averageLength = averageLength
    let denominators = (0..<256).map { byte in
      let length = Float(LengthNorm.decode(UInt8(byte)))
      return Self.saturation
        * (1 - Self.lengthShare + Self.lengthShare * length / averageLength)
    }
    self.denominators = denominators
    parts = (0..<Int(Self.tabulated) * 256).map { place in
      Self.part(UInt32(place >> 8), denominators[place & 0xFF])
    }
  }

  /// For a field without lengths: every denominator is 1.
  init() {
    averageLength = 1
    denominators = [Float](repeating: 1, count: 256)
    parts = (0..<Int(Self.tabulated) * 256).map { Self.part(UInt32($0 >> 8), 1) }
  }

  /// The part of the score between 0 and 1 that `frequencyLessOne + 1` occurrences and a length make.
  ///
  /// It ascends with the frequency and descends with the length byte, to the bit: so the part of a block's largest
  /// frequency and least length bounds all of the block's.
  @inline(__always) func part(_ frequencyLessOne: UInt32, _ norm: UInt8) -> Float {
    frequencyLessOne < Self.tabulated
      ? parts[Int(frequencyLessOne) &<< 8 | Int(norm)]
      : Self.part(frequencyLessOne, denominators[Int(norm)])
  }

  private static func part(_ frequencyLessOne: UInt32, _ denominator: Float) -> Float {
    let frequency = Float(frequencyLessOne) + 1
    return frequency / (frequency + denominator)
  }
}
