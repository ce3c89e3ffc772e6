/// Chooses a page's title among its meta tags, headings and `title` element.
struct PageTitle {
  /// The title, blanks folded; empty when the page has none.
  private(set) var text = ""
  /// Where it was found.
  private(set) var evidence = ""

  /// Chooses the title of a page.
  init(_ tree: HTMLTree, _ meta: PageMeta, _ statistics: PageStatistics, contentRoot: Int) {
    let whole = tree.first(.title, in: tree.nodes.indices).map { tree.plainText($0) } ?? ""
    let bare = Self.withoutSite(whole, site: meta.siteName)
    if let title = meta.articleTitle, Self.isPlausible(title) {
      take(title, "meta ArticleTitle")
    } else if let heading = Self.heading(
      tree, statistics, matching: whole.isEmpty ? meta.socialTitle ?? "" : whole)
    {
      if !heading.isFirst, Self.namesOnlySite(whole),
        let opening = Self.openingHeading(tree, statistics, contentRoot)
      {
        take(opening, "heading of the main text; the title element names only the site")
      } else {
        take(heading.text, "heading that the title element repeats")
      }
    } else if bare.count < 6, let heading = Self.titleBlock(tree, statistics, contentRoot) {
      take(heading, "heading above the main text; the title element names only the site")
    } else if Self.isPlausible(bare), bare.count >= 2 {
      take(bare, "title element without the site's name")
    } else if let title = meta.socialTitle, Self.isPlausible(title) {
      take(Self.withoutSite(title, site: meta.siteName), "og:title")
    } else if let heading = Self.firstHeading(tree, statistics) {
      take(heading, "first heading")
    } else {
      take(whole, "title element")
    }
  }

  private mutating func take(_ title: String, _ source: String) {
    text = title
    evidence = source
  }

  private static func isPlausible(_ title: String) -> Bool {
    !title.isEmpty && title.utf8.count <= 600 && !ByteSearch.contains("{{", in: title)
      && title != "无标题文档"
  }

  /// The longest heading that the title element begins with, else the longest that it contains; of a title that was cut short, the heading that goes on.
  private static func heading(
    _ tree: HTMLTree, _ statistics: PageStatistics, matching title: String
  ) -> (text: String, isFirst: Bool)? {
    let wanted = comparable(title)
    guard wanted.count >= 2 else { return nil }
    let isCut = ByteSearch.contains("...", in: title) || ByteSearch.contains("…", in: title)
    let cut = isCut ? comparable(String(title.prefix { $0 != "…" && $0 != "." })) : []
    let weight = TextWeight(Array(title.utf8).span).weight
    let range = weight / 4...(isCut ? 400 : weight + 2)
    var best: (text: String, rank: Int)?
    for index in tree.nodes.indices
    // Over a poem the headline 夜雨 is short beside a title element that says three times as much.
    where (range.contains(statistics.weight[index]) || tree.nodes[index].tag == .h1)
      && isHeadingLike(tree, statistics, index)
    {
      let text = tree.plainText(index)
      let key = comparable(text)
      var rank = key.count
      if wanted.starts(with: key) {
        guard key.count >= 4 || key.count >= 2 && tree.nodes[index].tag == .h1 else { continue }
        rank += 1_000
      } else if isCut, cut.count >= 8, key.count < 100, key.starts(with: cut) {
        rank += 2_000
      } else if key.count < 4 || key.count * 3 < wanted.count || !contains(wanted, key) {
        continue
      }
      if rank > best?.rank ?? 0 { best = (text, rank) }
    }
    return best.map { ($0.text, $0.rank >= 1_000) }
  }

  /// Whether a title element has several parts, each as short as the names of columns and sites are: 新闻动态--中国地理学会官网.
  private static func namesOnlySite(_ title: String) -> Bool {
    let parts = separators.lazy.map { split(title, $0) }.first { $0.count > 1 } ?? []
    return !parts.isEmpty && parts.allSatisfy { $0.count < 10 }
  }

  /// A heading as long as a sentence with which the main text begins.
  private static func openingHeading(
    _ tree: HTMLTree, _ statistics: PageStatistics, _ root: Int
  ) -> String? {
    guard root > 0 else { return nil }
    let start = tree.nodes[root].textStart
    let heading = tree.subtree(root).first {
      tree.nodes[$0].tag.isHeading && isShown(statistics, $0, 20...160)
    }
    guard let heading, tree.nodes[heading].textStart - start < 64 else { return nil }
    return tree.plainText(heading)
  }

  /// Headings, and short blocks named for a title.
  private static func isHeadingLike(
    _ tree: HTMLTree, _ statistics: PageStatistics, _ index: Int
  ) -> Bool {
    let node = tree.nodes[index]
    let least: Int32 = node.tag == .h1 ? 4 : 6
    guard (least...400).contains(statistics.weight[index]), !statistics.hidden[index]
    else { return false }
    if node.tag.isHeading { return true }
    switch node.tag {
    case .text, .a, .title, .li: return false
    default: return statistics.linkWeight[index] == 0 && node.end - Int32(index) <= 6
    }
  }

  /// The first heading inside the main text or a block at its head whose class names it a title; without one, the last above it.
  private static func titleBlock(
    _ tree: HTMLTree, _ statistics: PageStatistics, _ root: Int
  ) -> String? {
    guard root > 0 else { return nil }
    func isLine(_ index: Int) -> Bool { isShown(statistics, index, 12...160) }
    func isHeading(_ index: Int) -> Bool { tree.nodes[index].tag.isHeading && isLine(index) }
    func isNamed(_ index: Int) -> Bool { isTitleClass(tree, index) && isLine(index) }
    let start = tree.nodes[root].textStart
    let found =
      tree.subtree(root).first(where: isHeading)
      ?? tree.subtree(root).first { isNamed($0) && tree.nodes[$0].textStart - start < 200 }
      ?? (0..<root).last(where: isHeading) ?? (0..<root).last(where: isNamed)
    return found.map { tree.plainText($0) }
  }

