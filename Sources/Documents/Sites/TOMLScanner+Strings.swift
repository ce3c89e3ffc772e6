extension TOMLScanner {
  /// Reads a string of any of the four kinds and returns its text; one without an end goes to the end of its line,
  /// or of the text when it may have several lines.
  mutating func string() -> String {
    let quote = bytes[at]
    let hasEscapes = quote == UInt8(ascii: "\"")
    let isLong = byte(ahead: 1) == quote && byte(ahead: 2) == quote
    at += isLong ? 3 : 1
    var text: [UInt8] = []
    while let byte = current {
      if byte == quote && !isLong {
        at += 1
        break
      }
      if byte == quote && self.byte(ahead: 1) == quote && self.byte(ahead: 2) == quote {
        at += 3
        // Up to two further marks belong to the text: """a""""" is a"".
        for _ in 0..<2 where current == quote { at += 1 }
        break
      }
      if byte == UInt8(ascii: "\n") && !isLong { break }
      if byte == UInt8(ascii: "\\") && hasEscapes {
        escape(into: &text)
      } else {
        text.append(byte)
        at += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape(into text: inout [UInt8]) {
    let start = at
    let kind = byte(ahead: 1)
    at += kind == nil ? 1 : 2
    switch kind {
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "u"): scalar(digits: 4, start: start, into: &text)
    case UInt8(ascii: "U"): scalar(digits: 8, start: start, into: &text)
    case .some(let byte): text.append(byte)
    case .none: break
    }
  }

  private mutating func scalar(digits: Int, start: Int, into text: inout [UInt8]) {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let byte = current, let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
        return
      }
      value = value << 4 | UInt32(digit)
      at += 1
    }
    if value == 0 { nulEscape = nulEscape ?? start }
    if let scalar = UnicodeScalar(value) { text += Array(String(Character(scalar)).utf8) }
  }
}
