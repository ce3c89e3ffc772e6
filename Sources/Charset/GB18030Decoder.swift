/// Decodes gb18030 (and so GBK and GB 2312), Encoding Standard section 10.2.1.
struct GB18030Decoder: ByteDecoder {
  private(set) var replacements = 0
  private let index = GB18030Index.shared

  mutating func run(
    _ input: Span<UInt8>, from position: inout Int, until end: Int, into output: inout UTF8Sink
  ) {
    let table = index.pairs
    let pairs = table.span
    var at = position
    while at < end {
      let lead = input[at]
      if lead < 0x80 {
        output.copyASCII(input, from: &at, until: end)
        continue
      }
      if lead == 0x80 || lead == 0xFF || at &+ 1 >= input.count {
        single(lead, into: &output)
        at &+= 1
        continue
      }
      let trail = input[at &+ 1]
      if let pointer = GB18030Index.pointer(lead, trail) {
        output.append(basic: UInt32(pairs[pointer]))
        at &+= 2
      } else if trail &- 0x30 < 10 {
        at &+= four(input, at, into: &output)
      } else {
        replace(into: &output)
        at &+= trail < 0x80 ? 1 : 2
      }
    }
    position = at
  }

  /// A byte that neither leads nor follows: 0x80 is the euro sign, any other is an error.
  private mutating func single(_ byte: UInt8, into output: inout UTF8Sink) {
    if byte == 0x80 { output.append(basic: 0x20AC) } else { replace(into: &output) }
  }

  /// A four-byte form at `at`, whose second byte is known to be a digit; returns how many bytes are consumed.
  private mutating func four(
    _ input: Span<UInt8>, _ at: Int, into output: inout UTF8Sink
  ) -> Int {
    let left = input.count - at
    guard left > 2 else {
      replace(into: &output)
      return left
    }
    let third = input[at + 2]
    guard third > 0x80, third < 0xFF else {
      replace(into: &output)
      return 1
    }
    guard left > 3 else {
      replace(into: &output)
      return left
    }
    let fourth = input[at + 3]
    guard fourth &- 0x30 < 10 else {
      replace(into: &output)
      return 1
    }
    let high = (Int(input[at]) - 0x81) * 10 + Int(input[at + 1]) - 0x30
    let pointer = (high * 126 + Int(third) - 0x81) * 10 + Int(fourth) - 0x30
    if let code = index.code(fourByte: pointer) {
      output.append(code: code)
    } else {
      replace(into: &output)
    }
    return 4
  }

  private mutating func replace(into output: inout UTF8Sink) {
    output.appendReplacement()
    replacements += 1
  }
}