  /// Whether an element is seen, says so much (half characters) and has no link.
  private static func isShown(
    _ statistics: PageStatistics, _ index: Int, _ weight: ClosedRange<Int32>
  ) -> Bool {
    !statistics.hidden[index] && weight.contains(statistics.weight[index])
      && statistics.linkWeight[index] == 0
  }

  private static func isTitleClass(_ tree: HTMLTree, _ index: Int) -> Bool {
    let node = tree.nodes[index]
    guard node.tag != .text, node.attributeCount > 0, node.end - Int32(index) <= 6,
      let names = tree.string(.class, of: index)
    else { return false }
    return names.lowercased().split(separator: " ").contains {
      $0.hasSuffix("title") && !$0.hasSuffix("box-title") && !$0.hasSuffix("item-title")
    }
  }

  private static func firstHeading(_ tree: HTMLTree, _ statistics: PageStatistics) -> String? {
    let index = tree.nodes.indices.first {
      tree.nodes[$0].tag.isHeading && !statistics.hidden[$0] && statistics.weight[$0] >= 4
    }
    return index.map { tree.plainText($0) }
  }

  /// Letters, digits and Han only, lower-cased, for comparing.
  static func comparable(_ text: String) -> [UInt32] {
    let bytes = text.utf8Span.span
    var result: [UInt32] = []
    result.reserveCapacity(bytes.count / 2)
    var at = 0
    while at < bytes.count {
      if let value = comparable(bytes.scalar(at: &at)) { result.append(value) }
    }
    return result
  }

  /// What stands for a character when texts are compared; nil for one that doesn't count.
  private static func comparable(_ value: UInt32) -> UInt32? {
    switch value {
    case 0x3040...0xD7FF, 48...57, 97...122: value
    case 65...90: value | 32
    case 0xFF10...0xFF19, 0xFF41...0xFF5A: value - 0xFEE0
    case 0xFF21...0xFF3A: (value - 0xFEE0) | 32
    case 0xC0...0x24F, 0x370...0x1FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: value
    default: nil
    }
  }

  private static func contains(_ text: [UInt32], _ part: [UInt32]) -> Bool {
    guard let first = part.first, part.count <= text.count else { return false }
    for start in 0...text.count - part.count where text[start] == first {
      if text[start..<start + part.count].elementsEqual(part) { return true }
    }
    return false
  }

  /// Cuts the site's name from the end (or the start) of a title element's text.
  static func withoutSite(_ title: String, site: String) -> String {
    var result = title
    if !site.isEmpty, result.hasSuffix(site), result.count > site.count {
      result.removeLast(site.count)
      return trimmed(result)
    }
    for separator in mayBeSplit(title) ? separators : [] {
      let parts = split(result, separator)
      guard parts.count > 1 else { continue }
      result = best(of: parts, separator)
      break
    }
    return trimmed(result)
  }

  private static let separators = [
    " - ", " | ", "_", " – ", " — ", "|", "--", "——", "-", " · ", "»", "::", "－",
  ]

  /// Whether one of the bytes with which separators begin stands anywhere in `text`: in most titles none does.
  private static func mayBeSplit(_ text: String) -> Bool {
    let heads = separatorHeads
    return text.utf8.contains { heads[Int($0)] }
  }

  private static let separatorHeads: [Bool] = {
    var heads = [Bool](repeating: false, count: 256)
    for head in separators.compactMap(\.utf8.first) { heads[Int(head)] = true }
    return heads
  }()

  private static func split(_ text: String, _ separator: String) -> [String] {
    let mark = Array(separator.utf8)
    guard ByteSearch.first(of: mark, in: text.utf8Span.span) != nil else { return [text] }
    let bytes = Array(text.utf8)
    var parts: [String] = []
    var start = 0
    while let end = ByteSearch.first(of: mark, in: bytes.span, from: start) {
      parts.append(String(decoding: bytes[start..<end], as: UTF8.self))
      start = end + mark.count
    }
    parts.append(String(decoding: bytes[start...], as: UTF8.self))
    return parts
  }

  /// The first part unless a later one is much longer: site names and columns are short and stand behind.
  private static func best(of parts: [String], _ separator: String) -> String {
    let first = parts[0]
    let longest = parts.max { $0.count < $1.count } ?? first
    if first.count < 5, longest.count > first.count * 2 { return longest }
    // A dash inside the title proper: keep everything before the last part.
    if separator == "-" || separator == "——" || separator == "--", parts.count == 2,
      parts[1].count > 12, !looksLikeSite(parts[1])
    {
      return parts.joined(separator: separator)
    }
    return first
  }

  private static func looksLikeSite(_ text: String) -> Bool {
    ["网", "政府", "门户", "局", "委员会", "频道", "中心", "官网", "在线", "新闻", "办公室"].contains {
      text.hasSuffix($0)
    }
  }

  private static func trimmed(_ text: String) -> String {
    var scalars = Substring(text).unicodeScalars
    let edges = " \t\n_-|—–·»:：>".unicodeScalars
    while let first = scalars.first, edges.contains(first) { scalars.removeFirst() }
    while let last = scalars.last, edges.contains(last) { scalars.removeLast() }
    return String(scalars)
  }
}
