/// Finds what a page says of its own encoding, without parsing it.
///
/// This is the HTML Standard's "prescan a byte stream to determine its encoding", section 13.2.3.2, with the XML
/// declaration that it now includes.
package enum MetaPrescan {
  /// How far browsers look before they begin to parse.
  package static let standardLimit = 1_024

  /// The encoding that the first `limit` bytes name, or nil.
  ///
  /// UTF-16 is taken as UTF-8 and x-user-defined as windows-1252, as bytes that could be scanned can't be the former
  /// and shouldn't be the latter.
  /// - Complexity: O(limit).
  package static func encoding(in bytes: Span<UInt8>, limit: Int = standardLimit) -> Encoding? {
    label(in: bytes, limit: limit).flatMap { known($0) }
  }

  /// The label itself, as it is written, whether the standard knows it or not: the first that a tag gives.
  package static func label(in bytes: Span<UInt8>, limit: Int = standardLimit) -> String? {
    let head = bytes.extracting(first: min(max(0, limit), bytes.count))
    var unknown = xmlDeclaration(head)
    if let unknown, known(unknown) != nil { return unknown }
    var scanner = Scanner(head)
    while let label = scanner.nextLabel() {
      if known(label) != nil { return label }
      unknown = unknown ?? label
    }
    return unknown
  }

  private static func known(_ label: String) -> Encoding? {
    switch Encoding(label: label) {
    case .utf16LE, .utf16BE: .utf8
    case .xUserDefined: .windows1252
    case let encoding: encoding
    }
  }

  /// "get an XML encoding": `<?xml … encoding="…"` at the very start.
  private static func xmlDeclaration(_ bytes: Span<UInt8>) -> String? {
    guard matches(bytes, at: 0, "<?xml") else { return nil }
    var end = 5
    while end < bytes.count, bytes[end] != 0x3E { end += 1 }
    guard end < bytes.count else { return nil }
    var at = 5
    while at < end, !matches(bytes, at: at, "encoding") { at += 1 }
    guard at < end else { return nil }
    at += 8
    skipBelow(bytes, &at, end)
    guard at < end, bytes[at] == 0x3D else { return nil }
    at += 1
    skipBelow(bytes, &at, end)
    guard at < end, bytes[at] == 0x22 || bytes[at] == 0x27 else { return nil }
    let quote = bytes[at]
    let start = at + 1
    at = start
    while at < end, bytes[at] != quote {
      if bytes[at] <= 0x20 { return nil }
      at += 1
    }
    return at < end ? text(bytes, start, at) : nil
  }

  private static func skipBelow(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int) {
    while at < end, bytes[at] <= 0x20 { at += 1 }
  }

  /// Whether `word`, lower-case ASCII, stands at `at` in any letter case.
  static func matches(_ bytes: Span<UInt8>, at: Int, _ word: StaticString) -> Bool {
    let wanted = word.description.utf8.span
    guard at + wanted.count <= bytes.count else { return false }
    for index in wanted.indices where asciiLowercased(bytes[at + index]) != wanted[index] {
      return false
    }
    return true
  }

  static func text(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> String {
    String(decoding: [UInt8](copying: bytes.extracting(start..<end)), as: UTF8.self)
  }
}

extension MetaPrescan {
  /// Walks tags and comments from label to label.
  private struct Scanner: ~Copyable, ~Escapable {
    private let bytes: Span<UInt8>
    private var at = 0

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) { self.bytes = bytes }

    /// The label of the next `meta` tag that has one.
    @_lifetime(self: copy self)
    mutating func nextLabel() -> String? {
      while at < bytes.count {
        guard bytes[at] == 0x3C else {
          at += 1
          continue
        }
        // Most tags are told apart by their first letter.
        let next = at + 1 < bytes.count ? bytes[at + 1] : 0
        if next == 0x21, MetaPrescan.matches(bytes, at: at, "<!--") {
          skipComment()
        } else if next | 0x20 == 0x6D, MetaPrescan.matches(bytes, at: at, "<meta"),
          at + 5 < bytes.count, MetaPrescan.isBlank(bytes[at + 5]) || bytes[at + 5] == 0x2F
        {
          at += 5
          if let label = meta() { return label }
        } else {
          skipTag()
        }
      }
      return nil
    }

    /// From `<!--` past the first `-->`, whose dashes may be those of the beginning.
    @_lifetime(self: copy self)
    private mutating func skipComment() {
      at += 2
      while at < bytes.count, bytes[at] != 0x2D || !MetaPrescan.matches(bytes, at: at, "-->") {
        at += 1
      }
      at = min(at + 3, bytes.count)
    }

    /// Past a tag with its attributes, or past a markup declaration.
    @_lifetime(self: copy self)
    private mutating func skipTag() {
      at += 1
      guard at < bytes.count else { return }
      switch bytes[at] {
      case 0x21, 0x3F: skipPastGreater()
      case 0x2F where at + 1 < bytes.count && Self.isLetter(bytes[at + 1]): skipNameAndAttributes()
      case 0x2F: skipPastGreater()
      case let byte where Self.isLetter(byte): skipNameAndAttributes()
      default: break
      }
    }

    @_lifetime(self: copy self)
    private mutating func skipPastGreater() {
      while at < bytes.count, bytes[at] != 0x3E { at += 1 }
      at = min(at + 1, bytes.count)
    }

    @_lifetime(self: copy self)
    private mutating func skipNameAndAttributes() {
      while at < bytes.count, !MetaPrescan.isBlank(bytes[at]), bytes[at] != 0x3E { at += 1 }
      while attribute() != nil {}
    }

    /// The attributes of a `meta` tag, and the label that they give.
    @_lifetime(self: copy self)
    private mutating func meta() -> String? {
      var seen: Set<String> = []
      var gotPragma = false
      var needPragma: Bool?
      var label: String?
      while let (name, value) = attribute() {
        // No other attribute says anything, however often it comes.
        guard Self.counts.contains(name.count) else { continue }
        let name = lowered(name)
        guard seen.insert(name).inserted else { continue }
        switch name {
        case "http-equiv": gotPragma = gotPragma || lowered(value) == "content-type"
        case "content":
          guard label == nil, let found = MetaPrescan.label(inContent: lowered(value)) else {
            continue
          }
          label = found
          needPragma = true
        case "charset":
          label = lowered(value)
          needPragma = false
        default: break
        }
      }
      // A tag that the bytes end in says nothing yet.
      guard at < bytes.count, let needPragma, !needPragma || gotPragma else { return nil }
      return label
    }

    /// The lengths of the names `charset`, `content` and `http-equiv`.
    private static let counts = [7, 10]

    /// "get an attribute": where name and value stand, nil at the end of the tag.
    @_lifetime(self: copy self)
    private mutating func attribute() -> (name: Range<Int>, value: Range<Int>)? {
      while at < bytes.count, MetaPrescan.isBlank(bytes[at]) || bytes[at] == 0x2F { at += 1 }
      guard at < bytes.count, bytes[at] != 0x3E else { return nil }
      let start = at
      while at < bytes.count {
        let byte = bytes[at]
        if byte == 0x3D && at > start || MetaPrescan.isBlank(byte) || byte == 0x2F || byte == 0x3E {
          break
        }
        at += 1
      }
      let name = start..<at
      skipBlanks()
      guard at < bytes.count, bytes[at] == 0x3D else { return (name, at..<at) }
      at += 1
      skipBlanks()
      return (name, value())
    }

    @_lifetime(self: copy self)
    private mutating func value() -> Range<Int> {
      guard at < bytes.count else { return at..<at }
      let quote = bytes[at]
      if quote == 0x22 || quote == 0x27 {
        let start = at + 1
        at = start
        while at < bytes.count, bytes[at] != quote { at += 1 }
        let end = at
        at = min(at + 1, bytes.count)
        return start..<end
      }
      let start = at
      while at < bytes.count, !MetaPrescan.isBlank(bytes[at]), bytes[at] != 0x3E { at += 1 }
      return start..<at
    }

    @_lifetime(self: copy self)
    private mutating func skipBlanks() {
      while at < bytes.count, MetaPrescan.isBlank(bytes[at]) { at += 1 }
    }

    private func lowered(_ range: Range<Int>) -> String {
      var output: [UInt8] = []
      output.reserveCapacity(range.count)
      for index in range { output.append(asciiLowercased(bytes[index])) }
      return String(decoding: output, as: UTF8.self)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { asciiLowercased(byte) &- 0x61 < 26 }
  }

  /// "extracting a character encoding from a meta element": the label after `charset=` in a content attribute or in
  /// an HTTP Content-Type.
  package static func label(inContent content: String) -> String? {
    let bytes = content.utf8.map { asciiLowercased($0) }
    var at = 0
    while let start = find("charset", in: bytes, from: at) {
      at = start + 7
      while at < bytes.count, isBlank(bytes[at]) { at += 1 }
      guard at < bytes.count, bytes[at] == 0x3D else { continue }
      at += 1
      while at < bytes.count, isBlank(bytes[at]) { at += 1 }
      guard at < bytes.count else { return nil }
      let rest = bytes[at...]
      if let quote = rest.first, quote == 0x22 || quote == 0x27 {
        let inside = rest.dropFirst()
        guard let end = inside.firstIndex(of: quote) else { return nil }
        return String(decoding: inside[..<end], as: UTF8.self)
      }
      let label = rest.prefix { !isBlank($0) && $0 != 0x3B }
      return String(decoding: label, as: UTF8.self)
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
  }

  private static func find(_ word: String, in bytes: [UInt8], from start: Int) -> Int? {
    let wanted = Array(word.utf8)
    var at = start
    while at + wanted.count <= bytes.count {
      if bytes[at] == wanted[0], bytes[at..<at + wanted.count].elementsEqual(wanted) { return at }
      at += 1
    }
    return nil
  }
}
