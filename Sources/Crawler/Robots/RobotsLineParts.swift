/// One line of a robots.txt taken apart: which key it has and where its value stands.
struct RobotsLineParts {
  /// What the line says, by its key.
  private(set) var kind: RobotsLine.Kind
  /// What was odd about it.
  var notes: RobotsLine.Notes = []
  /// The value without blanks around it; empty where there is none.
  private(set) var value: Range<Int>

  /// Takes the line apart as Google's parser does: a NUL ends the line, `#` begins a comment, the
  /// first colon separates; without one, blanks separate if exactly two words stand there.
  init(_ bytes: Span<UInt8>, _ line: Range<Int>) {
    let text = line.lowerBound..<(first(0, bytes, line) ?? line.upperBound)
    let comment = first(UInt8(ascii: "#"), bytes, text)
    let content = trimmed(bytes, text.lowerBound..<(comment ?? text.upperBound))
    value = content.upperBound..<content.upperBound
    if comment != nil { notes.insert(.hasComment) }
    guard !content.isEmpty else {
      kind = comment == nil ? .empty : .comment
      return
    }
    kind = .malformed
    guard let separator = Self.separator(bytes, content) else { return }
    if bytes[separator] != UInt8(ascii: ":") { notes.insert(.missingColon) }
    let key = trimmed(bytes, content.lowerBound..<separator)
    guard !key.isEmpty else { return }
    value = trimmed(bytes, separator + 1..<content.upperBound)
    kind = .unknownKey
    for (prefix, known, isTypo) in Self.keys where hasPrefix(prefix, bytes, key) {
      kind = known
      if isTypo { notes.insert(.acceptedTypo) }
      break
    }
  }

  /// The offset of the colon, or of the blank that stands for it.
  private static func separator(_ bytes: Span<UInt8>, _ content: Range<Int>) -> Int? {
    if let colon = first(UInt8(ascii: ":"), bytes, content) { return colon }
    guard let blank = content.first(where: { isBlank(bytes[$0]) }) else { return nil }
    var rest = blank
    while rest < content.upperBound, isBlank(bytes[rest]) { rest += 1 }
    let hasThirdWord = (rest..<content.upperBound).contains { isBlank(bytes[$0]) }
    return hasThirdWord ? nil : blank
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// Keys by their lower-case beginning (Google's parser compares only that), whether misspelt, in
  /// the order they are tried.
  private static let keys: [(prefix: [UInt8], kind: RobotsLine.Kind, isTypo: Bool)] = [
    (Array("user-agent".utf8), .userAgent, false),
    (Array("useragent".utf8), .userAgent, true),
    (Array("user agent".utf8), .userAgent, true),
    (Array("allow".utf8), .allow, false),
    (Array("disallow".utf8), .disallow, false),
    (Array("dissallow".utf8), .disallow, true),
    (Array("dissalow".utf8), .disallow, true),
    (Array("disalow".utf8), .disallow, true),
    (Array("diasllow".utf8), .disallow, true),
    (Array("disallaw".utf8), .disallow, true),
    (Array("sitemap".utf8), .sitemap, false),
    (Array("site-map".utf8), .sitemap, true),
    (Array("crawl-delay".utf8), .crawlDelay, false),
    (Array("crawldelay".utf8), .crawlDelay, true),
    (Array("crawl delay".utf8), .crawlDelay, true),
  ]
}

/// The first offset of `byte` in `range`.
func first(_ byte: UInt8, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
  var index = range.lowerBound
  while index < range.upperBound {
    if bytes[index] == byte { return index }
    index += 1
  }
  return nil
}

/// `range` without ASCII white space (blank, tab, line feed, vertical tab, form feed, carriage
/// return) at both ends.
func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
  var lower = range.lowerBound
  var upper = range.upperBound
  while lower < upper, isWhiteSpace(bytes[lower]) { lower += 1 }
  while lower < upper, isWhiteSpace(bytes[upper - 1]) { upper -= 1 }
  return lower..<upper
}

/// Whether C's `isspace` holds in the C locale.
func isWhiteSpace(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || (byte >= 9 && byte <= 13)
}

/// The byte with an ASCII capital made small.
func lowercased(_ byte: UInt8) -> UInt8 {
  byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
}

/// Whether the bytes of `range` begin with `prefix`, which is lower case, whatever their own case.
func hasPrefix(_ prefix: [UInt8], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
  guard range.count >= prefix.count else { return false }
  for index in prefix.indices
  where lowercased(bytes[range.lowerBound + index]) != prefix[index] {
    return false
  }
  return true
}

/// The bytes of `range` as text; malformed UTF-8 becomes U+FFFD.
func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
  String(decoding: range.map { bytes[$0] }, as: UTF8.self)
}
