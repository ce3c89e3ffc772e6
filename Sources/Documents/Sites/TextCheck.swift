/// A text file's bytes taken as UTF-8, or the first thing that says they are none.
enum TextCheck {
  /// The text without a byte order mark.
  case text(String, bytes: [UInt8])
  /// What is wrong, where, and what to do about it.
  case refused(message: String, position: TextPosition, help: String)

  /// Looks for UTF-16 marks, NULs and other control characters, and bytes that are no UTF-8, in this order.
  init(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      self = .refused(
        message: "the file is UTF-16", position: .start, help: "save it as UTF-8")
      return
    }
    if let offset = bytes.firstIndex(of: 0) {
      self = .refused(
        message: "the file is binary: it has a zero byte",
        position: TextLines(bytes).position(of: offset),
        help: "name a text file in UTF-8")
      return
    }
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      self = Self.notUTF8(bytes, at: error.byteOffsets.lowerBound)
      return
    }
    if let offset = bytes.firstIndex(where: Self.isControl) {
      self = .refused(
        message: "control character U+00\(Self.hex(bytes[offset]))",
        position: TextLines(bytes).position(of: offset), help: "delete it")
      return
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    self = .text(String(decoding: content, as: UTF8.self), bytes: content)
  }

  private static func notUTF8(_ bytes: [UInt8], at offset: Int) -> TextCheck {
    .refused(
      message: "byte 0x\(hex(bytes[min(offset, bytes.count - 1)])) is not UTF-8",
      position: TextLines(bytes).position(of: offset),
      help: "save the file as UTF-8; if it is GBK: iconv -f GB18030 -t UTF-8 OLD > NEW")
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D || byte == 0x7F
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = Array("0123456789ABCDEF")
    return "\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
  }
}
