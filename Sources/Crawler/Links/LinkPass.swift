import Charset
import Documents

/// The one pass of `LinkScanner` over a page.
struct LinkPass: ~Escapable {
  /// The values of a tag's attributes that matter, as they stand in the page.
  private struct Values {
    var address: Range<Int>?
    var relation: Range<Int>?
    var content: Range<Int>?
    var name: Range<Int>?
    var equivalent: Range<Int>?
    var type: Range<Int>?
  }

  private var scanner: HTMLScanner
  private let encoding: PageEncoding
  private let agent: String
  private var links = LinkCollector()
  private var robots = RobotsDirectives()
  private var base: [UInt8]?
  private var canonical: Range<Int>?
  private var refresh: (address: [UInt8], seconds: Int)?

  /// Begins at the first byte of a page in `encoding`, which is a superset of ASCII.
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, encoding: PageEncoding, agent: String) {
    scanner = HTMLScanner(bytes)
    self.encoding = encoding
    self.agent = agent
  }

  /// Reads the page to its end.
  mutating func run() {
    while let name = scanner.next() { open(name) }
  }

  /// What was found, with addresses resolved; query strings are encoded as `query`.
  func result(pageURL: WebURL, query: PageEncoding) -> LinkScan {
    let base = base.flatMap { HTMLText.url($0, base: pageURL, encoding: query) } ?? pageURL
    var scan = LinkScan(base: base)
    scan.robots = robots
    scan.omitted = links.omitted
    scan.links = links.resolve(
      base: base, encoding: encoding, query: query, noFollow: robots.noFollow)
    scan.canonical = canonical.flatMap { url($0, base, query) }
    scan.refresh = refresh.flatMap { refresh in
      HTMLText.url(refresh.address, base: base, encoding: query)
        .map { PageRefresh(url: $0, seconds: refresh.seconds) }
    }
    return scan
  }

  private func url(_ range: Range<Int>, _ base: WebURL, _ query: PageEncoding) -> WebURL? {
    HTMLText.url(
      HTMLText.decode(scanner.bytes, range, encoding, .htmlAttribute), base: base, encoding: query)
  }

  private mutating func open(_ name: HTMLName) {
    switch name {
    case .a: addAddress(.anchor, .href)
    case .area: addAddress(.area, .href)
    case .frame, .iframe: addAddress(.frame, .source)
    case .embed: addAddress(.embedded, .source)
    case .object: addAddress(.embedded, .data)
    case .option: addOption()
    case .link: takeLink()
    case .meta: takeMeta()
    case .base:
      let values = takeValues(.href)
      if base == nil, let address = values.address { base = decoded(address) }
    case .script:
      skipAttributes()
      let script = scanner.takeScript()
      addScript(scanner.bytes.extracting(script))
    case .style, .textarea, .title, .xmp:
      skipAttributes()
      _ = scanner.takeRawText(of: name)
    default: skipAttributes()
    }
  }

  private func decoded(_ range: Range<Int>) -> [UInt8] {
    HTMLText.decode(scanner.bytes, range, encoding, .htmlAttribute)
  }
}

// Attributes.
extension LinkPass {
  /// Passes the attributes but for handlers, in which there may be addresses.
  private mutating func skipAttributes() {
    while let attribute = scanner.nextAttribute() { takeHandler(attribute) }
  }

  /// Takes the attributes that matter; of several of one name the first counts.
  private mutating func takeValues(_ address: HTMLName) -> Values {
    var values = Values()
    while let attribute = scanner.nextAttribute() {
      guard attribute.value.count <= LinkScanner.maximumValueBytes else { continue }
      switch attribute.name {
      case address: values.address = values.address ?? attribute.value
      case .relation: values.relation = values.relation ?? attribute.value
      case .content: values.content = values.content ?? attribute.value
      case .name: values.name = values.name ?? attribute.value
      case .httpEquivalent: values.equivalent = values.equivalent ?? attribute.value
      case .type: values.type = values.type ?? attribute.value
      default: takeHandler(attribute)
      }
    }
    return values
  }

