extension URLNormalizer.Draft {
  /// Rewrites path and query.
  mutating func mapEscapes(_ rewrite: ([UInt8]) -> [UInt8]) {
    path = rewrite(path)
    query = query.map(rewrite)
  }

  /// "&amp;", however often it was escaped, becomes "&".
  static func withoutEntities(_ bytes: [UInt8]) -> [UInt8] {
    let entity = Array("amp;".utf8)
    var output: [UInt8] = []
    var at = 0
    while at < bytes.count {
      output.append(bytes[at])
      at += 1
      guard output.last == 0x26 else { continue }
      while at + 4 <= bytes.count, bytes[at..<at + 4].elementsEqual(entity) { at += 4 }
    }
    return output
  }

  /// "%2525…" becomes "%25"; "%25XX" becomes "%XX" where each escaped percent sign has a byte above 0x7F after it.
  ///
  /// The second is how links look that a script escaped twice: a real percent sign before two digits that begin with
  /// 8…F, and no other percent sign in the text, is not written by people.
  static func escapedOnce(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var at = 0
    while at < bytes.count {
      output.append(bytes[at])
      at += 1
      guard output.last == 0x25, isSign(bytes, at) else { continue }
      output += [0x32, 0x35]
      while isSign(bytes, at) { at += 2 }
    }
    let signs = output.indices.filter { output[$0] == 0x25 && isSign(output, $0 + 1) }
    guard signs.count >= 2,
      signs.allSatisfy({ isPair(output, $0 + 3) && isHigh(output[$0 + 3]) })
    else { return output }
    return output.enumerated().filter { index, _ in
      !signs.contains { index == $0 + 1 || index == $0 + 2 }
    }.map(\.element)
  }

  /// A percent sign without two digits becomes "%25".
  static func withoutStrayPercents(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    for (at, byte) in bytes.enumerated() {
      output.append(byte)
      if byte == 0x25, !isPair(bytes, at + 1) { output += [0x32, 0x35] }
    }
    return output
  }

  /// An escaped letter, digit, "-", ".", "_" or "~" becomes itself (RFC 3986, section 6.2.2.2).
  static func withoutNeedlessEscapes(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if let byte = PercentEncoding.escaped(bytes[...], at), isUnreserved(byte) {
        output.append(byte)
        at += 3
      } else {
        output.append(bytes[at])
        at += 1
      }
    }
    return output
  }

  /// The digits of escapes in upper case.
  static func withUpperCaseEscapes(_ bytes: [UInt8]) -> [UInt8] {
    var output = bytes
    for at in bytes.indices where bytes[at] == 0x25 && isPair(bytes, at + 1) {
      for digit in at + 1...at + 2 where output[digit] >= 0x61 { output[digit] -= 0x20 }
    }
    return output
  }

  /// Characters that RFC 3986 has no place for and the URL Standard leaves alone become escapes.
  static func withMissingEscapes(_ bytes: [UInt8]) -> [UInt8] {
    let missing = Set("[]{}|\\^`".utf8)
    var output: [UInt8] = []
    for byte in bytes {
      if missing.contains(byte) {
        PercentEncoding.escape(byte, into: &output)
      } else {
        output.append(byte)
      }
    }
    return output
  }

  private static func isPair(_ bytes: [UInt8], _ at: Int) -> Bool {
    at + 1 < bytes.count && PercentEncoding.hexadecimal(bytes[at]) != nil
      && PercentEncoding.hexadecimal(bytes[at + 1]) != nil
  }

  private static func isSign(_ bytes: [UInt8], _ at: Int) -> Bool {
    at + 1 < bytes.count && bytes[at] == 0x32 && bytes[at + 1] == 0x35
  }

  private static func isHigh(_ digit: UInt8) -> Bool {
    (PercentEncoding.hexadecimal(digit) ?? 0) >= 8
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }
}
