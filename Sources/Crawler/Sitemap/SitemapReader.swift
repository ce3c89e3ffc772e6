/// Reads the entries of an XML sitemap or feed one by one.
struct SitemapReader: ~Escapable {
  /// An entry with its address in UTF-8.
  struct Entry {
    /// The address, references resolved.
    var location: [UInt8]
    /// The date as written.
    var lastModified: String?
  }

  /// What is being collected until its tag closes.
  private enum Field { case location, identifier, date, creationDate }

  private var scanner: XMLScanner
  /// What the first tags say that the file is.
  private(set) var kind = SitemapFile.Kind.unknown
  /// Whether the file ended outside of tags and entries.
  private(set) var isClean = true
  private var isAtEnd = false
  /// The open entry: its prefix counts, since `image:loc` inside a `url` is no page.
  private var entryPrefix: Range<Int>?
  private var location: [UInt8] = []
  private var identifier: [UInt8] = []
  private var lastModified: [UInt8] = []
  /// Text directly in the entry, which some write instead of a `loc`.
  private var bareText: [UInt8] = []
  private var field: Field?
  private var fieldName: Range<Int> = 0..<0
  private var collected: [UInt8] = []

  /// Bytes of a field that are kept: one more than an address may have, so that longer ones are
  /// seen to be so.
  private static let maximumFieldBytes = SitemapFile.maximumLocationBytes + 1

  /// Begins at the first byte of UTF-8.
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) { scanner = XMLScanner(bytes) }

  /// The next entry with an address; nil at the end.
  mutating func next() -> Entry? {
    while !isAtEnd {
      switch scanner.next() {
      case .open(let name, let attributes, let isClosed):
        if let entry = open(name, attributes, isClosed) { return entry }
      case .close(let name):
        if let entry = close(name) { return entry }
      case .text(let range): take(range, isLiteral: false)
      case .literal(let range): take(range, isLiteral: true)
      case .end(let isClean):
        isAtEnd = true
        self.isClean = isClean && entryPrefix == nil
        // A field that is cut off may be half an address.
        return flush()
      }
    }
    return nil
  }

  private mutating func open(
    _ name: Range<Int>, _ attributes: Range<Int>, _ isClosed: Bool
  ) -> Entry? {
    let (prefix, local) = split(name)
    if let opened = Self.kinds[local] {
      if kind == .unknown { kind = opened }
      guard let root = Self.entries[local] else { return nil }
      // An entry that was never closed ends where the next begins.
      let entry = root == kind ? flush() : nil
      if root == kind, !isClosed { entryPrefix = prefix }
      if local == "item", let about = scanner.value(of: "rdf:about", in: attributes) {
        identifier = resolved(about)
      }
      return entry
    }
    // A page that calls itself one lists nothing, whatever it holds.
    if kind == .unknown, local == "html" { isAtEnd = true }
    guard let entryPrefix else { return nil }
    if kind == .atom, local == "link" { takeAtomLink(attributes) }
    guard !isClosed, kind != .unknown else { return nil }
    let isOwn = isSame(prefix, entryPrefix)
    if let field = Self.field(local, kind, isOwn: isOwn) {
      self.field = field
      fieldName = name
      collected = []
    } else {
      field = nil
    }
    return nil
  }

  private mutating func close(_ name: Range<Int>) -> Entry? {
    let (_, local) = split(name)
    if let field, isSame(name, fieldName) {
      finish(field)
      self.field = nil
      return nil
    }
    field = nil
    return Self.entries[local] == kind ? flush() : nil
  }

  private mutating func finish(_ field: Field) {
    let value = trimmedValue(collected)
    switch field {
    case .location:
      if location.isEmpty { location = value }
    case .identifier:
      if identifier.isEmpty { identifier = value }
    case .date:
      if !value.isEmpty { lastModified = value }
    case .creationDate:
      if lastModified.isEmpty { lastModified = value }
    }
  }

  private mutating func flush() -> Entry? {
    defer {
      entryPrefix = nil
      location = []
      identifier = []
      lastModified = []
      bareText = []
      field = nil
    }
    guard entryPrefix != nil else { return nil }
    var address = location
    if address.isEmpty { address = Self.address(trimmedValue(bareText)) }
    // Even a guid that says to be no permanent link leads somewhere if it is an address.
    if address.isEmpty { address = Self.address(identifier) }
    guard !address.isEmpty else { return nil }
    let date = lastModified.prefix(64)
    return Entry(
      location: address,
      lastModified: date.isEmpty ? nil : String(decoding: date, as: UTF8.self))
  }

  private mutating func take(_ range: Range<Int>, isLiteral: Bool) {
    guard entryPrefix != nil else { return }
    let count = field == nil ? bareText.count : collected.count
    let room = max(0, Self.maximumFieldBytes - count)
    guard room > 0 else { return }
    let part = range.prefix(isLiteral ? room : room * 10)
    var value: [UInt8] = []
    if isLiteral {
      for index in part { value.append(scanner.bytes[index]) }
    } else {
      CharacterReferences.append(scanner.bytes, part, .xml, to: &value)
    }
    if field == nil { bareText += value.prefix(room) } else { collected += value.prefix(room) }
  }

  private mutating func takeAtomLink(_ attributes: Range<Int>) {
    let relation = scanner.value(of: "rel", in: attributes).map {
      scanner.bytes.text($0).lowercased()
    }
    guard location.isEmpty, relation == nil || relation == "alternate",
      let address = scanner.value(of: "href", in: attributes)
    else { return }
    location = trimmedValue(resolved(address))
  }

  private func resolved(_ range: Range<Int>) -> [UInt8] {
    var value: [UInt8] = []
    let part = range.prefix(Self.maximumFieldBytes * 10)
    CharacterReferences.append(scanner.bytes, part, .xml, to: &value)
    return Array(value.prefix(Self.maximumFieldBytes))
  }
}

