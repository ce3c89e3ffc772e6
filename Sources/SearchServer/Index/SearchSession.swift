import Bytes
import Documents
package import Editorial
import QueryHelp
package import SearchIndex

/// One generation of the index as the handlers use it: the only file that knows how SearchIndex is asked.
///
/// A value that holds the reader; the generation's files stay mapped until the last request that uses it has ended.
package struct SearchSession: Sendable {
  private let reader: IndexReader
  /// What the generation holds.
  package private(set) var holdings: Holdings
  private var help: QueryHelp?
  /// What editors wrote.
  package var editorial = Editorial() {
    didSet { noteVariant() }
  }
  private let siteNames: [String: String]
  private let timeLimit: Duration
  private let documents: DocumentCache

  /// The most words whose absence is looked into, so that help costs no more than the search.
  private static let maximumCheckedWords = 8

  /// The most copies of a hit that are looked at and listed.
  private static let maximumCopies = 8

  /// What many people look for, most first.
  var hotQueries: [String] = [] {
    didSet {
      holdings.hotQueries = Array(hotQueries.prefix(Self.shownHotQueries))
      noteVariant()
    }
  }
  /// Whether pages tell which result was opened.
  let logsClicks: Bool
  private static let shownHotQueries = 10
  /// What a query that many people ask weighs among phrases, in askings.
  private static let hotWeight = 20

  /// A session over an opened generation, whose searches answer with what they have found after `timeLimit`; about
  /// `documentCache` bytes of the documents that they show are kept unpacked.
  package init(
    _ reader: IndexReader, timeLimit: Duration = .seconds(2), logsClicks: Bool = false,
    documentCache: Int = 0
  ) {
    documents = DocumentCache(limit: documentCache)
    self.reader = reader
    self.logsClicks = logsClicks
    self.timeLimit = timeLimit
    holdings = Self.holdings(of: reader)
    siteNames = Dictionary(
      holdings.sites.map { ($0.label.id, $0.label.name) }, uniquingKeysWith: { first, _ in first })
  }

  /// Answers a query: one page of results with highlights and, when asked, the counts for filters.
  package func search(_ query: SearchQuery, facets: Bool = true) -> ResultPage {
    let clock = ContinuousClock()
    let start = clock.now
    let parsed = parse(query.text)
    var request = SearchRequest(
      query: parsed, top: query.size, offset: query.offset, filters: Self.filters(query),
      sort: query.sort == .date ? .date : .relevance, facets: facets)
    request.folds = query.folds
    request.preferences = editorial.preferences
    request.deadline = start + timeLimit
    let result = reader.search(request)
    let snippets = reader.snippets(for: parsed)
    let items = result.hits.compactMap { item($0, snippets) }
    let isFirst = query.offset == 0 && query.size > 0 && !result.isPartial
    let isAnswered = result.total > 0 && !result.fellBackToOr || result.isPartial
    var page = ResultPage(
      total: result.total, copies: result.copies, items: items,
      match: result.fellBackToOr ? .any : .all,
      facets: result.facets.map(groups) ?? [],
      absentWords: isAnswered ? [] : absentWords(query),
      relaxations: result.total == 0 && !result.isPartial ? relaxations(query, request) : [],
      corrections: isFirst ? corrections(query, request, result) : [],
      related: isFirst ? related(parsed, items) : [],
      // That it fell back the page says in its own words.
      notices: result.fellBackToOr ? parsed.notes : result.notes,
      isPartial: result.isPartial,
      elapsed: clock.now - start)
    if isFirst { page.bestBets = editorial.bestBets.pages(for: query.text) }
    return page
  }

  private func parse(_ text: String) -> Query {
    reader.known(QueryParser.parse(text, synonyms: editorial.synonyms))
  }

  /// The stored text of the document of that id, with what a query finds in it; nil when there is none.
  package func cached(_ id: String, for text: String) -> CachedDocument? {
    guard let document = reader.document(id: id) else { return nil }
    let marks = reader.snippets(for: parse(text)).marks(document)
    return CachedDocument(
      document: document, siteName: name(ofSite: document.siteID),
      title: MarkedText(document.title, marks: marks.title),
      text: MarkedText(document.text, marks: marks.text))
  }

  /// Whether the words stand in a row in a document, at least one of them in its title.
  func hasTitle(with words: String) -> Bool {
    reader.count(QueryParser.parse("intitle:\(words) \"\(words)\"")) > 0
  }

  /// Whether the collection has a site of that id.
  package func hasSite(_ id: String) -> Bool { siteNames[id] != nil }

  private static func filters(_ query: SearchQuery) -> SearchFilters {
    var filters = SearchFilters()
    if let site = query.site { filters.sites = [site] }
    if let kind = query.kind { filters.kinds = [kind] }
    if let district = query.district { filters.districts = [district] }
    if let column = query.column { filters.columns = [column] }
    if let issuer = query.issuer { filters.issuers = [issuer] }
    if let type = query.type { filters.types = [type] }
    if let year = query.year {
      filters.after = CalendarDate(year: year, month: 1, day: 1)
      filters.before = CalendarDate(year: year, month: 12, day: 31)
    }
    return filters
  }

  /// A hit and its copies as one answer, told by the issuing agency's copy where there is one.
  private func item(_ hit: Hit, _ snippets: SnippetMaker) -> ResultItem? {
    guard let best = document(hit) else { return nil }
    var documents = [best] + hit.copies.prefix(Self.maximumCopies).compactMap(document)
    if let first = documents.firstIndex(where: isOnIssuersSite) {
      documents.insert(documents.remove(at: first), at: 0)
    }
    var item = item(documents[0], hit.score, snippets)
    item.copies = documents.dropFirst().map { copy in
      ResultCopy(
        id: copy.id, url: copy.url, siteID: copy.siteID, siteName: name(ofSite: copy.siteID),
        date: copy.date)
    }
    item.copyCount = hit.copies.count
    return item
  }

  private func document(_ hit: Hit) -> Document? { documents.document(hit, reader.document) }

  /// Whether a document stands on the site of the agency that issued it: one name holds the other, as 成都市财政局 holds 市财政局.
  private func isOnIssuersSite(_ document: Document) -> Bool {
    let (issuer, site) = (document.metadata.issuer, name(ofSite: document.siteID))
    guard issuer.unicodeScalars.count >= 3, site.unicodeScalars.count >= 3 else { return false }
    return issuer.contains(site) || site.contains(issuer)
  }

  private func name(ofSite id: String) -> String { siteNames[id] ?? id }

  private func item(_ document: Document, _ score: Double, _ snippets: SnippetMaker) -> ResultItem {
    let snippet = snippets.snippet(document)
    return ResultItem(
      id: document.id, url: document.url,
      title: MarkedText(snippet.title.text, marks: snippet.title.highlights),
      fragments: snippet.fragments.map(Self.fragment), siteID: document.siteID,
      siteName: name(ofSite: document.siteID), date: document.date,
      type: document.type, documentNumber: document.metadata.documentNumber,
      issuer: document.metadata.issuer, score: score)
  }

  private static func fragment(_ text: HighlightedText) -> Fragment {
    Fragment(
      MarkedText(text.text, marks: text.highlights), isCutBefore: text.isCutBefore,
      isCutAfter: text.isCutAfter)
  }
}

