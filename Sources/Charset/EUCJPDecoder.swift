/// Decodes EUC-JP, Encoding Standard section 13.1.1.
struct EUCJPDecoder: ByteDecoder {
  private(set) var replacements = 0
  private let jis0208 = PairIndex.jis0208
  private let jis0212 = PairIndex.jis0212

  mutating func run(
    _ input: Span<UInt8>, from position: inout Int, until end: Int, into output: inout UTF8Sink
  ) {
    while position < end {
      if input[position] < 0x80 {
        output.copyASCII(input, from: &position, until: end)
      } else {
        position += character(input, position, into: &output)
      }
    }
  }

  /// A character of more than one byte at `at`; returns how many bytes are consumed.
  private mutating func character(
    _ input: Span<UInt8>, _ at: Int, into output: inout UTF8Sink
  ) -> Int {
    let lead = input[at]
    let left = input.count - at
    guard lead == 0x8E || lead == 0x8F || lead &- 0xA1 < 94, left > 1 else {
      return replace(into: &output, consuming: 1)
    }
    let second = input[at + 1]
    if lead == 0x8E && second &- 0xA1 < 0x3F {
      output.append(basic: 0xFF61 - 0xA1 + UInt32(second))
      return 2
    }
    if lead == 0x8F && second &- 0xA1 < 94 {
      guard left > 2 else { return replace(into: &output, consuming: 2) }
      return pair(second, input[at + 2], jis0212, of: 3, into: &output)
    }
    return pair(lead, second, jis0208, of: 2, into: &output)
  }

  private mutating func pair(
    _ row: UInt8, _ cell: UInt8, _ index: PairIndex, of length: Int, into output: inout UTF8Sink
  ) -> Int {
    if row &- 0xA1 < 94 && cell &- 0xA1 < 94 {
      let code = index.pairs[(Int(row) - 0xA1) * 94 + Int(cell) - 0xA1]
      if code != 0 {
        output.append(basic: UInt32(code))
        return length
      }
    }
    return replace(into: &output, consuming: cell < 0x80 ? length - 1 : length)
  }

  private mutating func replace(into output: inout UTF8Sink, consuming count: Int) -> Int {
    output.appendReplacement()
    replacements += 1
    return count
  }
}
