/// Decodes ISO-2022-JP, Encoding Standard section 13.2.1.
struct ISO2022JPDecoder: ByteDecoder {
  private enum Mode { case ascii, roman, katakana, pair }

  private(set) var replacements = 0
  private let index = PairIndex.jis0208
  private var mode = Mode.ascii
  /// The last thing seen was an escape sequence, so another one at once is an error.
  private var justEscaped = false

  mutating func run(
    _ input: Span<UInt8>, from position: inout Int, until end: Int, into output: inout UTF8Sink
  ) {
    while position < end {
      let byte = input[position]
      if byte == 0x1B {
        position += escape(input, position, into: &output)
        continue
      }
      justEscaped = false
      position += mode == .pair ? pair(input, position, into: &output) : 1
      if mode != .pair { single(byte, into: &output) }
    }
  }

  private mutating func single(_ byte: UInt8, into output: inout UTF8Sink) {
    switch (mode, byte) {
    case (.katakana, 0x21...0x5F): output.append(basic: 0xFF61 - 0x21 + UInt32(byte))
    case (.katakana, _), (_, 0x0E), (_, 0x0F), (_, 0x80...): replace(into: &output)
    case (.roman, 0x5C): output.append(basic: 0xA5)
    case (.roman, 0x7E): output.append(basic: 0x203E)
    default: output.append(byte)
    }
  }

  /// A two-byte form at `at`; returns how many bytes are consumed.
  private mutating func pair(
    _ input: Span<UInt8>, _ at: Int, into output: inout UTF8Sink
  ) -> Int {
    let lead = input[at]
    guard lead &- 0x21 < 94, at + 1 < input.count, input[at + 1] != 0x1B else {
      replace(into: &output)
      return 1
    }
    let trail = input[at + 1]
    let code =
      trail &- 0x21 < 94 ? index.pairs[(Int(lead) - 0x21) * 94 + Int(trail) - 0x21] : 0
    if code == 0 { replace(into: &output) } else { output.append(basic: UInt32(code)) }
    return 2
  }

  /// An escape at `at`; returns how many bytes are consumed: only the escape byte when what follows is no sequence.
  private mutating func escape(
    _ input: Span<UInt8>, _ at: Int, into output: inout UTF8Sink
  ) -> Int {
    let first = at + 1 < input.count ? input[at + 1] : 0
    let second = at + 2 < input.count ? input[at + 2] : 0
    let next: Mode
    switch (first, second) {
    case (0x28, 0x42): next = .ascii
    case (0x28, 0x4A): next = .roman
    case (0x28, 0x49): next = .katakana
    case (0x24, 0x40), (0x24, 0x42): next = .pair
    default:
      replace(into: &output)
      justEscaped = false
      return 1
    }
    mode = next
    if justEscaped { replace(into: &output) }
    justEscaped = true
    return 3
  }

  private mutating func replace(into output: inout UTF8Sink) {
    output.appendReplacement()
    replacements += 1
  }
}
