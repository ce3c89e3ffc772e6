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
    let text = line.lowerBound..<(bytes.offset(of: 0, in: line) ?? line.upperBound)
    let comment = bytes.offset(of: UInt8(ascii: "#"), in: text)
    let content = bytes.trimmed(text.lowerBound..<(comment ?? text.upperBound))
    value = content.upperBound..<content.upperBound
    if comment != nil { notes.insert(.hasComment) }
    guard !content.isEmpty else {
      kind = comment == nil ? .empty : .comment
      return
    }
    kind = .malformed
    guard let separator = Self.separator(bytes, content) else { return }
    if bytes[separator] != UInt8(ascii: ":") { notes.insert(.missingColon) }
    let key = bytes.trimmed(content.lowerBound..<separator)
    guard !key.isEmpty else { return }
    value = bytes.trimmed(separator + 1..<content.upperBound)
    kind = .unknownKey
    for (prefix, known, isTypo) in Self.keys where bytes.hasPrefix(prefix, in: key) {
      kind = known
      if isTypo { notes.insert(.acceptedTypo) }
      break
    }
  }

  /// The offset of the colon, or of the blank that stands for it.
  private static func separator(_ bytes: Span<UInt8>, _ content: Range<Int>) -> Int? {
    if let colon = bytes.offset(of: UInt8(ascii: ":"), in: content) { return colon }
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
  private static let keys: [(prefix: String, kind: RobotsLine.Kind, isTypo: Bool)] = [
    ("user-agent", .userAgent, false),
    ("useragent", .userAgent, true),
    ("user agent", .userAgent, true),
    ("allow", .allow, false),
    ("disallow", .disallow, false),
    ("dissallow", .disallow, true),
    ("dissalow", .disallow, true),
    ("disalow", .disallow, true),
    ("diasllow", .disallow, true),
    ("disallaw", .disallow, true),
    ("sitemap", .sitemap, false),
    ("site-map", .sitemap, true),
    ("crawl-delay", .crawlDelay, false),
    ("crawldelay", .crawlDelay, true),
    ("crawl delay", .crawlDelay, true),
  ]
}
