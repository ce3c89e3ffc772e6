/// A linear pass over a page's UTF-8 that leaves libxml2 nothing to stumble on: it drops scripts, styles, comments and declarations, keeps only
/// the attributes that extraction reads, flattens hostile nesting and end tags that close nothing.
///
/// Long runs of plain text and attribute values are left out as well: a mark stands for each (`TextMarks`), as libxml2 goes through them character by
/// character.
///
/// libxml2 2.9.14 is quadratic in the attributes of a tag (100,000 on one tag take 25 s) and in end tags that match nothing below a deep stack.
/// Complexity: O(input); output ≤ 1.25 × input + 5 bytes a stray `<`.
struct MarkupCleaner {
  /// The cleaned page.
  private(set) var output: [UInt8] = []
  /// The contents of `script type=application/ld+json`, in order; at most 8 of at most 64 KiB each.
  private(set) var linkedData: [[UInt8]] = []
  /// Where in the page the text stands that the output has marks for, in order.
  private(set) var texts: [Range<Int>] = []
  /// Where in the page the attribute values stand that the output has marks and numbers for, by these numbers.
  private(set) var values: [Range<Int>] = []
  /// How many start tags were dropped because they lay too deep.
  private(set) var flattened = 0

  /// Nesting below this is kept; what lies deeper loses its tags but not its text. Real pages stay under 100.
  private static let deepest = 400
  /// More attributes than this on one tag are not looked at: real pages stay under 40.
  private static let mostAttributes = 1_000

  private var depth = 0
  private var open = [Int](repeating: 0, count: 256)
  private var dropped = [Int](repeating: 0, count: 256)
  private var wanted: [(HTMLAttribute, Range<Int>)] = []
  private var scriptIsLinkedData = false
  private var conceals = false
  private let usesMarks: Bool
  /// Whether libxml2 may read the character of the marks out of a reference.
  private var mayGiveMark = false

  private init(usesMarks: Bool) { self.usesMarks = usesMarks }

  /// Cleans `page`, which must be well-formed UTF-8.
  static func clean(_ page: [UInt8]) -> MarkupCleaner {
    let cleaner = clean(page, usesMarks: !TextMarks.mayOccur(in: page.span))
    return cleaner.mayGiveMark ? clean(page, usesMarks: false) : cleaner
  }

  /// Cleans `page` with marks for its runs of text or without.
  static func clean(_ page: [UInt8], usesMarks: Bool) -> MarkupCleaner {
    var cleaner = MarkupCleaner(usesMarks: usesMarks)
    cleaner.output.reserveCapacity(page.count / 2)
    cleaner.run(page)
    cleaner.blankNULs()
    return cleaner
  }

  /// NUL ends a C string early: it becomes a blank.
  private mutating func blankNULs() {
    var bytes = output.mutableSpan
    for index in bytes.indices where bytes[index] == 0 { bytes[index] = 32 }
  }

  private mutating func run(_ page: [UInt8]) {
    var index = 0
    while index < page.count {
      let byte = page[index]
      if byte != UInt8(ascii: "<") {
        let text = TextMarks.Run(page.span, from: index)
        mayGiveMark = mayGiveMark || usesMarks && text.mayGiveMark
        // Blanks before the first tag are dropped by libxml2, which must see them for that.
        if usesMarks, text.isPlain, !output.isEmpty {
          output.append(contentsOf: TextMarks.mark)
          texts.append(index..<text.end)
        } else {
          appendText(page, index..<text.end)
        }
        index = text.end
        continue
      }
      index = markup(page, at: index)
    }
  }

  /// Handles what begins with the `<` at `index` and returns the offset after it.
  private mutating func markup(_ page: [UInt8], at index: Int) -> Int {
    guard index + 1 < page.count else {
      escape()
      return index + 1
    }
    switch page[index + 1] {
    case UInt8(ascii: "!"), UInt8(ascii: "?"): return declaration(page, at: index)
    case UInt8(ascii: "/"): return endTag(page, at: index)
    case 65...90, 97...122: return startTag(page, at: index)
    default:
      escape()
      return index + 1
    }
  }

  private mutating func escape() { output.append(contentsOf: "&lt;".utf8) }

  private mutating func appendText(_ page: [UInt8], _ range: Range<Int>) {
    output.append(contentsOf: page[range])
  }

  private func declaration(_ page: [UInt8], at index: Int) -> Int {
    let isComment =
      index + 3 < page.count && page[index + 1] == UInt8(ascii: "!")
      && page[index + 2] == UInt8(ascii: "-") && page[index + 3] == UInt8(ascii: "-")
    guard isComment else { return after(UInt8(ascii: ">"), page, from: index + 2) }
    var at = index + 4
    // HTML §13.2.5.43: `<!-->` and `<!--->` are whole comments.
    if at < page.count, page[at] == UInt8(ascii: ">") { return at + 1 }
    while at < page.count {
      at = after(UInt8(ascii: ">"), page, from: at)
      if at >= index + 7, page[at - 2] == UInt8(ascii: "-"), page[at - 3] == UInt8(ascii: "-") {
        return at
      }
      if at >= index + 8, page[at - 2] == UInt8(ascii: "!"), page[at - 3] == UInt8(ascii: "-"),
        page[at - 4] == UInt8(ascii: "-")
      {
        return at
      }
    }
    return page.count
  }

