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
    let href = [UInt8](capacity: place.kept + rest.count) { output in
      let own = base.href.utf8.span
      for index in 0..<place.kept { output.append(own[index]) }
      for index in rest.indices { output.append(rest[index]) }
    }
    var layout = base.layout
    layout.pathEnd = UInt32(clamping: place.kept + pathLength)
    layout.queryEnd = UInt32(clamping: href.count)
    self.init(href: href, layout: layout)
  }

  /// How long the path of plain text is, which the query follows; nil where it isn't plain.
  private static func plainPath(_ text: Span<UInt8>, _ encoding: Encoding) -> Int? {
    var last = UInt8(ascii: "/")
    for index in text.indices {
      let byte = text[index]
      if byte == UInt8(ascii: "?") {
        return isPlainQuery(text.extracting((index + 1)...), encoding) ? index : nil
      }
      // The parser has a say on escapes, which may stand for dots, on backslashes, schemes, and segments that begin with a dot.
      guard !PercentEncodeSet.path.contains(byte), byte != UInt8(ascii: "%"),
        byte != UInt8(ascii: "\\"), byte != UInt8(ascii: ":"),
        byte != UInt8(ascii: ".") || last != UInt8(ascii: "/")
      else { return nil }
      last = byte
    }
    return text.count
  }

  private static func isPlainQuery(_ text: Span<UInt8>, _ encoding: Encoding) -> Bool {
    guard encoding == .utf8 || encoding.isASCIIKept else { return false }
    for index in text.indices where PercentEncodeSet.specialQuery.contains(text[index]) {
      return false
    }
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
