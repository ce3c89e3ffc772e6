/// Decodes Shift_JIS as windows-31J, Encoding Standard section 13.3.1.
struct ShiftJISDecoder: ByteDecoder {
  private(set) var replacements = 0
  private let index = PairIndex.jis0208

  mutating func run(
    _ input: Span<UInt8>, from position: inout Int, until end: Int, into output: inout UTF8Sink
  ) {
    var at = position
    while at < end {
      let lead = input[at]
      if lead < 0x80 {
        output.copyASCII(input, from: &at, until: end)
      } else if lead == 0x80 {
        output.append(basic: 0x80)
        at += 1
      } else if lead &- 0xA1 < 0x3F {
        output.append(basic: 0xFF61 - 0xA1 + UInt32(lead))
        at += 1
      } else {
        at += pair(input, at, into: &output)
      }
    }
    position = at
  }

  /// A two-byte form at `at`; returns how many bytes are consumed.
  private mutating func pair(
    _ input: Span<UInt8>, _ at: Int, into output: inout UTF8Sink
  ) -> Int {
    let lead = input[at]
    guard lead != 0xA0, lead < 0xFD, at + 1 < input.count else {
      replace(into: &output)
      return 1
    }
    let trail = input[at + 1]
    let row = Int(lead) - (lead < 0xA0 ? 0x81 : 0xC1)
    if trail >= 0x40 && trail != 0x7F && trail < 0xFD {
      let pointer = row * 188 + Int(trail) - (trail < 0x7F ? 0x40 : 0x41)
      let code =
        (8_836...10_715).contains(pointer)
        ? UInt32(0xE000 + pointer - 8_836) : UInt32(index.pairs[pointer])
      if code != 0 {
        output.append(basic: code)
        return 2
      }
    }
    replace(into: &output)
    return trail < 0x80 ? 1 : 2
  }

  private mutating func replace(into output: inout UTF8Sink) {
    output.appendReplacement()
    replacements += 1
  }
}