  /// Looks for addresses in a handler such as `onclick`.
  private mutating func takeHandler(_ attribute: HTMLScanner.Attribute) {
    // Its name begins with "on".
    guard attribute.name.packed & 0xFFFF == 0x6E6F, attribute.name.length > 4,
      attribute.value.count > 8, attribute.value.count <= LinkScanner.maximumValueBytes
    else { return }
    guard scanner.bytes.offset(of: UInt8(ascii: "&"), in: attribute.value) != nil else {
      return addScript(scanner.bytes.extracting(attribute.value))
    }
    let script = CharacterReferences.resolved(scanner.bytes, attribute.value, .htmlAttribute)
    addScript(script.span)
  }

  private mutating func addScript(_ script: Span<UInt8>) {
    var finder = ScriptLinks(script)
    while let address = finder.next() {
      links.add(address.span, 0..<address.count, .script, noFollow: false)
    }
  }

  /// Whether the blank-separated words of an attribute contain `wanted`, in any case.
  private func has(_ wanted: HTMLName, in range: Range<Int>?) -> Bool {
    guard let range else { return false }
    var packed: UInt64 = 0
    var length = 0
    for index in range {
      let byte = scanner.bytes[index]
      if !byte.isHTMLSpace, byte != UInt8(ascii: ",") {
        if length < 8 { packed |= UInt64(byte.asciiLowercased) << UInt64(8 * length) }
        length += 1
        continue
      }
      if HTMLName(packed: packed, length: length) == wanted { return true }
      packed = 0
      length = 0
    }
    return HTMLName(packed: packed, length: length) == wanted
  }
}

// Elements.
extension LinkPass {
  private mutating func addAddress(_ kind: LinkKind, _ attribute: HTMLName) {
    let values = takeValues(attribute)
    guard let address = values.address else { return }
    add(address, kind, noFollow: has(.nofollow, in: values.relation))
  }

  private mutating func addOption() {
    let values = takeValues(.value)
    guard let address = values.address, SitemapFile.isAddress(scanner.bytes, address) else {
      return
    }
    add(address, .option, noFollow: false)
  }

  /// Notes an address unless it can't be one of http: within the page, or of another scheme. A
  /// `javascript:` one is searched.
  private mutating func add(_ range: Range<Int>, _ kind: LinkKind, noFollow: Bool) {
    let address = scanner.bytes.trimmed(range)
    guard !address.isEmpty, scanner.bytes[address.lowerBound] != UInt8(ascii: "#") else { return }
    switch AddressScheme(scanner.bytes, address) {
    case .script:
      let script = CharacterReferences.resolved(scanner.bytes, address, .htmlAttribute)
      addScript(ScriptLinks.unescaped(script).span)
    case .other: break
    case .web: links.add(scanner.bytes, address, kind, noFollow: noFollow)
    }
  }

  private mutating func takeLink() {
    let values = takeValues(.href)
    guard let address = values.address, values.relation != nil else { return }
    if has(.canonical, in: values.relation) {
      if canonical == nil { canonical = address }
      add(address, .canonical, noFollow: false)
    } else if has(.next, in: values.relation) {
      add(address, .next, noFollow: false)
    } else if has(.prev, in: values.relation) || has(.previous, in: values.relation) {
      add(address, .previous, noFollow: false)
    } else if has(.alternate, in: values.relation), let type = values.type, isFeed(type) {
      add(address, .feed, noFollow: false)
    }
  }

  private func isFeed(_ type: Range<Int>) -> Bool {
    let type = scanner.bytes.trimmed(type)
    return scanner.bytes.hasPrefix("application/rss+xml", in: type)
      || scanner.bytes.hasPrefix("application/atom+xml", in: type)
  }

  private mutating func takeMeta() {
    let values = takeValues(.content)
    guard let content = values.content ?? values.address else { return }
    if let name = values.name, name.count <= 32 {
      let name = scanner.bytes.text(scanner.bytes.trimmed(name))
      robots.add(metaNamed: name, content: scanner.bytes.text(content), agent: agent)
    }
    guard let equivalent = values.equivalent, has(.refresh, in: equivalent), refresh == nil,
      let target = RefreshContent(decoded(content))
    else { return }
    refresh = (target.address, target.seconds)
    links.add(target.address.span, 0..<target.address.count, .refresh, noFollow: false)
  }
}
