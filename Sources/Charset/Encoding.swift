/// A character encoding of the WHATWG Encoding Standard, plus HZ, which that standard refuses, and EUC-TW, which it does not know.
///
/// The standard is https://encoding.spec.whatwg.org/. Every label of a page maps to one of these; a decoder
/// never fails, it puts U+FFFD where bytes mean nothing and counts how often.
package enum Encoding: UInt8, CaseIterable, Sendable {
  /// Unicode in one to four bytes.
  case utf8
  /// Single bytes with a table for the upper half.
  case ibm866, iso8859Part2, iso8859Part3, iso8859Part4, iso8859Part5, iso8859Part6, iso8859Part7
  /// Single bytes with a table for the upper half; part 8-I is part 8 in logical order.
  case iso8859Part8, iso8859Part8I, iso8859Part10, iso8859Part13, iso8859Part14, iso8859Part15
  /// Single bytes with a table for the upper half.
  case iso8859Part16, koi8r, koi8u, macintosh, windows874, windows1250, windows1251, windows1252
  /// Single bytes with a table for the upper half.
  case windows1253, windows1254, windows1255, windows1256, windows1257, windows1258, xMacCyrillic
  /// Chinese of the mainland: decoded as GB18030, encoded without its four-byte forms.
  case gbk
  /// Chinese of the mainland, with a form for every code point.
  case gb18030
  /// Chinese of Taiwan and Hong Kong (with HKSCS).
  case big5
  /// Japanese.
  case eucJP, iso2022JP, shiftJIS
  /// Korean.
  case eucKR
  /// A label that must not be believed: decodes to one U+FFFD.
  case replacement
  /// Unicode in 16-bit units.
  case utf16BE, utf16LE
  /// Bytes as U+0000…U+007F and U+F780…U+F7FF.
  case xUserDefined
  /// Seven-bit Chinese (RFC 1843). The standard maps its label to `replacement`; only a detector leads here.
  case hz
  /// CNS 11643 of Taiwan, in two or four bytes. No browser knows a label for it; a detector or the bytes lead here.
  case eucTW

  /// The name that the standard gives it, such as "GBK" or "windows-1252".
  package var name: String { Self.names[Int(rawValue)] }

  /// The encoding that bytes sent back to a server are in: UTF-8 for UTF-16, `replacement` and EUC-TW.
  package var output: Encoding {
    switch self {
    case .utf16BE, .utf16LE, .replacement, .eucTW: .utf8
    case .hz: .gbk
    default: self
    }
  }

  /// Whether every byte above 0x7F stands for itself alone, so that no byte sequence is ill formed as a sequence.
  package var isSingleByte: Bool {
    (Encoding.ibm866.rawValue...Encoding.xMacCyrillic.rawValue).contains(rawValue)
      || self == .xUserDefined
  }

  private static let names: [String] = [
    "UTF-8", "IBM866", "ISO-8859-2", "ISO-8859-3", "ISO-8859-4", "ISO-8859-5", "ISO-8859-6",
    "ISO-8859-7", "ISO-8859-8", "ISO-8859-8-I", "ISO-8859-10", "ISO-8859-13", "ISO-8859-14",
    "ISO-8859-15", "ISO-8859-16", "KOI8-R", "KOI8-U", "macintosh", "windows-874", "windows-1250",
    "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255",
    "windows-1256", "windows-1257", "windows-1258", "x-mac-cyrillic", "GBK", "gb18030", "Big5",
    "EUC-JP", "ISO-2022-JP", "Shift_JIS", "EUC-KR", "replacement", "UTF-16BE", "UTF-16LE",
    "x-user-defined", "HZ-GB-2312", "EUC-TW",
  ]
}

extension Encoding: CustomStringConvertible {
  /// The standard's name.
  package var description: String { name }
}

extension Encoding: Codable {
  /// Reads the standard's name or any label.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let encoding = Encoding(name: text) ?? Encoding(label: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(text) is no encoding")
    }
    self = encoding
  }

  /// Writes the standard's name.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
