import Charset

/// Text that old formats keep in pieces of two encodings, put together line by line.
struct BinaryText {
  private var units: [UInt16] = []
  /// The last unit, to tell a row's end from a cell's.
  private(set) var last: UInt16 = 0

  /// Adds one unit of UTF-16.
  mutating func append(_ unit: UInt16) {
    units.append(unit)
    last = unit
  }

  /// Adds text.
  mutating func append(_ text: String) {
    units.append(contentsOf: text.utf16)
    last = units.last ?? last
  }

  /// Takes note of a unit that shows nothing.
  mutating func pass(_ unit: UInt16) { last = unit }

  /// The lines that hold something, blanks folded.
  var lines: String {
    String(decoding: units, as: UTF16.self).utf8.split(separator: 10)
      .map { Blanks.folded($0) }.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// The unit that a byte of Windows-1252 stands for.
  static func unit(windows1252 byte: UInt8) -> UInt16 {
    guard (0x80...0x9F).contains(byte) else { return UInt16(byte) }
    return Encoding.windows1252.decode([byte]).text.utf16.first ?? UInt16(byte)
  }

  /// UTF-16 units, lowest byte first.
  static func string(utf16 bytes: ArraySlice<UInt8>) -> String {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var at = bytes.startIndex
    while at + 1 < bytes.endIndex {
      units.append(UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8)
      at += 2
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// Bytes that are the low halves of UTF-16 units.
  static func string(latin1 bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.map { UInt16($0) }, as: UTF16.self)
  }

  /// Bytes of a Windows code page.
  static func string(_ bytes: ArraySlice<UInt8>, codePage: Int) -> String {
    encoding(codePage: codePage).decode(Array(bytes)).text
  }

  /// The encoding of a Windows code page; GB18030 for those that kuasou doesn't know.
  static func encoding(codePage: Int) -> Encoding {
    switch codePage {
    case 950: .big5
    case 932: .shiftJIS
    case 949: .eucKR
    case 1200: .utf16LE
    case 1252: .windows1252
    case 65001: .utf8
    default: .gb18030
    }
  }
}
