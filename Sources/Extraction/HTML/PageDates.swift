import Documents

/// Chooses the day a page was published and the day its document was signed, with evidence for each.
struct PageDates {
  /// 发布日期.
  private(set) var published: CalendarDate?
  /// 成文日期.
  private(set) var created: CalendarDate?
  /// Where each was found.
  private(set) var evidence: [String: String] = [:]

  /// How far from the main text's beginning (bytes of page text before it) a date line may stand.
  private static let headReach = 3_000

  /// Weighs meta tags, labels, the lines around the main text's head, `time` elements, the URL, the day of the last change and `script`, the day
  /// that the page's scripts name, in this order.
  init(
    _ tree: HTMLTree, _ statistics: PageStatistics, meta: PageMeta, labels: LabelFields,
    contentRoot: Int, title: String, text: String, url: String?,
    script: @autoclosure () -> CalendarDate?
  ) {
    if let value = labels.values[.created], let date = DateScanner.first(in: value) {
      created = date
      evidence["created"] = "label: \(value.prefix(40))"
    } else if let date = Self.signature(of: text) {
      created = date
      evidence["created"] = "signature at the text's end"
    }
    if let found = meta.published {
      take(found.date, found.evidence)
    } else if let value = labels.values[.published],
      let date = DateScanner.first(in: value) ?? DateScanner.withShortYear(value)
    {
      take(date, "label: \(value.prefix(40))")
    } else if let date = Self.timeElement(tree, statistics, contentRoot) {
      take(date, "time element")
    } else if let found = Self.nearHead(tree, statistics, contentRoot, title) {
      take(found.date, found.hasTime ? "day with time near the head" : "day near the head")
    } else if let url, let date = DateScanner.date(inURL: url) {
      take(date, "URL")
    } else if let found = meta.modified {
      take(found.date, found.evidence)
    } else if let date = script() {
      take(date, "variable of a script")
    }
  }

  private mutating func take(_ date: CalendarDate, _ source: String) {
    published = date
    evidence["date"] = source
  }

  private static func timeElement(
    _ tree: HTMLTree, _ statistics: PageStatistics, _ root: Int
  ) -> CalendarDate? {
    for index in tree.nodes.indices where !statistics.hidden[index] {
      let node = tree.nodes[index]
      guard
        node.tag == .time
          || node.attributeCount > 0 && tree.string(.itemprop, of: index) == "datePublished"
      else { continue }
      let value =
        tree.string(.datetime, of: index) ?? tree.string(.content, of: index)
        ?? tree.plainText(index)
      if let date = DateScanner.first(in: value) { return date }
    }
    return nil
  }

  /// A day in a short line between the title and the first lines of the main text; one with a time of day wins.
  private static func nearHead(
    _ tree: HTMLTree, _ statistics: PageStatistics, _ root: Int, _ title: String
  ) -> FoundDate? {
    let start = Int(tree.nodes[root].textStart)
    let heading = titleOffset(tree, statistics, title, before: root) ?? start
    let from = min(heading, start)
    let reach = max(0, from - headReach)..<min(tree.text.count, max(from, start) + headReach)
    var best: FoundDate?
    for index in tree.nodes.indices where tree.nodes[index].tag == .text {
      let node = tree.nodes[index]
      let range = Int(node.textStart)..<Int(node.textEnd)
      guard reach.contains(range.lowerBound), !statistics.hidden[index], !statistics.inLink[index],
        range.count <= 400, statistics.weight[index] <= 120
      else { continue }
      guard let found = DateScanner(tree.text.span.extracting(range)).dates(limit: 1).first else {
        continue
      }
      guard !isToday(tree, range) else { continue }
      let isBehind = range.lowerBound >= from
      if found.hasTime, isBehind || best == nil { return found }
      if best == nil, isBehind { best = found }
    }
    return best
  }

  /// 今天是2009年12月4日 星期五 is no date of the page.
  private static func isToday(_ tree: HTMLTree, _ range: Range<Int>) -> Bool {
    let text = tree.text.span.extracting(range)
    return todayWords.contains { ByteSearch.first(of: $0, in: text) != nil }
  }

  private static let todayWords = ["今天", "星期"].map { Array($0.utf8) }

  private static func titleOffset(
    _ tree: HTMLTree, _ statistics: PageStatistics, _ title: String, before root: Int
  ) -> Int? {
    let key = PageTitle.comparable(title)
    guard key.count >= 4 else { return nil }
    let weight = TextWeight(Array(title.utf8).span).weight
    for index in tree.nodes.indices
    where statistics.weight[index] == weight && tree.nodes[index].tag == .text {
      let node = tree.nodes[index]
      let length = Int(node.textEnd - node.textStart)
      guard length >= key.count, length < title.utf8.count * 2 + 64, !statistics.inLink[index]
      else { continue }
      if PageTitle.comparable(tree.plainText(index)) == key { return Int(node.textStart) }
    }
    return nil
  }

  /// A day alone on one of the last lines, below an agency's name: the signature of an official letter.
  static func signature(of text: String) -> CalendarDate? {
    let span = text.utf8Span.span
    for line in TextLines.last(8, of: span) where line.count <= 150 {
      let bytes = line.compactMap { span[$0] > 32 ? span[$0] : nil }
      guard bytes.count <= 48, let found = DateScanner.dates(in: bytes, limit: 1).first else {
        continue
      }
      if found.range.count * 10 >= bytes.count * 9, !found.hasTime { return found.date }
    }
    return nil
  }
}
