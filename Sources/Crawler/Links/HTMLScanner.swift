/// Finds the tags of HTML as a browser's tokeniser does
/// (https://html.spec.whatwg.org/multipage/parsing.html#tokenization), over the bytes of any
/// encoding whose ASCII bytes mean ASCII: UTF-8, GBK, GB18030, Big5, Shift_JIS, EUC and the
/// single-byte ones. In the multi-byte ones of them no byte below 0x40 but a digit is ever a second
/// byte, so that `< > " ' & = /` and blanks are themselves.
///
/// Where the standard lets something that was never closed (a comment, a quote, a `<title>`)
/// swallow the rest of the page, the rest is scanned instead.
/// - Complexity: O(n) over all calls.
struct HTMLScanner: ~Escapable {
  /// An attribute: its name and where its value stands, references unresolved.
  struct Attribute {
    /// The name, packed.
    var name: HTMLName
    /// The value without its quotes; empty where there is none.
    var value: Range<Int>
  }

  /// What is scanned.
  let bytes: Span<UInt8>
  private var position = 0

  /// From where on there is no such quote, end of a comment, or end tag any more.
  private var noDoubleQuote = Int.max
  private var noSingleQuote = Int.max
  private var noCommentEnd = Int.max
  private var unclosed: [HTMLName] = []
  private var heedsScriptEscapes = true

  /// Begins at the first byte.
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) { self.bytes = bytes }

  /// The name of the next tag that opens, whose attributes must be taken by `nextAttribute` until nil; nil at the end.
  mutating func next() -> HTMLName? {
    let count = bytes.count
    while position < count {
      position = bytes.offset(of: UInt8(ascii: "<"), in: position..<count) ?? count
      guard position + 1 < count else { break }
      let byte = bytes[position + 1]
      if byte.isASCIILetter {
        position += 1
        return tagName()
      }
      if byte == UInt8(ascii: "/") {
        if position + 2 < count, bytes[position + 2].isASCIILetter {
          passClosingTag()
        } else {
          skipBogusComment()
        }
      } else if byte == UInt8(ascii: "!") {
        skipDeclaration()
      } else if byte == UInt8(ascii: "?") {
        skipBogusComment()
      } else {
        // A "<" that begins nothing is text.
        position += 1
      }
    }
    position = count
    return nil
  }

  private mutating func tagName() -> HTMLName {
    let start = position
    var packed: UInt64 = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte.isHTMLSpace || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") { break }
      let offset = position - start
      if offset < 8 { packed |= UInt64(byte.asciiLowercased) << UInt64(8 * offset) }
      position += 1
    }
    return HTMLName(packed: packed, length: position - start)
  }

  private mutating func passClosingTag() {
    position += 2
    _ = tagName()
    while nextAttribute() != nil {}
  }

  /// The next attribute of the open tag; nil behind its ">".
  mutating func nextAttribute() -> Attribute? {
    let count = bytes.count
    var index = position
    while index < count, bytes[index].isHTMLSpace || bytes[index] == UInt8(ascii: "/") {
      index += 1
    }
    guard index < count, bytes[index] != UInt8(ascii: ">") else {
      position = min(index + 1, count)
      return nil
    }
    let start = index
    var packed: UInt64 = 0
    repeat {
      let byte = bytes[index]
      if index - start < 8 { packed |= UInt64(byte.asciiLowercased) << UInt64(8 * (index - start)) }
      index += 1
    } while index < count && !endsAttributeName(bytes[index])
    let name = HTMLName(packed: packed, length: index - start)
    while index < count, bytes[index].isHTMLSpace { index += 1 }
    guard index < count, bytes[index] == UInt8(ascii: "=") else {
      position = index
      return Attribute(name: name, value: index..<index)
    }
    position = index + 1
    return Attribute(name: name, value: attributeValue())
  }

  private mutating func attributeValue() -> Range<Int> {
    let count = bytes.count
    while position < count, bytes[position].isHTMLSpace { position += 1 }
    guard position < count else { return count..<count }
    let quote = bytes[position]
    if quote == UInt8(ascii: "\""), position < noDoubleQuote {
      if let value = quoted(quote) { return value }
      noDoubleQuote = position
    }
    if quote == UInt8(ascii: "'"), position < noSingleQuote {
      if let value = quoted(quote) { return value }
      noSingleQuote = position
    }
    let isOpen = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    let start = isOpen ? position + 1 : position
    position = start
    while position < count, bytes[position] != UInt8(ascii: ">"), !bytes[position].isHTMLSpace {
      position += 1
    }
    return start..<position
  }

  /// A value behind its quote; nil, with the cursor where it was, if it never closes.
  private mutating func quoted(_ quote: UInt8) -> Range<Int>? {
    let start = position + 1
    guard let end = bytes.offset(of: quote, in: start..<bytes.count) else { return nil }
    position = end + 1
    return start..<end
  }

  /// Passes `<!…>`: a comment, or anything else up to its ">".
  private mutating func skipDeclaration() {
    let start = position + 2
    guard start + 1 < bytes.count, bytes[start] == UInt8(ascii: "-"),
      bytes[start + 1] == UInt8(ascii: "-"), position < noCommentEnd
    else { return skipBogusComment() }
    // "<!-->" and "<!--->" are whole; "--!>" closes too.
    var index = start
    while index + 2 < bytes.count {
      guard bytes[index] == UInt8(ascii: "-"), bytes[index + 1] == UInt8(ascii: "-") else {
        index += 1
        continue
      }
      if bytes[index + 2] == UInt8(ascii: ">") {
        position = index + 3
        return
      }
      let isBang = bytes[index + 2] == UInt8(ascii: "!")
      if isBang, index > start, index + 3 < bytes.count, bytes[index + 3] == UInt8(ascii: ">") {
        position = index + 4
        return
      }
      if index == start, bytes[index + 2] == UInt8(ascii: "-"), index + 3 < bytes.count,
        bytes[index + 3] == UInt8(ascii: ">")
      {
        position = index + 4
        return
      }
      index += 1
    }
    noCommentEnd = position
    skipBogusComment()
  }

  private mutating func skipBogusComment() {
    let end = bytes.offset(of: UInt8(ascii: ">"), in: position..<bytes.count)
    position = end.map { $0 + 1 } ?? bytes.count
  }
}

