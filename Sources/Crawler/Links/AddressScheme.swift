/// What can be told of an address by its scheme alone, to spare parsing what is never fetched.
enum AddressScheme {
  /// http, https, or none, so that it is relative.
  case web
  /// `javascript:`.
  case script
  /// Anything else, such as `mailto:`.
  case other

  /// Looks at the letters before a first colon. A scheme with blanks or references in it is left to
  /// the URL parser.
  init(_ bytes: Span<UInt8>, _ address: Range<Int>) {
    var index = address.lowerBound
    while index < address.upperBound, Self.belongsToScheme(bytes[index]) { index += 1 }
    guard index < address.upperBound, bytes[index] == UInt8(ascii: ":"),
      bytes[address.lowerBound].isASCIILetter
    else {
      self = .web
      return
    }
    let length = index - address.lowerBound
    if length == 10, bytes.hasPrefix("javascript", in: address) {
      self = .script
    } else if bytes.hasPrefix("http", in: address),
      length == 4 || length == 5 && bytes[index - 1].asciiLowercased == UInt8(ascii: "s")
    {
      self = .web
    } else {
      self = .other
    }
  }

  private static func belongsToScheme(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
}

/// The content of `<meta http-equiv="refresh">`, read as browsers do
/// (https://html.spec.whatwg.org/multipage/semantics.html#shared-declarative-refresh-steps).
struct RefreshContent {
  /// Seconds to wait; longer than a day is taken as a day.
  let seconds: Int
  /// Where to, as written.
  let address: [UInt8]

  /// Nil where there is no number, or no address: a page that reloads itself leads nowhere.
  init?(_ content: [UInt8]) {
    var rest = content[...]
    func skip(_ matches: (UInt8) -> Bool) { rest = rest.drop(while: matches) }
    skip(\.isHTMLSpace)
    let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard !digits.isEmpty || rest.first == UInt8(ascii: ".") else { return nil }
    seconds = digits.prefix(6).reduce(0) { min($0 * 10 + Int($1) - 0x30, 86_400) }
    skip { ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: ".") }
    guard let separator = rest.first,
      separator.isHTMLSpace || separator == UInt8(ascii: ";") || separator == UInt8(ascii: ",")
    else { return nil }
    skip { $0.isHTMLSpace || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",") }
    if rest.prefix(3).map(\.asciiLowercased).elementsEqual("url".utf8) {
      let mark = rest
      rest = rest.dropFirst(3)
      skip(\.isHTMLSpace)
      if rest.first == UInt8(ascii: "=") {
        rest = rest.dropFirst()
        skip(\.isHTMLSpace)
      } else {
        rest = mark
      }
    }
    if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      rest = rest.dropFirst().prefix { $0 != quote }
    }
    guard !rest.isEmpty else { return nil }
    address = Array(rest)
  }
}
