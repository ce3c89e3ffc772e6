package import Charset

extension WebURL {
  /// The URL that a plain address means beside `base`, without parsing it; nil where only the parser can say.
  ///
  /// Nearly all links of a page are plain: a path from the root, from the base's folder or behind the base's own scheme and host, of
  /// ASCII that stands for itself, without dots as segments but for `./` and `../` in front, and perhaps a query.
  ///
  /// - Parameter encoding: of the page; query strings are sent in it.
  package init?(plain text: Span<UInt8>, base: WebURL, encoding: Encoding) {
    guard base.isHTTP, text.count <= Self.crawlLengthLimit,
      base.layout.pathEnd > base.layout.pathStart
    else { return nil }
    var place = PlainPlace(root: Int(base.layout.pathStart), folder: Int(base.layout.pathEnd))
    guard place.find(text, beside: base.href.utf8.span),
      let pathLength = Self.plainPath(text.extracting(place.passed...), encoding)
    else { return nil }
    let rest = text.extracting(place.passed...)
    var layout = base.layout
    layout.pathEnd = UInt32(clamping: place.kept + pathLength)
    layout.queryEnd = UInt32(clamping: place.kept + rest.count)
    let kept = base.href.utf8.span
    self.init(href: Self.joined(kept.extracting(first: place.kept), rest), layout: layout)
  }

  /// The URL that a whole address means, without parsing it; nil where only the parser can say.
  ///
  /// The addresses of other sites' home pages and of pages that the crawl knows are plain: `http` or `https`, a host of lower-case letters,
  /// digits, hyphens and dots that is no IP address, perhaps a port, and a path as that of the other `init(plain:)`.
  ///
  /// - Parameter encoding: of the page; query strings are sent in it.
  package init?(plain text: Span<UInt8>, encoding: Encoding) {
    guard text.count <= Self.crawlLengthLimit, var layout = Self.plainOrigin(text),
      let length = Self.plainPath(text.extracting(Int(layout.pathStart)...), encoding)
    else { return nil }
    layout.pathEnd = layout.pathStart + UInt32(clamping: length)
    layout.queryEnd = UInt32(clamping: text.count)
    self.init(href: Self.joined(text, text.extracting(first: 0)), layout: layout)
  }

  /// Where the parts up to a slash behind the host lie in `text`; nil where the parser must say.
  private static func plainOrigin(_ text: Span<UInt8>) -> Layout? {
    guard text.count >= 8,
      ByteWord(text, 0).bits & 0xFF_FFFF_FFFF == 0x3A_7074_7468
        || ByteWord(text, 0).bits & 0xFFFF_FFFF_FFFF == 0x3A73_7074_7468
    else { return nil }
    var layout = Layout()
    let isSecure = text[4] != UInt8(ascii: ":")
    layout.scheme = isSecure ? .https : .http
    let schemeEnd = isSecure ? 5 : 4
    let start = schemeEnd + 3
    guard start < text.count, text[start - 2] == UInt8(ascii: "/"),
      text[start - 1] == UInt8(ascii: "/")
    else { return nil }
    var index = start
    var label = start
    while index < text.count, isPlainInHost(text[index]) {
      if text[index] == UInt8(ascii: ".") { label = index + 1 }
      index &+= 1
    }
    // A last label that begins with a letter is no number, and no root either.
    guard index > label, index < text.count, text[label] >= UInt8(ascii: "a") else { return nil }
    layout.hasHost = true
    layout.schemeEnd = UInt32(clamping: schemeEnd)
    layout.usernameEnd = UInt32(clamping: start)
    layout.hostStart = layout.usernameEnd
    layout.hostEnd = UInt32(clamping: index)
    if text[index] == UInt8(ascii: ":") {
      guard let port = plainPort(text, from: index + 1), port.value != layout.scheme.defaultPort
      else { return nil }
      layout.port = Int32(clamping: port.value)
      index = port.end
    }
    guard index < text.count, text[index] == UInt8(ascii: "/") else { return nil }
    layout.pathStart = UInt32(clamping: index)
    return layout
  }

  /// Whether the byte is a lower-case letter, a digit, a hyphen or a dot.
  @inline(__always)
  private static func isPlainInHost(_ byte: UInt8) -> Bool {
    byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D || byte == 0x2E
  }