// Elements whose content is text whatever it looks like.
extension HTMLScanner {
  /// Passes the content of an element such as `<style>` up to its end tag, which stays, and gives
  /// its range; an element that is never closed has none.
  mutating func takeRawText(of name: HTMLName) -> Range<Int> {
    let start = position
    guard !unclosed.contains(name) else { return start..<start }
    var index = start
    while let open = bytes.offset(of: UInt8(ascii: "<"), in: index..<bytes.count) {
      if isEndTag(at: open, name) {
        position = open
        return start..<open
      }
      index = open + 1
    }
    unclosed.append(name)
    return start..<start
  }

  /// Passes the content of a `<script>`: as `takeRawText`, but within `<!-- … -->` a `<script>`
  /// hides one end tag.
  mutating func takeScript() -> Range<Int> {
    let name = HTMLName.script
    guard heedsScriptEscapes, !unclosed.contains(name) else { return takeRawText(of: name) }
    let start = position
    var isEscaped = false
    var isDoublyEscaped = false
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "<") {
        if isEndTag(at: index, name) {
          if !isDoublyEscaped {
            position = index
            return start..<index
          }
          isDoublyEscaped = false
        } else if isEscaped, isStartTag(at: index, name) {
          isDoublyEscaped = true
        } else if matches(.commentStart, at: index) {
          isEscaped = true
        }
      } else if isEscaped, byte == UInt8(ascii: "-"), matches(.commentEnd, at: index) {
        isEscaped = false
        isDoublyEscaped = false
      }
      index += 1
    }
    heedsScriptEscapes = !isEscaped
    return takeRawText(of: name)
  }

  private func isEndTag(at index: Int, _ name: HTMLName) -> Bool {
    index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "/") && isName(name, at: index + 2)
  }

  private func isStartTag(at index: Int, _ name: HTMLName) -> Bool { isName(name, at: index + 1) }

  private func isName(_ name: HTMLName, at start: Int) -> Bool {
    let end = start + name.length
    guard end < bytes.count else { return false }
    for offset in 0..<name.length
    where bytes[start + offset].asciiLowercased
      != name.byte(offset)
    {
      return false
    }
    let next = bytes[end]
    return next.isHTMLSpace || next == UInt8(ascii: "/") || next == UInt8(ascii: ">")
  }

  private func matches(_ wanted: HTMLName, at index: Int) -> Bool {
    guard index + wanted.length <= bytes.count else { return false }
    for offset in 0..<wanted.length
    where bytes[index + offset] != wanted.byte(offset) {
      return false
    }
    return true
  }
}

@inline(__always)
private func endsAttributeName(_ byte: UInt8) -> Bool {
  byte.isHTMLSpace || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">")
    || byte == UInt8(ascii: "/")
}
