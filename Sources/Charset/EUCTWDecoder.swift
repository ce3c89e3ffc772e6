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
      let length = input[at] == 0x8E ? 4 : 2
      guard let pointer = Self.pointer(input, at, length) else {
        output.appendReplacement()
        replacements += 1
        at &+= 1
        continue
      }
      let code = index.codes[pointer]
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

  /// Where the character at `at` stands in the index; nil when the bytes can't be one.
  private static func pointer(_ input: Span<UInt8>, _ at: Int, _ length: Int) -> Int? {
    guard at &+ length <= input.count else { return nil }
    var plane = 0
    if length == 4 {
      plane = Int(input[at &+ 1]) - 0xA1
      guard plane >= 0, plane < EUCTWIndex.planes else { return nil }
    }
    let row = Int(input[at &+ length &- 2]) - 0xA1
    let cell = Int(input[at &+ length &- 1]) - 0xA1
    guard row >= 0, row < 94, cell >= 0, cell < 94 else { return nil }
    return plane * EUCTWIndex.planeSize + row * 94 + cell
  }
}
