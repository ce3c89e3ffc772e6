/// Decodes an encoding whose upper half is a table of 128 code points.
struct SingleByteDecoder: ByteDecoder {
  private(set) var replacements = 0
  private let upper: [UInt16]

  init(_ index: SingleByteIndex) { upper = index.upper }

  /// x-user-defined: the upper half goes to U+F780…U+F7FF.
  init(userDefined: Void) { upper = (0xF780...0xF7FF).map { $0 } }

  mutating func run(
    _ input: Span<UInt8>, from position: inout Int, until end: Int, into output: inout UTF8Sink
  ) {
    let upper = upper
    let table = upper.span
    var at = position
    while at < end {
      let byte = input[at]
      if byte < 0x80 {
        output.copyASCII(input, from: &at, until: end)
        continue
      }
      let code = table[Int(byte & 0x7F)]
      if code == 0 {
        output.appendReplacement()
        replacements += 1
      } else {
        output.append(basic: UInt32(code))
      }
      at &+= 1
    }
    position = at
  }
}

/// The standard's index of one single-byte encoding, 128 code points for the bytes from 0x80; 0 where there is none.
struct SingleByteIndex: Sendable {
  let upper: [UInt16]

  /// The index of `encoding`, built from ICU's converter when it is first asked for.
  static func of(_ encoding: Encoding) -> SingleByteIndex {
    all[encoding] ?? SingleByteIndex(upper: Array(repeating: 0, count: 128))
  }

  /// The byte for a code point, or nil.
  func byte(for code: UInt32) -> UInt8? {
    if code < 0x80 { return UInt8(code) }
    guard code < 0x10000, let at = upper.firstIndex(of: UInt16(code)) else { return nil }
    return UInt8(at + 0x80)
  }

  /// All of them; 27 tables of 256 bytes.
  private static let all: [Encoding: SingleByteIndex] = Dictionary(
    uniqueKeysWithValues: Encoding.allCases.filter { $0.isSingleByte && $0 != .xUserDefined }
      .map { ($0, SingleByteIndex($0)) })

  private init(upper: [UInt16]) { self.upper = upper }

  /// ICU's table with the standard's differences: where a Windows code page leaves a byte of 0x80…0x9F free, the
  /// standard puts the C1 control of the same number; the rest of the differences are in `patches`.
  private init(_ encoding: Encoding) {
    var upper =
      encoding == .iso8859Part16
      ? Self.latin10
      : ICUTable(singleByteConverter: encoding == .iso8859Part8I ? "ISO-8859-8" : encoding.name)
        .codes.map { UInt16(truncatingIfNeeded: $0) }
    for at in 0..<128 where (0xE000...0xF8FF).contains(upper[at]) && encoding != .macintosh {
      upper[at] = 0
    }
    for at in 0..<32 where upper[at] == 0 { upper[at] = UInt16(0x80 + at) }
    for (byte, code) in Self.patches[encoding] ?? [] { upper[byte - 0x80] = code }
    self.upper = upper
  }

  private static let patches: [Encoding: [(Int, UInt16)]] = [
    // The standard's KOI8-U is KOI8-RU in two places.
    .koi8u: [(0xAE, 0x45E), (0xBE, 0x40E)],
    // ICU fills a hole of Greek with Latin-1.
    .windows1253: [(0xAA, 0)],
  ]

  /// ISO-8859-16, which ICU lacks.
  private static let latin10: [UInt16] =
    (0x80...0xA0).map { UInt16($0) }
    + Array(
      ("ĄąŁ€„Š§š©Ș«Ź\u{AD}źŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐ"
        + "ŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ").utf16)
}
