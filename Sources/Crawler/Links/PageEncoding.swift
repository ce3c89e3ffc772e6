import Charset

/// What a page is written in, decided only when a link asks: most pages have links of ASCII alone, which mean the same in any superset
/// of ASCII, and finding out costs a fifth of what examining a page does.
final class PageEncoding {
  /// The encoding, where it was given or has been decided.
  private(set) var known: Encoding?
  private let decide: () -> Encoding

  /// An encoding that is known.
  init(_ encoding: Encoding) {
    known = encoding
    decide = { encoding }
  }

  /// An encoding that `decide` is asked for once at most; it must be one of those of which `isASCIIKept` holds.
  init(decide: @escaping () -> Encoding) { self.decide = decide }

  /// The encoding.
  var value: Encoding {
    if let known { return known }
    let encoding = decide()
    known = encoding
    return encoding
  }

  /// What an address of ASCII bytes may be taken to be in.
  var ofASCII: Encoding { known ?? .utf8 }

  /// What the query of `address` goes out in.
  func query(of address: [UInt8]) -> Encoding {
    if let known { return known }
    return address.allSatisfy { $0 < 0x80 } ? .utf8 : value
  }

  /// Whether ASCII bytes are ASCII characters in `encoding`, and go out as themselves.
  static func isASCIIKept(_ encoding: Encoding) -> Bool {
    switch encoding {
    case .utf16BE, .utf16LE, .iso2022JP, .hz, .replacement: false
    default: true
    }
  }

  /// Whether `CharsetDecision` without a detector is sure to name an encoding of which `isASCIIKept` holds, whatever labels there are.
  ///
  /// UTF-16 is taken from its mark or from zero bytes in the first 1,024 only, and a label for a seven-bit encoding is believed of a
  /// body of seven-bit bytes only. False says nothing.
  static func isSurelyASCIIKept(_ body: Span<UInt8>) -> Bool {
    guard body.count >= headBytes else { return false }
    if body[0] == 0xFE && body[1] == 0xFF || body[0] == 0xFF && body[1] == 0xFE { return false }
    var (zeros, high): (UInt64, UInt64) = (0, 0)
    for index in stride(from: 0, to: headBytes, by: 8) {
      let word = ByteWord(body, index).bits
      zeros |= (word &- 0x0101_0101_0101_0101) & ~word
      high |= word
    }
    return zeros & 0x8080_8080_8080_8080 == 0 && high & 0x8080_8080_8080_8080 != 0
  }

  /// How much of a body is looked at.
  private static let headBytes = 1_024
}
