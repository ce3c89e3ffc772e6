import Documents

/// What a page's `meta` and `link` elements and its JSON-LD say.
struct PageMeta {
  /// The fields of 国办发〔2017〕47号, in any letter case.
  private(set) var government = GovernmentMetadata()
  /// ArticleTitle.
  private(set) var articleTitle: String?
  /// og:title or the JSON-LD headline.
  private(set) var socialTitle: String?
  /// PubDate and its kin.
  private(set) var published: (date: CalendarDate, evidence: String)?
  /// The day of the last change, where a tag says only that.
  private(set) var modified: (date: CalendarDate, evidence: String)?
  /// `rel=canonical` as written.
  private(set) var canonical: String?
  /// `base href` as written.
  private(set) var base: String?
  /// meta robots.
  private(set) var noindex = false
  /// meta robots.
  private(set) var nofollow = false
  /// Which meta tag each field came from.
  private(set) var evidence: [String: String] = [:]

  /// The site's name; empty when no tag says it.
  var siteName: String { government.siteName }

  /// Reads the head of a page, and metadata that stands in its body.
  init(_ tree: HTMLTree, linkedData: [[UInt8]]) {
    for index in tree.nodes.indices {
      switch tree.nodes[index].tag {
      case .meta: readMeta(tree, index)
      case .link: readLink(tree, index)
      case .base: base = base ?? tree.string(.href, of: index)
      default: continue
      }
    }
    for block in linkedData { readLinkedData(block) }
  }

  private mutating func readMeta(_ tree: HTMLTree, _ index: Int) {
    guard let content = tree.string(.content, of: index), !content.isEmpty,
      let name = tree.string(.name, of: index) ?? tree.string(.property, of: index)
        ?? tree.string(.itemprop, of: index)
    else { return }
    let value = Self.withoutMarkup(content)
    guard !value.isEmpty else { return }
    let key = name.lowercased()
    switch key {
    case "robots": readRobots(value.lowercased())
    case "articletitle": articleTitle = articleTitle ?? value
    case "og:title", "twitter:title": socialTitle = socialTitle ?? value
    case "og:site_name": set(\.siteName, value, key)
    default:
      if Self.dateNames.contains(key) {
        read(value, key, into: \.published)
      } else if Self.changeNames.contains(key) {
        read(value, key, into: \.modified)
      } else if let field = Self.field(key) {
        set(field, value, key)
      }
    }
  }

  private mutating func set(
    _ field: WritableKeyPath<GovernmentMetadata, String>, _ value: String, _ key: String
  ) {
    guard government[keyPath: field].isEmpty else { return }
    government[keyPath: field] = value
    evidence[key] = "meta \(key)"
  }

  private mutating func read(
    _ value: String, _ key: String,
    into field: WritableKeyPath<PageMeta, (date: CalendarDate, evidence: String)?>
  ) {
    guard self[keyPath: field] == nil, let date = DateScanner.first(in: value) else { return }
    self[keyPath: field] = (date, "meta \(key): \(value.prefix(40))")
  }

  private mutating func readRobots(_ value: String) {
    let words = Set(value.split { !$0.isLetter }.map(String.init))
    noindex = noindex || words.contains("noindex") || words.contains("none")
    nofollow = nofollow || words.contains("nofollow") || words.contains("none")
  }

  private mutating func readLink(_ tree: HTMLTree, _ index: Int) {
    guard canonical == nil, tree.string(.rel, of: index)?.lowercased() == "canonical" else {
      return
    }
    canonical = tree.string(.href, of: index)
  }

  private mutating func readLinkedData(_ block: [UInt8]) {
    if published == nil, let value = LinkedData.string("datePublished", in: block),
      let date = DateScanner.first(in: value)
    {
      published = (date, "JSON-LD datePublished: \(value.prefix(40))")
    }
    if socialTitle == nil { socialTitle = LinkedData.string("headline", in: block) }
  }

  /// Some CMS put markup into a meta tag's value.
  private static func withoutMarkup(_ value: String) -> String {
    guard value.contains("<") else { return value }
    var result = ""
    var inside = false
    for character in value {
      if character == "<" {
        inside = true
      } else if character == ">" {
        inside = false
      } else if !inside {
        result.append(character)
      }
    }
    return Blanks.folded(result.utf8)
  }

  private static let dateNames: Set<String> = [
    "pubdate", "publishdate", "publish_date", "publishtime", "publish_time", "og:release_date",
    "article:published_time", "og:article:published_time", "weibo:article:create_at",
    "firstpublishtime", "datepublished", "dc.date", "dcterms.date", "dc.date.issued",
    "publish-date",
    "publication_date", "og:published_time", "apub:time", "bytedance:published_time", "pubtime",
    "og:time", "article:create_at", "createdate", "releasedate",
  ]
  private static let changeNames: Set<String> = [
    "dateupdate", "dateupdated", "datemodified", "article:modified_time", "og:updated_time",
    "lastmodified", "last-modified", "updatetime", "dcterms.modified",
  ]
  private static func field(_ key: String) -> WritableKeyPath<GovernmentMetadata, String>? {
    switch key {
    case "sitename": \.siteName
    case "columnname": \.column
    case "columntype": \.columnType
    case "contentsource", "source": \.source
    case "keywords": \.keywords
    case "description", "og:description": \.summary
    default: nil
    }
  }
}

/// Reads single string members of JSON-LD without building its tree: the first member of that name counts.
enum LinkedData {
  /// The value of `"name": "…"`; escapes other than \uXXXX stay as their character.
  static func string(_ name: String, in block: [UInt8]) -> String? {
    let key = Array("\"\(name)\"".utf8)
    guard let start = ByteSearch.first(of: key, in: block.span) else { return nil }
    var at = start + key.count
    while at < block.count, block[at] <= 32 || block[at] == UInt8(ascii: ":") { at += 1 }
    guard at < block.count, block[at] == UInt8(ascii: "\"") else { return nil }
    return unescaped(block, from: at + 1)
  }

  private static func unescaped(_ block: [UInt8], from start: Int) -> String {
    var units: [UInt16] = []
    var plain: [UInt8] = []
    var result = ""
    func flush() {
      result += String(decoding: units, as: UTF16.self)
      units.removeAll()
      result += String(decoding: plain, as: UTF8.self)
      plain.removeAll()
    }
    var at = start
    while at < block.count, block[at] != UInt8(ascii: "\""), at - start < 4_096 {
      if block[at] == UInt8(ascii: "\\"), at + 1 < block.count {
        if block[at + 1] == UInt8(ascii: "u"), at + 5 < block.count,
          let unit = UInt16(String(decoding: block[at + 2..<at + 6], as: UTF8.self), radix: 16)
        {
          if !plain.isEmpty { flush() }
          units.append(unit)
          at += 6
          continue
        }
        at += 1
      }
      if !units.isEmpty { flush() }
      plain.append(block[at])
      at += 1
    }
    flush()
    return Blanks.folded(result.utf8)
  }
}