extension SearchSession {
  /// Fewer answers with all words than these, and what else may have been meant is looked into.
  private static let fewAnswers = 10
  /// The most queries that are offered instead.
  private static let maximumCorrections = 3
  /// The answers whose titles say what else to look for.
  private static let relatedTitles = 6
  /// The most related searches.
  private static let maximumRelated = 8

  /// The same session with help for its queries, which takes a while to make.
  func withHelp() -> SearchSession {
    var session = self
    session.help = QueryHelp(reader, asked: hotQueries.map { ($0, Self.hotWeight) })
    session.holdings.hasHelp = true
    session.noteVariant()
    return session
  }

  /// Says what pages differ by besides the generation.
  private mutating func noteVariant() {
    let shown = holdings.hotQueries
    holdings.variant =
      (holdings.hasHelp ? "h" : "") + editorial.tag
      + (shown.isEmpty ? "" : StaticAssets.checksum(Array(shown.joined(separator: "\n").utf8)))
  }

  /// How what is being typed may go on; empty before help is ready.
  package func suggestions(for typed: String, limit: Int) -> [String] {
    help?.suggestions(for: typed, limit: limit) ?? []
  }

  /// What was probably meant, where that finds much more than what was typed; several where letters stand for several phrases.
  private func corrections(
    _ query: SearchQuery, _ request: SearchRequest, _ result: SearchResult
  ) -> [CorrectedQuery] {
    guard let help, result.fellBackToOr || result.total < Self.fewAnswers else { return [] }
    return help.corrections(of: request.query, limit: Self.maximumCorrections).compactMap { text in
      var corrected = request
      corrected.query = parse(text)
      (corrected.top, corrected.facets, corrected.fallsBack) = (0, false, false)
      let total = reader.search(corrected).total
      guard total > (result.fellBackToOr ? 0 : result.total) else { return nil }
      var meant = query
      meant.text = text
      return CorrectedQuery(meant, total: total)
    }
  }

