/// Decodes HZ (RFC 1843): seven-bit text in which `~{` opens and `~}` closes a run of GB 2312 pairs.
///
/// A line feed closes a run too, as old news readers did it, so that one lost `~}` costs one line.
struct HZDecoder: ByteDecoder {
  private(set) var replacements = 0
  private let index = GB18030Index.shared
  private var inPairs = false

  mutating func run(
    _ input: Span<UInt8>, from position: inout Int, until end: Int, into output: inout UTF8Sink
  ) {
    while position < end {
      let byte = input[position]
      let next = position + 1 < input.count ? input[position + 1] : 0
      if byte == 0x7E {
        position += tilde(next, into: &output)
      } else if inPairs && byte != 0x0A {
        position += pair(byte, next, into: &output)
      } else {
        inPairs = false
        if byte < 0x80 { output.append(byte) } else { replace(into: &output) }
        position += 1
      }
    }
  }

  private mutating func tilde(_ next: UInt8, into output: inout UTF8Sink) -> Int {
    switch next {
    case 0x7B: inPairs = true
    case 0x7D: inPairs = false
    case 0x7E: output.append(0x7E)
    case 0x0A: break
    default:
      replace(into: &output)
      return 1
    }
    return 2
  }

  private mutating func pair(
    _ lead: UInt8, _ trail: UInt8, into output: inout UTF8Sink
  ) -> Int {
    guard lead &- 0x21 < 0x57, trail &- 0x21 < 94,
      let pointer = GB18030Index.pointer(lead | 0x80, trail | 0x80)
    else {
      replace(into: &output)
      return 1
    }
    output.append(basic: UInt32(index.pairs[pointer]))
    return 2
  }

  private mutating func replace(into output: inout UTF8Sink) {
    output.appendReplacement()
    replacements += 1
  }
}
