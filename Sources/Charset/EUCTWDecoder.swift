/// Decodes EUC-TW: plane 1 of CNS 11643 in pairs, any plane in four bytes behind 0x8E.
///
/// Where bytes can't be a character only the first is lost, so that the text behind it is read.
struct EUCTWDecoder: ByteDecoder {
  private(set) var replacements = 0
  private let index = EUCTWIndex.shared

  mutating func run(
    _ input: Span<UInt8>, from position: inout Int, until end: Int, into output: inout UTF8Sink
  ) {
    var at = position
    while at < end {
      if input[at] < 0x80 {
        output.copyASCII(input, from: &at, until: end)
        continue
      }
      let (code, length) = character(input, at)
      if code == 0 {
        output.appendReplacement()
        replacements += 1
      } else {
        output.append(code: code)
      }
      at &+= length
    }
    position = at
  }

  /// The character at `at` and its bytes; 0 where they mean nothing, one byte where they can't be a character.
  private func character(_ input: Span<UInt8>, _ at: Int) -> (code: UInt32, length: Int) {
    let length = input[at] == 0x8E ? 4 : 2
    guard at &+ length <= input.count else { return (0, 1) }
    let plane = length == 4 ? Int(input[at &+ 1]) - 0xA1 : 0
    let row = Int(input[at &+ length &- 2]) - 0xA1
    let cell = Int(input[at &+ length &- 1]) - 0xA1
    guard plane >= 0, plane < EUCTWIndex.planes, row >= 0, row < 94, cell >= 0, cell < 94 else {
      return (0, 1)
    }
    return (index.codes[plane * EUCTWIndex.planeSize + row * 94 + cell], length)
  }
}
