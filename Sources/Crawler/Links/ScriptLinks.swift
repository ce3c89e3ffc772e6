/// Finds literal addresses in scripts: what `location`, `location.href`, `location.replace`,
/// `location.assign` and `window.open` are given as a string. Nothing is evaluated: a string that
/// is put together with others is passed over.
struct ScriptLinks: ~Escapable {
  private let bytes: Span<UInt8>
  private var position = 0

  /// Bytes of an address in a script.
  private static let maximumBytes = 2_048

  /// Begins at the first byte.
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) { self.bytes = bytes }

  /// The next address, escapes resolved.
  ///
  /// - Complexity: O(n) over all calls.
  mutating func next() -> [UInt8]? {
    let count = bytes.count
    while position + 4 < count {
      // Of both words only "o" is rare enough to look for: l-o-cation, o-pen.
      let byte = bytes[position]
      position += 1
      guard byte == UInt8(ascii: "o") else { continue }
      let start = position - 1
      if bytes[start + 1] == UInt8(ascii: "c"), isWord(.locationTail, at: start), start > 0,
        bytes[start - 1].asciiLowercased == UInt8(ascii: "l"), !followsName(start - 1)
      {
        if let address = assigned(from: start + 7) { return address }
      } else if bytes[start + 1] == UInt8(ascii: "p"), isWord(.openWord, at: start),
        isOpenCall(start)
      {
        if let address = argument(from: start + 4) { return address }
      }
    }
    return nil
  }

  /// The script with `%27`, `%22`, `%20` and the like decoded, if it is written so at all:
  /// `javascript:` addresses are.
  static func unescaped(_ script: [UInt8]) -> [UInt8] {
    let spelling = script.map(\.asciiLowercased)
    let hasQuote = zip(spelling.indices, spelling).contains { index, byte in
      byte == UInt8(ascii: "%") && spelling[index...].starts(with: "%27".utf8)
        || byte == UInt8(ascii: "%") && spelling[index...].starts(with: "%22".utf8)
    }
    guard hasQuote else { return script }
    var output: [UInt8] = []
    var index = 0
    while index < script.count {
      if script[index] == UInt8(ascii: "%"), index + 2 < script.count,
        let value = hexadecimal(script.span, index + 1, 2), value < 0x80
      {
        output.append(UInt8(value))
        index += 3
      } else {
        output.append(script[index])
        index += 1
      }
    }
    return output
  }

  /// The string behind `location`: ` = "…"`, `.href = "…"`, `.replace("…")`, `.assign("…")`.
  private func assigned(from start: Int) -> [UInt8]? {
    var index = skipBlanks(start)
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      let member = skipBlanks(index + 1)
      if isWord(.replace, at: member) { return argument(from: member + 7) }
      if isWord(.assign, at: member) { return argument(from: member + 6) }
      guard isWord(.href, at: member) else { return nil }
      index = skipBlanks(member + 4)
    }
    guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "="),
      bytes[index + 1] != UInt8(ascii: "=")
    else { return nil }
    return string(from: skipBlanks(index + 1))
  }

  /// The first argument of a call whose bracket comes next.
  private func argument(from start: Int) -> [UInt8]? {
    let bracket = skipBlanks(start)
    guard bracket < bytes.count, bytes[bracket] == UInt8(ascii: "(") else { return nil }
    return string(from: skipBlanks(bracket + 1))
  }

  /// `window.open` or a bare `open`, not the `open` of a request or a dialog.
  private func isOpenCall(_ start: Int) -> Bool {
    guard start > 0 else { return true }
    if bytes[start - 1] != UInt8(ascii: ".") { return !Self.belongsToName(bytes[start - 1]) }
    guard start >= 7 else { return false }
    return isWord(.window, at: start - 7) && !followsName(start - 7)
  }

  private func followsName(_ start: Int) -> Bool {
    start > 0 && Self.belongsToName(bytes[start - 1])
  }

  /// Whether the word stands there and no name goes on behind it.
  private func isWord(_ name: HTMLName, at start: Int) -> Bool {
    guard start >= 0, start + name.length <= bytes.count else { return false }
    for offset in 0..<name.length
    where bytes[start + offset] != name.byte(offset) {
      return false
    }
    let end = start + name.length
    return end == bytes.count || !Self.belongsToName(bytes[end])
  }

  private func skipBlanks(_ start: Int) -> Int {
    var index = start
    // More blanks than this nobody writes; the bound keeps the whole search linear.
    while index < bytes.count, index - start < 64, bytes[index].isHTMLSpace { index += 1 }
    return index
  }

  /// The string literal that begins there, if it is an address and stands alone.
  private func string(from start: Int) -> [UInt8]? {
    guard start < bytes.count else { return nil }
    let quote = bytes[start]
    guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "`")
    else { return nil }
    var value: [UInt8] = []
    var index = start + 1
    while index < bytes.count, bytes[index] != quote {
      guard value.count < Self.maximumBytes, bytes[index] != 10, bytes[index] != 13 else {
        return nil
      }
      if bytes[index] == UInt8(ascii: "\\") {
        index = Self.appendEscape(bytes, index + 1, to: &value)
      } else {
        value.append(bytes[index])
        index += 1
      }
    }
    let end = skipBlanks(index + 1)
    guard index < bytes.count, end >= bytes.count || !Self.continuesExpression(bytes[end]),
      Self.isAddress(value)
    else { return nil }
    return value
  }

  private static func continuesExpression(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "[")
      || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "%")
  }

  /// Appends what the escape behind a backslash at `start - 1` means; gives the offset behind it.
  private static func appendEscape(
    _ bytes: Span<UInt8>, _ start: Int, to value: inout [UInt8]
  ) -> Int {
    guard start < bytes.count else { return start }
    let byte = bytes[start]
    let digits = byte == UInt8(ascii: "x") ? 2 : byte == UInt8(ascii: "u") ? 4 : 0
    if digits > 0, let code = hexadecimal(bytes, start + 1, digits), code >= 0x20, code < 0x80 {
      value.append(UInt8(code))
      return start + 1 + digits
    }
    value.append(byte)
    return start + 1
  }

  private static func hexadecimal(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> UInt32? {
    guard start + count <= bytes.count else { return nil }
    let digits = String(decoding: (start..<start + count).map { bytes[$0] }, as: UTF8.self)
    return UInt32(digits, radix: 16)
  }

  /// Whether the string looks like an address: no blanks, brackets or template marks, and something
  /// that a bare word hasn't.
  private static func isAddress(_ value: [UInt8]) -> Bool {
    guard let head = value.first, head != UInt8(ascii: "#") else { return false }
    var hasMark = false
    for byte in value {
      switch byte {
      case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "{"), UInt8(ascii: "}"),
        UInt8(ascii: "\""), UInt8(ascii: "'"):
        return false
      case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "?"): hasMark = true
      default: break
      }
    }
    if case .web = AddressScheme(value.span, 0..<value.count) { return hasMark }
    return false
  }

  private static func belongsToName(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "$") || byte >= 0x80
  }
}
