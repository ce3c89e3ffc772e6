/// Decodes UTF-16 in either byte order; a lone surrogate or half a unit becomes U+FFFD.
struct UTF16Decoder: ByteDecoder {
  private(set) var replacements = 0
  private let bigEndian: Bool

  init(bigEndian: Bool) { self.bigEndian = bigEndian }

  mutating func run(
    _ input: Span<UInt8>, from position: inout Int, until end: Int, into output: inout UTF8Sink
  ) {
    while position < end {
      guard let unit = unit(input, position) else {
        position += 1
        replace(into: &output)
        return
      }
      position += 2
      if unit & 0xF800 != 0xD800 {
        output.append(basic: unit)
      } else if unit < 0xDC00, let low = self.unit(input, position), low & 0xFC00 == 0xDC00 {
        output.append(code: 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF)
        position += 2
      } else if unit < 0xDC00, position + 1 == input.count {
        // A high surrogate and half a unit at the very end are one error.
        position += 1
        replace(into: &output)
      } else {
        replace(into: &output)
      }
    }
  }

  private func unit(_ input: Span<UInt8>, _ at: Int) -> UInt32? {
    guard at + 1 < input.count else { return nil }
    let first = UInt32(input[at])
    let second = UInt32(input[at + 1])
    return bigEndian ? first << 8 | second : second << 8 | first
  }

  private mutating func replace(into output: inout UTF8Sink) {
    output.appendReplacement()
    replacements += 1
  }
}
