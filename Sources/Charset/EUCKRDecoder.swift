/// Decodes EUC-KR as windows-949, Encoding Standard section 14.1.1.
struct EUCKRDecoder: ByteDecoder {
  private(set) var replacements = 0
  private let index = PairIndex.eucKR

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
        output.appendReplacement()
        replacements += 1
        at &+= 1
        continue
      }
      let trail = input[at &+ 1]
      let mapped = trail > 0x40 && trail < 0xFF
      let code = mapped ? pairs[Int(lead &- 0x81) &* 190 &+ Int(trail &- 0x41)] : 0
      if code != 0 {
        output.append(basic: UInt32(code))
        at &+= 2
      } else {
        output.appendReplacement()
        replacements += 1
        at &+= trail < 0x80 ? 1 : 2
      }
    }
    position = at
  }
}
