/// Cuts XML into tags and text without ever failing: for feeds and sitemaps as they are found, not
/// as they should be.
///
/// No DTD is read and no entity beyond the five built-in ones exists, so that nothing can be made
/// to grow.
/// - Complexity: O(n) over all calls of `next`.
struct XMLScanner: ~Escapable {
  /// What stands at the cursor.
  enum Token {
    /// A tag that opens: where its name and its attributes stand.
    case open(name: Range<Int>, attributes: Range<Int>, isClosed: Bool)
    /// A tag that closes.
    case close(name: Range<Int>)
    /// Text whose references are not yet resolved.
    case text(Range<Int>)
    /// Text to be taken as it is.
    case literal(Range<Int>)
    /// The end of the bytes; `isClean` unless they end inside a tag, a comment or the like.
    case end(isClean: Bool)
  }

  /// What is scanned.
  let bytes: Span<UInt8>
  private var position = 0

  /// Begins at the first byte.
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) { self.bytes = bytes }

  /// The next tag or text; comments, declarations and processing instructions are passed over.
  mutating func next() -> Token {
    while position < bytes.count {
      if bytes[position] != UInt8(ascii: "<") { return .text(through(UInt8(ascii: "<"))) }
      guard position + 1 < bytes.count else { return .end(isClean: false) }
      switch bytes[position + 1] {
      case UInt8(ascii: "!") where starts(with: Self.literalStart):
        position += 9
        return literal()
      case UInt8(ascii: "!"), UInt8(ascii: "?"):
        guard skipDeclaration() else { return .end(isClean: false) }
      case UInt8(ascii: "/"):
        position += 2
        let name = nameRange()
        _ = through(UInt8(ascii: ">"), orBefore: UInt8(ascii: "<"))
        return .close(name: name)
      case let byte where Self.beginsName(byte):
        position += 1
        return tag()
      default:
        position += 1
        return .text(position - 1..<position)
      }
    }
    return .end(isClean: true)
  }

  /// The value of the attribute `name`, which is given in lower case and found in any, without
  /// references resolved.
  func value(of name: String, in attributes: Range<Int>) -> Range<Int>? {
    var index = attributes.lowerBound
    while index < attributes.upperBound {
      while index < attributes.upperBound, !Self.beginsName(bytes[index]) { index += 1 }
      let start = index
      while index < attributes.upperBound, Self.belongsToName(bytes[index]) { index += 1 }
      let isWanted =
        bytes.hasPrefix(name, in: start..<index) && index - start == name.utf8.count
      while index < attributes.upperBound, bytes[index].isWhiteSpace { index += 1 }
      guard index < attributes.upperBound, bytes[index] == UInt8(ascii: "=") else { continue }
      index += 1
      while index < attributes.upperBound, bytes[index].isWhiteSpace { index += 1 }
      let value = valueRange(index, attributes.upperBound)
      if isWanted { return value }
      index = min(value.upperBound + 1, attributes.upperBound)
    }
    return nil
  }

  private func valueRange(_ start: Int, _ end: Int) -> Range<Int> {
    guard start < end else { return end..<end }
    let quote = bytes[start]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      return start + 1..<(bytes.offset(of: quote, in: start + 1..<end) ?? end)
    }
    var index = start
    while index < end, !bytes[index].isWhiteSpace { index += 1 }
    return start..<index
  }

  /// A tag behind its `<`. A `<` inside it begins another tag: the first one was never closed.
  private mutating func tag() -> Token {
    let name = nameRange()
    let start = position
    var quote: UInt8 = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "<") { break }
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: ">") {
        break
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
      position += 1
    }
    let end = position
    if position < bytes.count, bytes[position] == UInt8(ascii: ">") { position += 1 }
    let isClosed = end > start && bytes[end - 1] == UInt8(ascii: "/")
    return .open(name: name, attributes: start..<(isClosed ? end - 1 : end), isClosed: isClosed)
  }

  private mutating func literal() -> Token {
    let start = position
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "]"), starts(with: Self.literalEnd) {
        position += 3
        return .literal(start..<position - 3)
      }
      position += 1
    }
    return .literal(start..<bytes.count)
  }

  /// Passes a comment, `<?…?>` or `<!…>` with its internal subset; false where it doesn't end.
  private mutating func skipDeclaration() -> Bool {
    if starts(with: Self.commentStart) {
      position += 4
      return skip(to: Self.commentEnd)
    }
    if bytes[position + 1] == UInt8(ascii: "?") { return skip(to: Self.instructionEnd) }
    var depth = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: "]") { depth -= 1 }
      if byte == UInt8(ascii: ">"), depth <= 0 { return true }
    }
    return false
  }

  private mutating func skip(to mark: [UInt8]) -> Bool {
    while position < bytes.count {
      if starts(with: mark) {
        position += mark.count
        return true
      }
      position += 1
    }
    return false
  }

  /// From the cursor up to `mark`, which stays; a whole rest where there is none.
  private mutating func through(_ mark: UInt8) -> Range<Int> {
    let start = position
    while position < bytes.count, bytes[position] != mark { position += 1 }
    return start..<position
  }

  /// Passes everything to `mark`, and it too, but stops before `stop`.
  private mutating func through(_ mark: UInt8, orBefore stop: UInt8) -> Range<Int> {
    let start = position
    while position < bytes.count, bytes[position] != mark, bytes[position] != stop { position += 1 }
    let end = position
    if position < bytes.count, bytes[position] == mark { position += 1 }
    return start..<end
  }

  private mutating func nameRange() -> Range<Int> {
    let start = position
    while position < bytes.count, Self.belongsToName(bytes[position]) { position += 1 }
    return start..<position
  }

  private func starts(with text: [UInt8]) -> Bool {
    guard position + text.count <= bytes.count else { return false }
    for index in text.indices where bytes[position + index] != text[index] { return false }
    return true
  }

  private static let literalStart = Array("<![CDATA[".utf8)
  private static let literalEnd = Array("]]>".utf8)
  private static let commentStart = Array("<!--".utf8)
  private static let commentEnd = Array("-->".utf8)
  private static let instructionEnd = Array("?>".utf8)

  private static func beginsName(_ byte: UInt8) -> Bool {
    let small = byte | 0x20
    return (small >= UInt8(ascii: "a") && small <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
      || byte >= 0x80
  }

  private static func belongsToName(_ byte: UInt8) -> Bool {
    beginsName(byte) || (byte >= 0x30 && byte <= 0x3A) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }
}
