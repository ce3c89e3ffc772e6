import Documents
import SearchIndex

/// The answer to one query at the command line, as text or JSON.
struct SearchAnswer {
  private let reader: IndexReader
  private let request: SearchRequest
  private let result: SearchResult
  private let snippets: SnippetMaker
  private let relaxations: [Relaxation]

  /// Searches for the best `top` documents.
  init(_ index: OpenIndex, query text: String, top: Int) {
    reader = index.reader
    request = index.request(text, top: top)
    result = reader.search(request)
    relaxations = result.total == 0 ? reader.relaxations(of: request) : []
    snippets = reader.snippets(for: request.query)
  }

  private var query: Query { request.query }

  private func explanation(_ hit: Hit) -> [String] {
    reader.explain(hit, for: query, preferring: request.preferences).lines
  }

  /// What was ignored or changed about the query, for people.
  var notes: [String] {
    result.notes + relaxations.map { "取消“\($0.limit)”有\($0.total)条结果：\($0.text)" }
  }

  /// How many documents match.
  var total: Int { result.total }

  /// Prints a block a hit: title, snippet, URL, site, date.
  func printText(explain: Bool) {
    print("\(result.total) 条结果: \(query.text)")
    for (place, hit) in result.hits.enumerated() {
      guard let document = reader.document(hit) else { continue }
      let snippet = snippets.snippet(document)
      let mark = document.type.mark.isEmpty ? "" : "[\(document.type.mark)] "
      print("\n\(place + 1). \(mark)\(Self.marked(snippet.title))")
      if !snippet.fragments.isEmpty {
        print("   \(snippet.fragments.map(Self.marked).joined(separator: " … "))")
      }
      print("   \(document.url.isEmpty ? document.id : document.url)")
      print("   \(siteName(document))  \(document.date?.description ?? "无日期")")
      if explain { for line in explanation(hit) { print("     \(line)") } }
    }
  }

  /// The answer for `--json`.
  func json(explain: Bool) -> AnswerRow {
    AnswerRow(
      query: query.text, total: result.total, fellBackToOr: result.fellBackToOr,
      notes: notes, hits: result.hits.compactMap { row($0, explain) })
  }

  private func row(_ hit: Hit, _ explain: Bool) -> AnswerRow.Hit? {
    guard let document = reader.document(hit) else { return nil }
    let snippet = snippets.snippet(document)
    return AnswerRow.Hit(
      id: document.id, url: document.url, title: document.title,
      snippet: snippet.fragments.map(\.text).joined(separator: " … "), site: document.siteID,
      siteName: siteName(document), date: document.date?.description,
      type: document.type.rawValue, documentNumber: document.metadata.documentNumber,
      score: hit.score, explanation: explain ? explanation(hit) : nil)
  }

  private func siteName(_ document: Document) -> String {
    let name = reader.siteLabel(id: document.siteID).name
    return name.isEmpty ? document.siteID : name
  }

  /// The text with its matches between 【 and 】, and … where it was cut.
  private static func marked(_ text: HighlightedText) -> String {
    let bytes = Array(text.text.utf8)
    var pieces = text.isCutBefore ? "…" : ""
    var from = 0
    for range in text.highlights where range.lowerBound >= from && range.upperBound <= bytes.count {
      pieces += String(decoding: bytes[from..<range.lowerBound], as: UTF8.self)
      pieces += "【\(String(decoding: bytes[range], as: UTF8.self))】"
      from = range.upperBound
    }
    pieces += String(decoding: bytes[from...], as: UTF8.self)
    return oneLine(pieces) + (text.isCutAfter ? "…" : "")
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

/// An answer as JSON.
struct AnswerRow: Encodable {
  /// One hit.
  struct Hit: Encodable {
    let id: String
    let url: String
    let title: String
    let snippet: String
    let site: String
    let siteName: String
    let date: String?
    let type: String
    let documentNumber: String
    let score: Double
    let explanation: [String]?
  }

  let query: String
  let total: Int
  let fellBackToOr: Bool
  let notes: [String]
  let hits: [Hit]
}
