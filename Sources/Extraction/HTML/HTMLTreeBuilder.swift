import CLibXML2

/// Builds an `HTMLTree` from libxml2's HTML parser through its SAX callbacks, so that no libxml2 tree exists, nothing recurses and depth is ours to cap.
struct HTMLTreeBuilder {
  private var tree = HTMLTree()
  private var stack: [Int32] = [0]
  /// Text and elements beyond this many nodes are left out: real pages stay under 100,000.
  private static let mostNodes = 2_000_000
  /// Elements below this depth become children of the deepest kept one.
  private static let deepest = 512
  private var skippedLevels = 0
  private let page: [UInt8]
  /// The text that the marks still to come stand for.
  private var texts: ArraySlice<Range<Int>>
  /// The attribute values that marks stand for.
  private let values: [Range<Int>]

  private init(_ cleaned: MarkupCleaner, of page: [UInt8]) {
    self.page = page
    texts = cleaned.texts[...]
    values = cleaned.values
    tree.nodes.reserveCapacity(cleaned.output.count / 24)
    tree.text.reserveCapacity(page.count / 2)
    tree.nodes.append(Self.node(.html, parent: 0, at: 0))
  }

  /// Parses what `MarkupCleaner` made of `page`; what is no HTML gives an empty tree.
  static func parse(_ cleaned: MarkupCleaner, of page: [UInt8]) -> HTMLTree {
    var builder = HTMLTreeBuilder(cleaned, of: page)
    let markup = cleaned.output
    guard !markup.isEmpty, markup.count < Int(Int32.max) else { return builder.tree }
    builder.run(markup)
    builder.close(to: 0)
    return builder.tree
  }

