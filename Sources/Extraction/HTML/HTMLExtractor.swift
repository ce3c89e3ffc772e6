import Charset
import Documents

/// Makes an `ExtractedContent` of an HTML page.
struct HTMLExtractor {
  private let tree: HTMLTree
  private let statistics: PageStatistics
  private let meta: PageMeta
  private let body: DecodedBody
  private let url: String?
  private let flattened: Int
  private let limits: ExtractionLimits

  /// Extracts a page from its bytes.
  static func extract(
    _ bytes: Span<UInt8>, url: String?, contentType: String?, limits: ExtractionLimits
  ) -> ExtractedContent {
    HTMLExtractor(DecodedBody(bytes, contentType: contentType), url: url, limits).content()
  }

  private init(_ body: DecodedBody, url: String?, _ limits: ExtractionLimits) {
    self.limits = limits
    let cleaned = MarkupCleaner.clean(body.utf8)
    self.body = body
    self.url = url
    flattened = cleaned.flattened
    tree = HTMLTreeBuilder.parse(cleaned, of: body.utf8)
    statistics = PageStatistics(tree)
    meta = PageMeta(tree, linkedData: cleaned.linkedData)
  }

  private func content() -> ExtractedContent {
    var result = ExtractedContent(type: .html)
    let main = MainContent(tree, statistics, summary: meta.government.summary)
    let labels = LabelFields(tree, statistics, contentRoot: main.root)
    result.charset = body.encoding.name
    result.charsetEvidence = body.evidence
    readText(main, &result)
    readTitle(main, labels, &result)
    readFields(labels, &result)
    readDates(main, labels, &result)
    readLinks(&result)
    result.simhash = Simhash.of(result.text)
    if result.text.isEmpty { result.failure = .noText }
    note(&result)
    return result
  }

  private func readText(_ main: MainContent, _ result: inout ExtractedContent) {
    result.isList = ListPage.isList(statistics, main)
    if result.isList {
      result.text = PageText.render(
        tree, root: 0, leaving: main.furniture, keepingFurniture: true)
      result.evidence["text"] = "a page of links: all text but menus"
    } else if main.root > 0 {
      result.text = PageText.render(
        tree, root: main.root, leaving: main.left, keepingEdges: main.hasShortPosts)
      result.evidence["text"] = main.evidence
    }
    if result.text.isEmpty {
      result.text = PageText.render(
        tree, root: 0, leaving: statistics.hidden, keepingFurniture: true)
      result.evidence["text"] = "nothing stands out: all text of the page"
    }
  }

  private func readTitle(
    _ main: MainContent, _ labels: LabelFields, _ result: inout ExtractedContent
  ) {
    let title = PageTitle(tree, meta, statistics, contentRoot: main.root)
    result.title = title.text
    result.evidence["title"] = title.evidence
    if !result.isList, !main.isThread { dropTitle(&result) }
  }

  /// Takes the title away where the text begins with it, alone on its line and with more behind it.
  private func dropTitle(_ result: inout ExtractedContent) {
    var lines = TextLines.first(1, of: result.text)
    guard let first = lines.next(),
      first.endIndex < result.text.endIndex,
      first.utf8.count <= 600
    else { return }
    let key = PageTitle.comparable(result.title)
    guard key.count >= 4, PageTitle.comparable(String(first)) == key else { return }
    result.text.removeSubrange(...first.endIndex)
  }

  private func readFields(_ labels: LabelFields, _ result: inout ExtractedContent) {
    var fields = meta.government
    func fill(
      _ path: WritableKeyPath<GovernmentMetadata, String>, _ field: LabelFields.Field,
      _ name: String
    ) {
      guard fields[keyPath: path].isEmpty, let value = labels.values[field] else { return }
      fields[keyPath: path] = value
      result.evidence[name] = "label"
    }
    fill(\.indexNumber, .indexNumber, "indexNumber")
    fill(\.issuer, .issuer, "issuer")
    fill(\.topic, .topic, "topic")
    fill(\.validity, .validity, "validity")
    fill(\.keywords, .keywords, "keywords")
    fill(\.source, .source, "source")
    if let order = PrintedNumber.order(inTitle: result.title) {
      fields.documentNumber = order.text
      result.evidence["documentNumber"] = "head of the title"
    } else if let value = labels.values[.number], value.contains("号") || value.contains("第") {
      fields.documentNumber = PrintedNumber.first(in: value)?.text ?? value
      result.evidence["documentNumber"] = "label"
    } else if !result.isList,
      let number = PrintedNumber.own(
        in: TextLines.first(12, of: result.text), title: result.title)
    {
      fields.documentNumber = number.text
      result.evidence["documentNumber"] = "head of the text"
    }
    result.metadata = fields
    for (key, source) in meta.evidence { result.evidence[key] = source }
  }

  private func readDates(
    _ main: MainContent, _ labels: LabelFields, _ result: inout ExtractedContent
  ) {
    guard !result.isList || meta.published != nil else { return }
    let dates = PageDates(
      tree, statistics, meta: meta, labels: labels, contentRoot: main.root, title: result.title,
      text: result.text, url: url,
      script: result.isList ? nil : ScriptDate.published(in: body.utf8.span))
    result.date = dates.published
    result.created = dates.created
    result.evidence.merge(dates.evidence) { first, _ in first }
  }

  private func readLinks(_ result: inout ExtractedContent) {
    result.noindex = meta.noindex
    result.nofollow = meta.nofollow
    guard limits.links > 0 || meta.canonical != nil else { return }
    let own = url.flatMap { WebURL($0) }
    let base = meta.base.flatMap { WebURL($0, base: own, encoding: body.encoding) } ?? own
    result.links = PageLinks.collect(
      tree, base: base, encoding: body.encoding, most: limits.links)
    result.canonical = meta.canonical.flatMap { WebURL($0, base: base) }.map(\.href)
  }

  private func note(_ result: inout ExtractedContent) {
    if flattened > 0 {
      result.warnings.append("\(flattened) elements lay too deep and were flattened")
    }
    if body.replacements > 0 {
      result.warnings.append("\(body.replacements) bytes mean nothing in \(body.encoding.name)")
    }
  }
}