  private func after(_ byte: UInt8, _ page: [UInt8], from index: Int) -> Int {
    var at = index
    while at < page.count {
      if page[at] == byte { return at + 1 }
      at += 1
    }
    return page.count
  }

  private mutating func endTag(_ page: [UInt8], at index: Int) -> Int {
    let nameEnd = endOfName(page, from: index + 2)
    let end = after(UInt8(ascii: ">"), page, from: nameEnd)
    guard nameEnd > index + 2, nameEnd - index < 34 else { return end }
    let packed = HTMLTag.pack(page.span.extracting(index + 2..<nameEnd))
    let slot = Self.slot(packed)
    if dropped[slot] > 0 {
      dropped[slot] -= 1
      return end
    }
    guard open[slot] > 0 else { return end }
    open[slot] -= 1
    if !HTMLTag.named(packed).closesItself { depth -= 1 }
    output.append(UInt8(ascii: "<"))
    appendText(page, index + 1..<nameEnd)
    output.append(UInt8(ascii: ">"))
    return end
  }

  private static func slot(_ packed: UInt64) -> Int {
    Int(truncatingIfNeeded: (packed &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }

  private func endOfName(_ page: [UInt8], from index: Int) -> Int {
    var at = index
    while at < page.count, !Self.endsName(page[at]) { at += 1 }
    return at
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 32 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "<")
  }

  private mutating func startTag(_ page: [UInt8], at index: Int) -> Int {
    let nameEnd = endOfName(page, from: index + 1)
    let packed = HTMLTag.pack(page.span.extracting(index + 1..<nameEnd))
    let tag = HTMLTag.named(packed)
    let end = attributes(page, from: nameEnd)
    if tag.hidesContent { return skipContent(page, of: index + 1..<nameEnd, from: end, tag: tag) }
    guard nameEnd - index < 34 else { return end }
    if !tag.isVoid, !enter(tag, Self.slot(packed)) { return end }
    output.append(UInt8(ascii: "<"))
    appendText(page, index + 1..<nameEnd)
    appendWanted(page)
    output.append(UInt8(ascii: ">"))
    return tag == .title ? titleText(page, from: end) : end
  }

  /// Counts an opened element; false when it lies too deep and is dropped.
  private mutating func enter(_ tag: HTMLTag, _ slot: Int) -> Bool {
    if !tag.closesItself {
      if depth >= Self.deepest {
        dropped[slot] += 1
        flattened += 1
        return false
      }
      depth += 1
    }
    open[slot] += 1
    return true
  }

  private mutating func appendWanted(_ page: [UInt8]) {
    for (attribute, range) in wanted {
      output.append(32)
      output.append(contentsOf: attribute.markup)
      output.append(UInt8(ascii: "="))
      output.append(UInt8(ascii: "\""))
      if usesMarks, TextMarks.isPlainValue(page.span.extracting(range)) {
        TextMarks.append(number: values.count, to: &output)
        values.append(range)
      } else {
        appendValue(page, range)
      }
      output.append(UInt8(ascii: "\""))
    }
    if conceals { output.append(contentsOf: " hidden=\"\"".utf8) }
  }

  private mutating func appendValue(_ page: [UInt8], _ range: Range<Int>) {
    var start = range.lowerBound
    for index in range {
      if page[index] == UInt8(ascii: "\"") {
        appendText(page, start..<index)
        output.append(contentsOf: "&quot;".utf8)
        start = index + 1
      } else if usesMarks, TextMarks.isLongReference(page.span, index) {
        mayGiveMark = true
      }
    }
    appendText(page, start..<range.upperBound)
  }

  /// A title's text is never markup: HTML §13.2.5.2, RCDATA.
  private mutating func titleText(_ page: [UInt8], from index: Int) -> Int {
    let end = find(closing: Self.title, page, from: index)
    let last = min(end, index + 4_096)
    var start = index
    for at in index..<last {
      if page[at] == UInt8(ascii: "<") {
        appendText(page, start..<at)
        escape()
        start = at + 1
      } else if usesMarks, TextMarks.isLongReference(page.span, at) {
        mayGiveMark = true
      }
    }
    appendText(page, start..<last)
    return end
  }

  private mutating func skipContent(
    _ page: [UInt8], of name: Range<Int>, from index: Int, tag: HTMLTag
  ) -> Int {
    let end = find(closing: page[name], page, from: index)
    if tag == .script, scriptIsLinkedData, linkedData.count < 8, end - index < 65_536 {
      linkedData.append(Array(page[index..<end]))
    }
    // An object that never ends would swallow the page, which browsers only do for raw text.
    if end == page.count, !Self.isRawText(tag) { return index }
    return end < page.count ? after(UInt8(ascii: ">"), page, from: end) : end
  }

  private static func isRawText(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .script, .style, .textarea, .iframe, .noscript: true
    default: false
    }
  }

