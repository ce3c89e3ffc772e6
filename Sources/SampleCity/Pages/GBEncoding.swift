import Charset

/// GB18030 for whatever the city writes, cached by nothing: pages are encoded once and kept whole.
enum GBEncoding {
  /// The text in GB18030; characters of GBK get their two GBK bytes.
  static func encode(_ text: String) -> [UInt8] {
    var encoder = ScalarEncoder(.gb18030)
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars where encoder.encode(scalar, into: &output) != nil {
      output.append(UInt8(ascii: "?"))
    }
    return output
  }

  /// The text's bytes in GBK, each as `%XX`, as a browser writes them into a query string.
  static func percentEncode(_ text: String) -> String { PercentEncoding.encode(encode(text)) }
}

/// Percent-encoding (RFC 3986 §2.1) with upper-case digits.
enum PercentEncoding {
  /// The bytes, each that is not an unreserved character or a slash as `%XX`.
  static func encode(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var output: [UInt8] = []
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        output.append(byte)
      default:
        output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The target with the digits of every `%xx` in upper case, so that spellings compare equal.
  static func normalize(_ target: String) -> String {
    guard target.utf8.contains(UInt8(ascii: "%")) else { return target }
    var bytes = Array(target.utf8)
    var index = 0
    while index + 2 < bytes.count {
      guard bytes[index] == UInt8(ascii: "%") else {
        index += 1
        continue
      }
      for digit in (index + 1)...(index + 2)
      where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(bytes[digit]) {
        bytes[digit] -= 32
      }
      index += 3
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
