/// Turns code points into bytes of one encoding, for the query strings of links and forms.
///
/// Each `encode` appends the bytes of one code point; the state that ISO-2022-JP needs lives in between.
package struct ScalarEncoder: ~Copyable {
  private enum Mode { case ascii, roman, pair }

  private let encoding: Encoding
  private var mode = Mode.ascii

  /// Encodes to `encoding.output`.
  package init(_ encoding: Encoding) { self.encoding = encoding.output }

  /// Appends the bytes of `scalar`; returns nil, or what could not be written when the encoding has no bytes for it.
  ///
  /// That is `scalar` itself, but U+FFFD for a control with which ISO-2022-JP shifts. ISO-2022-JP may still have
  /// appended an escape.
  package mutating func encode(
    _ scalar: Unicode.Scalar, into output: inout [UInt8]
  ) -> Unicode.Scalar? {
    if encoding == .iso2022JP, [0x0E, 0x0F, 0x1B].contains(scalar.value) {
      if mode == .pair { shift(to: .ascii, into: &output) }
      return "\u{FFFD}"
    }
    return write(scalar, into: &output) ? nil : scalar
  }

  private mutating func write(_ scalar: Unicode.Scalar, into output: inout [UInt8]) -> Bool {
    let code = scalar.value
    if encoding == .iso2022JP { return encodeISO2022JP(code, into: &output) }
    if code < 0x80 {
      output.append(UInt8(code))
      return true
    }
    switch encoding {
    case .utf8:
      output.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
      return true
    case .gbk, .gb18030:
      return GB18030Index.shared.encode(code, gbk: encoding == .gbk, into: &output)
    case .big5: return Big5Index.shared.encode(code, into: &output)
    case .eucKR: return Self.encodeEUCKR(code, into: &output)
    case .eucJP: return Self.encodeEUCJP(code, into: &output)
    case .shiftJIS: return Self.encodeShiftJIS(code, into: &output)
    case .xUserDefined:
      guard (0xF780...0xF7FF).contains(code) else { return false }
      output.append(UInt8(code - 0xF780 + 0x80))
      return true
    default:
      guard let byte = SingleByteIndex.of(encoding).byte(for: code) else { return false }
      output.append(byte)
      return true
    }
  }

  /// Appends what brings the text back to its first state; nothing but for ISO-2022-JP.
  package mutating func finish(into output: inout [UInt8]) {
    if mode != .ascii { shift(to: .ascii, into: &output) }
  }

  private static func encodeEUCKR(_ code: UInt32, into output: inout [UInt8]) -> Bool {
    guard let pointer = PairIndex.eucKR.pointer(of: code) else { return false }
    output.append(UInt8(pointer / 190 + 0x81))
    output.append(UInt8(pointer % 190 + 0x41))
    return true
  }

  private static func encodeEUCJP(_ code: UInt32, into output: inout [UInt8]) -> Bool {
    switch code {
    case 0xA5: output.append(0x5C)
    case 0x203E: output.append(0x7E)
    case 0xFF61...0xFF9F: output += [0x8E, UInt8(code - 0xFF61 + 0xA1)]
    default:
      let known = code == 0x2212 ? 0xFF0D : code
      guard let pointer = PairIndex.jis0208.pointer(of: known), pointer < 94 * 94 else {
        return false
      }
      output += [UInt8(pointer / 94 + 0xA1), UInt8(pointer % 94 + 0xA1)]
    }
    return true
  }

  private static func encodeShiftJIS(_ code: UInt32, into output: inout [UInt8]) -> Bool {
    switch code {
    case 0x80: output.append(0x80)
    case 0xA5: output.append(0x5C)
    case 0x203E: output.append(0x7E)
    case 0xFF61...0xFF9F: output.append(UInt8(code - 0xFF61 + 0xA1))
    default:
      let known = code == 0x2212 ? 0xFF0D : code
      guard let pointer = PairIndex.jis0208.pointer(of: known) else { return false }
      let lead = pointer / 188
      let trail = pointer % 188
      output.append(UInt8(lead + (lead < 0x1F ? 0x81 : 0xC1)))
      output.append(UInt8(trail + (trail < 0x3F ? 0x40 : 0x41)))
    }
    return true
  }

  private mutating func encodeISO2022JP(_ code: UInt32, into output: inout [UInt8]) -> Bool {
    if code == 0xA5 || code == 0x203E {
      if mode != .roman { shift(to: .roman, into: &output) }
      output.append(code == 0xA5 ? 0x5C : 0x7E)
      return true
    }
    if code < 0x80 {
      let unlike = mode == .roman && (code == 0x5C || code == 0x7E)
      if mode == .pair || unlike { shift(to: .ascii, into: &output) }
      output.append(UInt8(code))
      return true
    }
    let known = code == 0x2212 ? 0xFF0D : Self.fullWidth(code)
    guard let pointer = PairIndex.jis0208.pointer(of: known), pointer < 94 * 94 else {
      if mode == .pair { shift(to: .ascii, into: &output) }
      return false
    }
    if mode != .pair { shift(to: .pair, into: &output) }
    output += [UInt8(pointer / 94 + 0x21), UInt8(pointer % 94 + 0x21)]
    return true
  }

  private mutating func shift(to next: Mode, into output: inout [UInt8]) {
    mode = next
    switch next {
    case .ascii: output += [0x1B, 0x28, 0x42]
    case .roman: output += [0x1B, 0x28, 0x4A]
    case .pair: output += [0x1B, 0x24, 0x42]
    }
  }

  /// The standard's "index ISO-2022-JP katakana": a half-width katakana becomes its full-width form.
  private static func fullWidth(_ code: UInt32) -> UInt32 {
    guard (0xFF61...0xFF9F).contains(code) else { return code }
    let forms = Array(
      "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜"
        .unicodeScalars)
    return forms[Int(code - 0xFF61)].value
  }
}