  private mutating func run(_ markup: [UInt8]) {
    LibXML2.start
    // SAFETY: libxml2 copies or reads the buffer only until htmlFreeParserCtxt below; the context is checked and freed.
    unsafe markup.withUnsafeBytes { buffer in
      guard
        let context = unsafe htmlCreateMemoryParserCtxt(
          buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
      else { return }
      defer { unsafe htmlFreeParserCtxt(context) }
      let options =
        HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
        | HTML_PARSE_IGNORE_ENC.rawValue | HTML_PARSE_RECOVER.rawValue
      unsafe _ = htmlCtxtUseOptions(context, Int32(options))
      unsafe _ = xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
      guard let handler = unsafe context.pointee.sax else { return }
      unsafe Self.install(in: handler)
      unsafe withUnsafeMutablePointer(to: &self) { builder in
        // SAFETY: the pointer lives for the parse, during which only the callbacks touch the builder.
        unsafe context.pointee.userData = UnsafeMutableRawPointer(builder)
        unsafe _ = htmlParseDocument(context)
      }
    }
  }

  /// Replaces libxml2's own tree-building callbacks by ours.
  private static func install(in handler: UnsafeMutablePointer<xmlSAXHandler>) {
    // SAFETY: plain C function pointers; libxml2 calls them with the user data set in `run`, names and text live for the call.
    var own = unsafe xmlSAXHandler()
    unsafe own.startElement = { context, name, attributes in
      guard let builder = unsafe HTMLTreeBuilder.from(context), let name = unsafe name else {
        return
      }
      unsafe builder.pointee.start(HTMLTreeBuilder.tag(name), attributes)
    }
    unsafe own.endElement = { context, name in
      guard let builder = unsafe HTMLTreeBuilder.from(context), let name = unsafe name else {
        return
      }
      unsafe builder.pointee.end(HTMLTreeBuilder.tag(name))
    }
    unsafe own.characters = { context, bytes, count in
      guard let builder = unsafe HTMLTreeBuilder.from(context), let bytes = unsafe bytes else {
        return
      }
      unsafe builder.pointee.characters(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    unsafe own.cdataBlock = own.characters
    unsafe own.ignorableWhitespace = own.characters
    unsafe handler.pointee = own
  }

  private static func from(
    _ context: UnsafeMutableRawPointer?
  ) -> UnsafeMutablePointer<HTMLTreeBuilder>? {
    // SAFETY: the pointer is that of the builder which `run` put there.
    unsafe context?.assumingMemoryBound(to: HTMLTreeBuilder.self)
  }

  private static func tag(_ name: UnsafePointer<UInt8>) -> HTMLTag {
    // SAFETY: libxml2's names are NUL-terminated and live for the callback.
    let count = unsafe Int(xmlStrlen(name))
    let bytes = unsafe UnsafeBufferPointer(start: name, count: count)
    return unsafe HTMLTag.named(HTMLTag.pack(Span(_unsafeElements: bytes)))
  }

  private static func node(_ tag: HTMLTag, parent: Int32, at text: Int) -> HTMLTree.Node {
    HTMLTree.Node(
      tag: tag, parent: parent, end: 0, textStart: Int32(text), textEnd: Int32(text),
      firstAttribute: 0, attributeCount: 0)
  }

  private mutating func start(
    _ tag: HTMLTag, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    guard stack.count < Self.deepest, tree.nodes.count < Self.mostNodes else {
      skippedLevels += 1
      return
    }
    var node = Self.node(tag, parent: stack[stack.count - 1], at: tree.text.count)
    node.firstAttribute = Int32(tree.attributes.count)
    // SAFETY: the list holds name, value, name, value …, NULL; each NUL-terminated.
    if var pair = unsafe attributes {
      while let name = unsafe pair[0] {
        unsafe append(name, unsafe pair[1])
        unsafe pair += 2
      }
    }
    node.attributeCount = UInt8(clamping: tree.attributes.count - Int(node.firstAttribute))
    stack.append(Int32(tree.nodes.count))
    tree.nodes.append(node)
  }

  private mutating func append(_ name: UnsafePointer<UInt8>, _ value: UnsafePointer<UInt8>?) {
    // SAFETY: both are NUL-terminated and live for the callback.
    let bytes = unsafe UnsafeBufferPointer(start: name, count: Int(xmlStrlen(name)))
    guard let known = unsafe HTMLAttribute.named(HTMLTag.pack(Span(_unsafeElements: bytes))) else {
      return
    }
    let start = tree.values.count
    if let value = unsafe value {
      // SAFETY: as above; the bytes are copied, or read while the callback lasts.
      unsafe append(value: UnsafeBufferPointer(start: value, count: Int(xmlStrlen(value))))
    }
    tree.attributes.append(
      HTMLTree.Attribute(name: known, start: Int32(start), end: Int32(tree.values.count)))
  }

  private mutating func append(value: UnsafeBufferPointer<UInt8>) {
    if let number = unsafe TextMarks.number(of: Span(_unsafeElements: value)),
      number < values.count
    {
      tree.values.append(contentsOf: page[values[number]])
    } else {
      unsafe tree.values.append(contentsOf: value)
    }
  }

  private mutating func end(_ tag: HTMLTag) {
    if skippedLevels > 0 {
      skippedLevels -= 1
      return
    }
    // The parser closes in order; should it ever not, the nearest open element of that kind counts.
    var level = stack.count - 1
    while level > 0, tree.nodes[Int(stack[level])].tag != tag { level -= 1 }
    if level > 0 { close(to: level) }
  }

  private mutating func close(to level: Int) {
    while stack.count > level, let index = stack.popLast() {
      tree.nodes[Int(index)].end = Int32(tree.nodes.count)
      tree.nodes[Int(index)].textEnd = Int32(tree.text.count)
    }
  }

  private mutating func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    let parent = stack[stack.count - 1]
    let last = tree.nodes.count - 1
    let start = tree.text.count
    unsafe appendText(bytes)
    if tree.nodes[last].tag == .text, tree.nodes[last].parent == parent {
      tree.nodes[last].textEnd = Int32(tree.text.count)
      return
    }
    guard tree.nodes.count < Self.mostNodes else { return }
    var node = Self.node(.text, parent: parent, at: start)
    node.end = Int32(tree.nodes.count + 1)
    node.textEnd = Int32(tree.text.count)
    tree.nodes.append(node)
  }

  /// Appends characters to the text, and for each mark among them the text that it stands for.
  private mutating func appendText(_ bytes: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var at = 0
    while at < bytes.count, !texts.isEmpty {
      guard unsafe bytes[at] == TextMarks.mark[0], let text = texts.popFirst() else {
        at += 1
        continue
      }
      // SAFETY: the range lies before `at`, inside the buffer, which lives for the callback; the bytes are copied.
      unsafe tree.text.append(contentsOf: bytes[start..<at])
      tree.text.append(contentsOf: page[text])
      at += TextMarks.mark.count
      start = at
    }
    guard start < bytes.count else { return }
    // SAFETY: as above; no mark is longer than what is left of the buffer when it begins.
    unsafe tree.text.append(contentsOf: bytes[start...])
  }
}
