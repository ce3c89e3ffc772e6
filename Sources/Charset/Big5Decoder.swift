/// Decodes Big5 with HKSCS, Encoding Standard section 12.1.1.
struct Big5Decoder: ByteDecoder {
  private(set) var replacements = 0
  private let index = Big5Index.shared

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
      guard lead != 0x80, lead != 0xFF, at &+ 1 < input.count else {
        replace(into: &output)
        at &+= 1
        continue
      }
      let trail = input[at &+ 1]
      if let pointer = Big5Index.pointer(lead, trail) {
        let code = pairs[pointer]
        if code >= 0x80 {
          output.append(code: code)
          at &+= 2
          continue
        }
        if code != 0 {
          composed(code, into: &output)
          at &+= 2
          continue
        }
      }
      replace(into: &output)
      at &+= trail < 0x80 ? 1 : 2
    }
    position = at
  }

  /// Four pointers stand for a letter and a combining mark.
  private func composed(_ number: UInt32, into output: inout UTF8Sink) {
    output.append(basic: number < 3 ? 0xCA : 0xEA)
    output.append(basic: number % 2 == 1 ? 0x304 : 0x30C)
  }

  private mutating func replace(into output: inout UTF8Sink) {
    output.appendReplacement()
    replacements += 1
  }
}
