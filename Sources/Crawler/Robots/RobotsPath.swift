/// The part of an URL that robots.txt rules are compared with, and its spelling.
enum RobotsPath {
  /// Path, parameters and query of an URL or a bare path, without the fragment; "/" where there is
  /// none.
  ///
  /// As `GetPathParamsQuery` of Google's parser: it takes URLs of any quality.
  static func extract(_ url: [UInt8]) -> [UInt8] {
    let start = url.starts(with: [0x2F, 0x2F]) ? 2 : 0
    let early = firstPathByte(url, from: start)
    var afterScheme = start
    if let scheme = schemeEnd(url, from: start), early.map({ $0 >= scheme - 3 }) ?? true {
      afterScheme = scheme
    }
    guard let path = firstPathByte(url, from: afterScheme) else { return [0x2F] }
    let hash = url[start...].firstIndex(of: UInt8(ascii: "#")) ?? url.count
    guard hash >= path else { return [0x2F] }
    let part = url[path..<hash]
    return url[path] == UInt8(ascii: "/") ? Array(part) : [0x2F] + part
  }

  private static func firstPathByte(_ url: [UInt8], from start: Int) -> Int? {
    url[min(start, url.count)...].firstIndex {
      $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: ";")
    }
  }

  /// The offset behind the first "://".
  private static func schemeEnd(_ url: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + 2 < url.count {
      if url[index] == UInt8(ascii: ":"), url[index + 1] == UInt8(ascii: "/"),
        url[index + 2] == UInt8(ascii: "/")
      {
        return index + 3
      }
      index += 1
    }
    return nil
  }

  /// The path with the letters of escapes as capitals and, if asked for, bytes past ASCII escaped.
  static func normalised(_ path: [UInt8], escapingNonASCII: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(path.count)
    escape(path.span, 0..<path.count, escapingNonASCII: escapingNonASCII, into: &result)
    return result
  }

  /// Appends `range` with bytes past ASCII percent-encoded and the letters of escapes as capitals
  /// (RFC 9309 §2.2.2).
  ///
  /// Escaped characters that need no escape stay so: `/%62` and `/b` differ, as in Google's parser.
  static func escape(
    _ bytes: Span<UInt8>, _ range: Range<Int>, escapingNonASCII: Bool = true,
    into output: inout [UInt8]
  ) {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if isEscape(bytes, index, range.upperBound) {
        output.append(byte)
        output.append(uppercased(bytes[index + 1]))
        output.append(uppercased(bytes[index + 2]))
        index += 3
        continue
      }
      if byte < 0x80 || !escapingNonASCII {
        output.append(byte)
      } else {
        output.append(UInt8(ascii: "%"))
        output.append(hexDigit(byte >> 4))
        output.append(hexDigit(byte & 15))
      }
      index += 1
    }
  }

  private static func isEscape(_ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> Bool {
    bytes[index] == UInt8(ascii: "%") && index + 2 < end && isHexDigit(bytes[index + 1])
      && isHexDigit(bytes[index + 2])
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    let small = byte.asciiLowercased
    return (byte >= 0x30 && byte <= 0x39)
      || (small >= UInt8(ascii: "a") && small <= UInt8(ascii: "f"))
  }

  private static func uppercased(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte & 0xDF : byte
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 + value : UInt8(ascii: "A") + value - 10
  }
}