  /// The port whose digits begin there, written as the standard does, and where they end.
  private static func plainPort(_ text: Span<UInt8>, from start: Int) -> (value: Int, end: Int)? {
    guard start < text.count, text[start] != UInt8(ascii: "0") else { return nil }
    var value = 0
    var index = start
    while index < text.count, text[index] &- 0x30 < 10 {
      value = value * 10 + Int(text[index]) - 0x30
      guard value <= 65_535 else { return nil }
      index &+= 1
    }
    return index > start ? (value, index) : nil
  }

  /// The text of two pieces of ASCII, one behind the other.
  private static func joined(_ first: Span<UInt8>, _ second: Span<UInt8>) -> String {
    // SAFETY: both pieces are copied whole into a buffer that is asked for with room for both.
    unsafe String(unsafeUninitializedCapacity: first.count + second.count) { output in
      unsafe first.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return }
        unsafe output.baseAddress?.initialize(from: base, count: bytes.count)
      }
      unsafe second.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return }
        unsafe output.baseAddress?.advanced(by: first.count).initialize(
          from: base, count: bytes.count)
      }
      return first.count + second.count
    }
  }

  /// How long the path of plain text is, which the query follows; nil where it isn't plain.
  private static func plainPath(_ text: Span<UInt8>, _ encoding: Encoding) -> Int? {
    let marks = PercentEncodeSet.plainPathMarks
    var index = 0
    while index < text.count {
      let byte = text[index]
      if marks.contains(byte) {
        if byte == UInt8(ascii: "?") {
          return isPlainQuery(text.extracting((index + 1)...), encoding) ? index : nil
        }
        // The parser has a say on all others, and on segments that begin with a dot.
        guard byte == UInt8(ascii: "."), index > 0, text[index &- 1] != UInt8(ascii: "/") else {
          return nil
        }
      }
      index &+= 1
    }
    return text.count
  }

  private static func isPlainQuery(_ text: Span<UInt8>, _ encoding: Encoding) -> Bool {
    guard encoding == .utf8 || encoding.isASCIIKept else { return false }
    let marks = PercentEncodeSet.specialQuery
    for index in text.indices where marks.contains(text[index]) { return false }
    return true
  }
}

extension Encoding {
  /// Whether ASCII is sent as itself in a query: in what Chinese pages are written in.
  fileprivate var isASCIIKept: Bool {
    switch self {
    case .gbk, .gb18030, .big5: true
    default: false
    }
  }
}

/// Where a plain address begins: what stays of the base, and what of the address is passed.
private struct PlainPlace {
  /// Where the base's path begins.
  let root: Int
  /// Bytes of the base that stay.
  private(set) var kept: Int
  /// Bytes of the address that are passed.
  private(set) var passed = 0

  init(root: Int, folder end: Int) {
    self.root = root
    kept = end
  }

  /// Finds the place of `text`; false where the parser must.
  mutating func find(_ text: Span<UInt8>, beside own: Span<UInt8>) -> Bool {
    guard let first = text.first else { return false }
    if first == UInt8(ascii: "/") {
      kept = root
      return text.count == 1 || text[1] != first
    }
    if text.count > root, text[root] == UInt8(ascii: "/"), begins(text, own) {
      kept = root
      passed = root
      return true
    }
    guard leave(own) else { return false }
    return climb(text, own) && passed < text.count && text[passed] != UInt8(ascii: "?")
      && text[passed] != UInt8(ascii: "/")
  }

  private func begins(_ text: Span<UInt8>, _ own: Span<UInt8>) -> Bool {
    for index in 0..<root where text[index] != own[index] { return false }
    return true
  }

  /// Follows `./` and `../`.
  private mutating func climb(_ text: Span<UInt8>, _ own: Span<UInt8>) -> Bool {
    while passed < text.count, text[passed] == UInt8(ascii: ".") {
      let isParent = passed + 1 < text.count && text[passed + 1] == UInt8(ascii: ".")
      let slash = passed + (isParent ? 2 : 1)
      guard slash < text.count, text[slash] == UInt8(ascii: "/") else { return false }
      passed = slash + 1
      if isParent, kept > root + 1 {
        kept -= 1
        guard leave(own) else { return false }
      }
    }
    return true
  }

  /// Drops the last segment of what is kept, up to its slash.
  private mutating func leave(_ own: Span<UInt8>) -> Bool {
    while kept > root, own[kept - 1] != UInt8(ascii: "/") { kept -= 1 }
    return kept > root
  }
}

extension Span<UInt8> {
  fileprivate var first: UInt8? { isEmpty ? nil : self[0] }
}
