import Charset

/// What the parsers of robots.txt, sitemaps and pages ask of bytes that are text in some superset
/// of ASCII.
extension Span where Element == UInt8 {
  /// The first offset of `byte` in `range`.
  func offset(of byte: UInt8, in range: Range<Int>) -> Int? {
    var index = range.lowerBound
    let wanted = SIMD16<UInt8>(repeating: byte)
    while index &+ 16 <= range.upperBound {
      // SAFETY: a UInt8 has no padding and any 16 of them are a SIMD16, whose comparison gives 16 bytes; the load checks its bounds.
      let block = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
      let equal = unsafe unsafeBitCast(block .== wanted, to: SIMD2<UInt64>.self)
      if equal[0] | equal[1] != 0 { break }
      index &+= 16
    }
    while index &+ 8 <= range.upperBound {
      let distance = ByteWord(self, index).distance(to: byte)
      if distance < 8 { return index &+ distance }
      index &+= 8
    }
    while index < range.upperBound {
      if self[index] == byte { return index }
      index &+= 1
    }
    return nil
  }

  /// `range` without white space at both ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, self[lower].isWhiteSpace { lower += 1 }
    while lower < upper, self[upper - 1].isWhiteSpace { upper -= 1 }
    return lower..<upper
  }

  /// Whether the bytes of `range` begin with `prefix`, which is ASCII in lower case, whatever their
  /// own case.
  func hasPrefix(_ prefix: String, in range: Range<Int>) -> Bool {
    var index = range.lowerBound
    for byte in prefix.utf8 {
      guard index < range.upperBound, self[index].asciiLowercased == byte else { return false }
      index += 1
    }
    return true
  }

  /// The bytes of `range` as text; malformed UTF-8 becomes U+FFFD.
  func text(_ range: Range<Int>) -> String {
    let bytes = extracting(range)
    if let text = try? UTF8Span(validating: bytes) { return String(copying: text) }
    return String(decoding: range.map { self[$0] }, as: UTF8.self)
  }
}

/// Classes of ASCII bytes.
extension UInt8 {
  /// Whether C's `isspace` holds in the C locale: space, tab, line feed, vertical tab, form feed,
  /// carriage return.
  var isWhiteSpace: Bool { self == 0x20 || (self >= 9 && self <= 13) }

  /// Whether it is a blank of HTML: as `isWhiteSpace`, but for the vertical tab.
  var isHTMLSpace: Bool { self <= 0x20 && (0x1_0000_3600 as UInt64) >> UInt64(self) & 1 == 1 }

  /// Whether it is a letter.
  var isASCIILetter: Bool {
    let small = self | 0x20
    return small >= UInt8(ascii: "a") && small <= UInt8(ascii: "z")
  }

  /// Whether it is a decimal digit.
  var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }

  /// The byte with a capital made small.
  var asciiLowercased: UInt8 {
    self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
  }
}