  private func related(_ parsed: Query, _ items: [ResultItem]) -> [SearchQuery] {
    guard let help else { return [] }
    let titles = items.prefix(Self.relatedTitles).map(\.title.text)
    return help.related(to: parsed, titles: titles, limit: Self.maximumRelated)
      .map { SearchQuery($0) }
  }
}

extension SearchSession {
  /// The words, as people separate them by blanks, that no document of the collection holds.
  private func absentWords(_ query: SearchQuery) -> [String] {
    let words = query.text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count > 1 || query.isFiltered else { return [] }
    return words.prefix(Self.maximumCheckedWords).filter { word in
      let query = parse(word)
      return query.root != nil && reader.count(query) == 0
    }
  }

  /// The searches without one of the filters, those of the text first, that find something.
  private func relaxations(_ query: SearchQuery, _ request: SearchRequest) -> [RelaxedQuery] {
    let inText = reader.relaxations(of: request).map { relaxation in
      var relaxed = query.at(page: 1)
      relaxed.text = relaxation.text
      return RelaxedQuery(filter: relaxation.limit, query: relaxed, total: relaxation.total)
    }
    let others = FacetProperty.allCases.compactMap { property -> RelaxedQuery? in
      guard let label = Wording.filter(property, of: query, holdings) else { return nil }
      let relaxed = query.with(property, nil)
      var wider = request
      wider.filters = Self.filters(relaxed)
      (wider.top, wider.offset, wider.facets) = (0, 0, false)
      return RelaxedQuery(filter: label, query: relaxed, total: reader.search(wider).total)
    }
    return inText + others.filter { $0.total > 0 }
  }

  private func groups(_ facets: Facets) -> [FacetGroup] {
    [
      FacetGroup(
        .site, Self.values(facets.sites, value: { $0 }, label: { siteNames[$0] ?? $0 })),
      FacetGroup(.kind, Self.values(facets.kinds, value: { $0 }, label: Wording.siteKind)),
      FacetGroup(.district, Self.values(facets.districts)),
      FacetGroup(.type, Self.values(facets.types, value: \.rawValue, label: Wording.type)),
      FacetGroup(.column, Self.values(facets.columns)),
      FacetGroup(.issuer, Self.values(facets.issuers)),
      FacetGroup(.year, Self.years(facets.years)),
    ].filter { !$0.values.isEmpty }
  }

  /// The most values of a property that an answer tells.
  private static let maximumValues = 100

  /// Names by falling count.
  private static func values(_ counts: [String: Int]) -> [FacetValue] {
    Array(values(counts, value: { $0 }, label: { $0 }).prefix(maximumValues))
  }

  /// Values by falling count, equal counts by label.
  private static func values<Key>(
    _ counts: [Key: Int], value: (Key) -> String, label: (Key) -> String
  ) -> [FacetValue] {
    counts.map { FacetValue(value: value($0.key), label: label($0.key), count: $0.value) }
      .filter { !$0.value.isEmpty && $0.count > 0 }
      .sorted { ($1.count, $0.label) < ($0.count, $1.label) }
  }

  /// Years, the latest first: people look for what is new.
  private static func years(_ counts: [Int: Int]) -> [FacetValue] {
    counts.filter { $0.value > 0 && (1000...9999).contains($0.key) }
      .sorted { $0.key > $1.key }
      .map { FacetValue(value: String($0.key), label: Wording.year($0.key), count: $0.value) }
  }

  private static func holdings(of reader: IndexReader) -> Holdings {
    let counts = reader.documentsBySite
    return Holdings(
      generation: reader.generation, documents: reader.documentCount,
      updated: reader.manifest.createdAt.adding(.seconds(8 * 3600)).date,
      sites: reader.sites.map { SiteEntry(label: $0, documents: counts[$0.id] ?? 0) })
  }
}