  /// The offset of `</name`, or the page's end.
  private func find(closing name: ArraySlice<UInt8>, _ page: [UInt8], from index: Int) -> Int {
    var at = index
    while at + 2 + name.count <= page.count {
      guard page[at] == UInt8(ascii: "<"), page[at + 1] == UInt8(ascii: "/") else {
        at += 1
        continue
      }
      var same = 0
      while same < name.count, page[at + 2 + same] | 32 == name[name.startIndex + same] | 32 {
        same += 1
      }
      let after = at + 2 + same
      if same == name.count, after >= page.count || Self.endsName(page[after]) { return at }
      at += 2
    }
    return page.count
  }
}

extension MarkupCleaner {
  /// Reads the attributes of a tag into `wanted` and returns the offset after its `>` (HTML §13.2.5.32 ff.).
  private mutating func attributes(_ page: [UInt8], from index: Int) -> Int {
    wanted.removeAll(keepingCapacity: true)
    scriptIsLinkedData = false
    conceals = false
    var at = index
    var count = 0
    while at < page.count {
      let byte = page[at]
      if byte == UInt8(ascii: ">") { return at + 1 }
      // A tag that was never closed ends where the next begins.
      if byte == UInt8(ascii: "<") { return at }
      if byte <= 32 || byte == UInt8(ascii: "/") {
        at += 1
        continue
      }
      at = attribute(page, at: at, keep: count < Self.mostAttributes)
      count += 1
    }
    return at
  }

  private mutating func attribute(_ page: [UInt8], at start: Int, keep: Bool) -> Int {
    var at = start + 1
    while at < page.count, !Self.endsName(page[at]), page[at] != UInt8(ascii: "=") { at += 1 }
    let name = start..<at
    at = skipBlanks(page, from: at)
    guard at < page.count, page[at] == UInt8(ascii: "=") else {
      if keep { note(page, name, value: at..<at) }
      return max(name.upperBound, at)
    }
    at = skipBlanks(page, from: at + 1)
    guard at < page.count else { return at }
    let quote = page[at]
    let value: Range<Int>
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let end = after(quote, page, from: at + 1)
      value = at + 1..<max(at + 1, end - 1)
      at = end
    } else {
      let from = at
      while at < page.count, page[at] > 32, page[at] != UInt8(ascii: ">") { at += 1 }
      value = from..<at
    }
    if keep { note(page, name, value: value) }
    return at
  }

  private func skipBlanks(_ page: [UInt8], from index: Int) -> Int {
    var at = index
    while at < page.count, page[at] <= 32 { at += 1 }
    return at
  }

  /// Keeps an attribute that extraction reads; of two with one name the first counts.
  private mutating func note(_ page: [UInt8], _ name: Range<Int>, value: Range<Int>) {
    guard name.count <= 12 else { return }
    let packed = HTMLTag.pack(page.span.extracting(name))
    if let attribute = HTMLAttribute.named(packed) {
      if attribute == .concealed {
        conceals = true
      } else if !wanted.contains(where: { $0.0 == attribute }) {
        // A value is cut at 8 KiB: real ones are shorter, and a summary needs no more.
        wanted.append((attribute, value.lowerBound..<clip(page, value)))
      }
      return
    }
    if packed == Self.type {
      scriptIsLinkedData = contains(page, value, Self.linkedDataType)
    } else if packed == Self.style {
      conceals = conceals || hidesByStyle(page, value)
    } else if packed == Self.ariaHidden {
      conceals = conceals || contains(page, value, Self.yes)
    }
  }

  /// The end of a value cut to 8 KiB at the start of a character.
  private func clip(_ page: [UInt8], _ value: Range<Int>) -> Int {
    guard value.count > 8_192 else { return value.upperBound }
    var end = value.lowerBound + 8_192
    while end > value.lowerBound, page[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  private func hidesByStyle(_ page: [UInt8], _ value: Range<Int>) -> Bool {
    contains(page, value, Self.displayNone)
  }

  /// Whether the value holds `pattern` (lower case), letter case and blanks ignored.
  private func contains(_ page: [UInt8], _ value: Range<Int>, _ pattern: [UInt8]) -> Bool {
    var matched = 0
    for index in value.prefix(2_048) {
      var byte = page[index]
      if byte <= 32 { continue }
      if byte >= 65 && byte <= 90 { byte |= 32 }
      if byte == pattern[matched] {
        matched += 1
        if matched == pattern.count { return true }
      } else {
        matched = byte == pattern[0] ? 1 : 0
      }
    }
    return false
  }

  private static let title = Array("title".utf8)[...]
  private static let linkedDataType = Array("ld+json".utf8)
  private static let displayNone = Array("display:none".utf8)
  private static let yes = Array("true".utf8)
  private static let type = HTMLTag.pack(Array("type".utf8).span)
  private static let style = HTMLTag.pack(Array("style".utf8).span)
  private static let ariaHidden = HTMLTag.pack(Array("aria-hidden".utf8).span)
}
