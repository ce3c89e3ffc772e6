import CLibXML2

/// Builds an `HTMLTree` from libxml2's HTML parser through its SAX callbacks, so that no libxml2 tree exists, nothing recurses and depth is ours to cap.
final class HTMLTreeBuilder {
  private var tree = HTMLTree()
  private var stack: [Int32] = [0]
  /// Text and elements beyond this many nodes are left out: real pages stay under 100,000.
  private static let mostNodes = 2_000_000
  /// Elements below this depth become children of the deepest kept one.
  private static let deepest = 512
  private var skippedLevels = 0

  private init(expecting byteCount: Int) {
    tree.nodes.reserveCapacity(byteCount / 24)
    tree.text.reserveCapacity(byteCount / 2)
    tree.nodes.append(Self.node(.html, parent: 0, at: 0))
  }

  /// Parses markup that `MarkupCleaner` wrote; what is no HTML gives an empty tree.
  static func parse(_ markup: [UInt8]) -> HTMLTree {
    let builder = HTMLTreeBuilder(expecting: markup.count)
    guard !markup.isEmpty, markup.count < Int(Int32.max) else { return builder.tree }
    builder.run(markup)
    builder.close(to: 0)
    return builder.tree
  }

  private func run(_ markup: [UInt8]) {
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
      // SAFETY: the builder outlives the parse below, so the callbacks may borrow it unretained.
      unsafe context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
      unsafe _ = htmlParseDocument(context)
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
      unsafe builder.start(HTMLTreeBuilder.tag(name), attributes)
    }
    unsafe own.endElement = { context, name in
      guard let builder = unsafe HTMLTreeBuilder.from(context), let name = unsafe name else {
        return
      }
      unsafe builder.end(HTMLTreeBuilder.tag(name))
    }
    unsafe own.characters = { context, bytes, count in
      guard let builder = unsafe HTMLTreeBuilder.from(context), let bytes = unsafe bytes else {
        return
      }
      unsafe builder.characters(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    unsafe own.cdataBlock = own.characters
    unsafe own.ignorableWhitespace = own.characters
    unsafe handler.pointee = own
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> HTMLTreeBuilder? {
    // SAFETY: the pointer is the builder that `run` put there and keeps alive.
    unsafe context.map { unsafe Unmanaged<HTMLTreeBuilder>.fromOpaque($0).takeUnretainedValue() }
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

  private func start(
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

  private func append(_ name: UnsafePointer<UInt8>, _ value: UnsafePointer<UInt8>?) {
    // SAFETY: both are NUL-terminated and live for the callback.
    let bytes = unsafe UnsafeBufferPointer(start: name, count: Int(xmlStrlen(name)))
    guard let known = unsafe HTMLAttribute.named(HTMLTag.pack(Span(_unsafeElements: bytes))) else {
      return
    }
    let start = tree.values.count
    if let value = unsafe value {
      // SAFETY: as above; the bytes are copied.
      unsafe tree.values.append(
        contentsOf: UnsafeBufferPointer(start: value, count: Int(xmlStrlen(value))))
    }
    tree.attributes.append(
      HTMLTree.Attribute(name: known, start: Int32(start), end: Int32(tree.values.count)))
  }

  private func end(_ tag: HTMLTag) {
    if skippedLevels > 0 {
      skippedLevels -= 1
      return
    }
    // The parser closes in order; should it ever not, the nearest open element of that kind counts.
    var level = stack.count - 1
    while level > 0, tree.nodes[Int(stack[level])].tag != tag { level -= 1 }
    if level > 0 { close(to: level) }
  }

  private func close(to level: Int) {
    while stack.count > level, let index = stack.popLast() {
      tree.nodes[Int(index)].end = Int32(tree.nodes.count)
      tree.nodes[Int(index)].textEnd = Int32(tree.text.count)
    }
  }

  private func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    let parent = stack[stack.count - 1]
    let last = tree.nodes.count - 1
    // SAFETY: the bytes live for the callback and are copied.
    unsafe tree.text.append(contentsOf: bytes)
    if tree.nodes[last].tag == .text, tree.nodes[last].parent == parent {
      tree.nodes[last].textEnd = Int32(tree.text.count)
      return
    }
    guard tree.nodes.count < Self.mostNodes else { return }
    var node = Self.node(.text, parent: parent, at: tree.text.count - bytes.count)
    node.end = Int32(tree.nodes.count + 1)
    node.textEnd = Int32(tree.text.count)
    tree.nodes.append(node)
  }
}
