/// Decodes UTF-8 that has errors: each maximal part of an ill-formed sequence becomes one U+FFFD.
struct UTF8Decoder: ByteDecoder {
  private(set) var replacements = 0
  /// How many sequences of two bytes or more were well formed.
  private(set) var sequences = 0

  mutating func run(
    _ input: Span<UInt8>, from position: inout Int, until end: Int, into output: inout UTF8Sink
  ) {
    var at = position
    while at < end {
      let lead = input[at]
      if lead < 0x80 {
        output.copyASCII(input, from: &at, until: end)
        continue
      }
      let (length, valid) = Self.sequence(input, at)
      if valid {
        for index in at..<at + length { output.append(input[index]) }
        sequences += 1
      } else {
        output.appendReplacement()
        replacements += 1
      }
      at += length
    }
    position = at
  }

  /// The length of the sequence at `at`, or of its longest well-formed beginning (at least 1) when it is ill formed.
  ///
  /// Unicode 15, section 3.9, table 3-7.
  static func sequence(_ input: Span<UInt8>, _ at: Int) -> (length: Int, valid: Bool) {
    let lead = input[at]
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    let following: Int
    switch lead {
    case 0x00...0x7F: return (1, true)
    case 0xC2...0xDF: following = 1
    case 0xE0...0xEF:
      following = 2
      if lead == 0xE0 { low = 0xA0 } else if lead == 0xED { high = 0x9F }
    case 0xF0...0xF4:
      following = 3
      if lead == 0xF0 { low = 0x90 } else if lead == 0xF4 { high = 0x8F }
    default: return (1, false)
    }
    for step in 1...following {
      guard at + step < input.count, input[at + step] >= low, input[at + step] <= high else {
        return (step, false)
      }
      low = 0x80
      high = 0xBF
    }
    return (following + 1, true)
  }
}
