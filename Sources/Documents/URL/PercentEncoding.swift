package import Charset

/// One of the URL standard's percent-encode sets: which bytes are written as %XX.
package struct PercentEncodeSet: Sendable {
  private let low: UInt64
  private let high: UInt64

  /// All of `base` and the ASCII characters of `more`.
  private init(_ base: PercentEncodeSet?, adding more: StaticString) {
    // The C0 control set: controls, DEL, and (see `contains`) everything above.
    var low: UInt64 = base?.low ?? 0xFFFF_FFFF
    var high: UInt64 = base?.high ?? 1 << 63
    for byte in more.description.utf8 {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
    }
    self.low = low
    self.high = high
  }

  /// Whether `byte` is written as %XX.
  @inline(__always)
  package func contains(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 != 0
  }

  /// "C0 control percent-encode set": opaque hosts and opaque paths.
  package static let control = PercentEncodeSet(nil, adding: "")
  /// "fragment percent-encode set".
  package static let fragment = PercentEncodeSet(control, adding: " \"<>`")
  /// "query percent-encode set".
  package static let query = PercentEncodeSet(control, adding: " \"#<>")
  /// "special-query percent-encode set": queries of http, https, ws, wss, ftp and file.
  package static let specialQuery = PercentEncodeSet(query, adding: "'")
  /// "path percent-encode set".
  package static let path = PercentEncodeSet(query, adding: "?^`{}")
  /// What a path doesn't simply take over: that set, escapes, which may stand for dots, backslashes, the colons of schemes, and dots.
  static let plainPathMarks = PercentEncodeSet(path, adding: "%\\:.")
  /// "userinfo percent-encode set".
  package static let userinfo = PercentEncodeSet(path, adding: "/:;=@[\\]|")
  /// "component percent-encode set", that of JavaScript's encodeURIComponent.
  package static let component = PercentEncodeSet(userinfo, adding: "$&+,")
}

/// Percent-encoding over bytes.
package enum PercentEncoding {
  /// Appends `bytes`, each one of `set` as %XX with upper-case digits.
  package static func encode(
    _ bytes: ArraySlice<UInt8>, _ set: PercentEncodeSet, into output: inout [UInt8]
  ) {
    for byte in bytes {
      if set.contains(byte) { escape(byte, into: &output) } else { output.append(byte) }
    }
  }

  /// Appends the UTF-8 text `bytes` in `encoding`, percent-encoded: "percent-encode after encoding".
  ///
  /// What the encoding lacks becomes `%26%23…%3B`, the escaped form of an HTML character reference.
  package static func encode(
    _ bytes: ArraySlice<UInt8>, _ set: PercentEncodeSet, in encoding: Encoding,
    into output: inout [UInt8]
  ) {
    if encoding.output == .utf8 { return encode(bytes, set, into: &output) }
    var encoder = ScalarEncoder(encoding)
    var buffer: [UInt8] = []
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      buffer.removeAll(keepingCapacity: true)
      let unknown = encoder.encode(scalar, into: &buffer)
      encode(buffer[...], set, into: &output)
      if let unknown { output += Array("%26%23\(unknown.value)%3B".utf8) }
    }
    buffer.removeAll(keepingCapacity: true)
    encoder.finish(into: &buffer)
    encode(buffer[...], set, into: &output)
  }

  /// The bytes with every well-formed %XX replaced by its byte; other bytes as they are.
  package static func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var at = bytes.startIndex
    while at < bytes.endIndex {
      if let byte = escaped(bytes, at) {
        output.append(byte)
        at += 3
      } else {
        output.append(bytes[at])
        at += 1
      }
    }
    return output
  }

  /// Appends %XX.
  package static func escape(_ byte: UInt8, into output: inout [UInt8]) {
    output.append(0x25)
    output.append(digit(byte >> 4))
    output.append(digit(byte & 15))
  }

  /// The byte that the %XX at `at` stands for, or nil when there is no such escape.
  package static func escaped(_ bytes: ArraySlice<UInt8>, _ at: Int) -> UInt8? {
    guard bytes[at] == 0x25, at + 2 < bytes.endIndex, let high = hexadecimal(bytes[at + 1]),
      let low = hexadecimal(bytes[at + 2])
    else { return nil }
    return high << 4 | low
  }

  /// The value of a hexadecimal digit in either case.
  static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? value + 0x30 : value + 0x37 }
}