// What the names mean.
extension SitemapReader {
  /// What a file is that has such a tag.
  private static let kinds: [String: SitemapFile.Kind] = [
    "urlset": .urlset, "url": .urlset, "sitemapindex": .index, "sitemap": .index, "rss": .rss,
    "rdf": .rss, "channel": .rss, "item": .rss, "feed": .atom, "entry": .atom,
  ]

  /// The tag of an entry in each kind.
  private static let entries: [String: SitemapFile.Kind] = [
    "url": .urlset, "sitemap": .index, "item": .rss, "entry": .atom,
  ]

  private static func field(
    _ local: String, _ kind: SitemapFile.Kind, isOwn: Bool
  ) -> Field? {
    switch (kind, local) {
    case (.urlset, "loc"), (.index, "loc"): isOwn ? .location : nil
    case (.urlset, "lastmod"), (.index, "lastmod"): isOwn ? .date : nil
    case (.rss, "link"): isOwn ? .location : nil
    case (.rss, "guid"): isOwn ? .identifier : nil
    case (.rss, "pubdate"): .date
    case (.rss, "date"): .creationDate
    case (.atom, "id"): isOwn ? .identifier : nil
    case (.atom, "updated"), (.atom, "modified"): isOwn ? .date : nil
    case (.atom, "published"), (.atom, "issued"), (.atom, "created"): isOwn ? .creationDate : nil
    default: nil
    }
  }

  /// The value if it is an absolute http or https address, else nothing.
  private static func address(_ value: [UInt8]) -> [UInt8] {
    SitemapFile.isAddress(value.span, 0..<value.count) ? value : []
  }

  /// A name's prefix and its local part in lower case; overlong names are nothing that is known.
  private func split(_ name: Range<Int>) -> (prefix: Range<Int>, local: String) {
    let colon = scanner.bytes.offset(of: UInt8(ascii: ":"), in: name)
    let local = (colon.map { $0 + 1 } ?? name.lowerBound)..<name.upperBound
    let prefix = name.lowerBound..<(colon ?? name.lowerBound)
    guard local.count <= 16 else { return (prefix, "") }
    return (
      prefix, String(decoding: local.map { scanner.bytes[$0].asciiLowercased }, as: UTF8.self)
    )
  }

  private func isSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    guard left.count == right.count else { return false }
    for offset in 0..<left.count
    where scanner.bytes[left.lowerBound + offset].asciiLowercased
      != scanner.bytes[right.lowerBound + offset].asciiLowercased
    {
      return false
    }
    return true
  }

  /// The bytes without white space at both ends and without tabs and line breaks, which URLs don't
  /// have, inside.
  private func trimmedValue(_ value: [UInt8]) -> [UInt8] {
    let range = value.span.trimmed(0..<value.count)
    return value[range].filter { $0 != 9 && $0 != 10 && $0 != 13 }
  }
}
