package import Documents

/// What a person asked for: the words, the filters and the page, checked against the limits.
package struct SearchQuery: Sendable, Equatable {
  /// The words as typed, without surrounding blanks and control characters.
  package var text = ""
  /// The page, from 1.
  package var page = 1
  /// Answers on a page.
  package var size = defaultSize
  /// Only this site; nil for all.
  package var site: String?
  /// Only sites of this `SiteLabel.kind`; nil for all.
  package var kind: String?
  /// Only sites of this district; nil for all.
  package var district: String?
  /// Only this 栏目; nil for all.
  package var column: String?
  /// Only this 发文机关; nil for all.
  package var issuer: String?
  /// Only this kind of file; nil for all.
  package var type: DocumentType?
  /// Only documents published in this year; nil for all.
  package var year: Int?
  /// The order of the answers.
  package var sort = Order.relevance
  /// Whether near-duplicates are shown as copies of one answer.
  package var folds = true
  /// Where to read on, instead of a page.
  package var cursor: SearchCursor?

  /// The order of answers.
  package enum Order: String, Sendable, CaseIterable {
    /// Best match first.
    case relevance
    /// Newest first, documents without a date last.
    case date
  }

  /// The most characters a query may have.
  package static let maximumCharacters = 200
  /// The deepest page that can be asked for: 100 pages, that no crawler of ours or of others walks a result set to its end.
  package static let maximumPage = 100
  /// The most characters that the name of a site, kind, district, 栏目 or 发文机关 may have.
  package static let maximumName = 100
  /// Answers on a page of people's search.
  package static let defaultSize = 10
  /// The most answers on a page that a program may ask for.
  package static let maximumSize = 50

  /// An empty query.
  package init() {}

  /// A query for these words.
  package init(_ text: String) { self.text = text }

  /// How many answers come before this page.
  package var offset: Int { cursor?.offset ?? (page - 1) * size }

  /// Whether any filter is set.
  package var isFiltered: Bool { FacetProperty.allCases.contains { filter($0) != nil } }
}

extension SearchQuery {
  /// Reads the parameters q, page, size, cursor, sort, fold and those of the filters; unknown ones are ignored.
  ///
  /// - Throws: the first parameter that breaks a limit.
  package init(_ parameters: QueryParameters) throws(QueryProblem) {
    text = Self.cleaned(parameters["q"] ?? "")
    guard text.unicodeScalars.count <= Self.maximumCharacters else { throw .queryTooLong }
    page = try Self.number(parameters["page"], in: 1...Self.maximumPage, or: .invalidPage) ?? 1
    size =
      try Self.number(parameters["size"], in: 1...Self.maximumSize, or: .invalidSize)
      ?? Self.defaultSize
    year = try Self.number(parameters["year"], in: 1000...9999, or: .invalidYear)
    site = try Self.name(parameters["site"], or: .unknownSite)
    kind = try Self.name(parameters["kind"], or: .unknownKind)
    district = try Self.name(parameters["district"], or: .unknownDistrict)
    column = try Self.name(parameters["column"], or: .nameTooLong)
    issuer = try Self.name(parameters["issuer"], or: .nameTooLong)
    if let name = Self.value(parameters["type"]) {
      guard let known = DocumentType(rawValue: name) else { throw .unknownType }
      type = known
    }
    if let name = Self.value(parameters["sort"]) {
      guard let known = Order(rawValue: name) else { throw .unknownSort }
      sort = known
    }
    if let text = Self.value(parameters["cursor"]) {
      guard let known = SearchCursor(text) else { throw .invalidCursor }
      cursor = known
    }
    switch Self.value(parameters["fold"]) {
    case nil, "on": folds = true
    case "off": folds = false
    default: throw .invalidFold
    }
  }

  /// A query that only marks its words in a text: what is too long is cut.
  package init(marking text: String) {
    self.text = String(Self.cleaned(text).unicodeScalars.prefix(Self.maximumCharacters))
  }

  /// The value of one filter as it stands in its parameter.
  package func filter(_ property: FacetProperty) -> String? {
    switch property {
    case .site: site
    case .kind: kind
    case .district: district
    case .column: column
    case .issuer: issuer
    case .type: type?.rawValue
    case .year: year.map(String.init)
    }
  }

  /// The same words with one filter set or dropped, from the first page.
  package func with(_ property: FacetProperty, _ value: String?) -> SearchQuery {
    var copy = at(page: 1)
    switch property {
    case .site: copy.site = value
    case .kind: copy.kind = value
    case .district: copy.district = value
    case .column: copy.column = value
    case .issuer: copy.issuer = value
    case .type: copy.type = value.flatMap(DocumentType.init(rawValue:))
    case .year: copy.year = value.flatMap { Int($0) }
    }
    return copy
  }

  /// The same words in another order, from the first page.
  package func sorted(by order: Order) -> SearchQuery {
    var copy = at(page: 1)
    copy.sort = order
    return copy
  }

  /// The same query with near-duplicates folded or each shown by itself, from the first page.
  package func folding(_ folds: Bool) -> SearchQuery {
    var copy = at(page: 1)
    copy.folds = folds
    return copy
  }

  /// The same query at another page.
  package func at(page: Int) -> SearchQuery {
    var copy = self
    copy.page = page
    copy.cursor = nil
    return copy
  }

  /// The same query from the answer on that the cursor names.
  package func at(_ cursor: SearchCursor) -> SearchQuery {
    var copy = at(page: 1)
    copy.cursor = cursor
    return copy
  }

  /// The same words without any filter, from the first page.
  package var unfiltered: SearchQuery {
    var copy = SearchQuery(text)
    copy.size = size
    copy.sort = sort
    copy.folds = folds
    return copy
  }

  /// This query as a local link; what has its default value is left out, so that one query has one address.
  package func link(to path: String = "/search") -> LocalLink {
    var parameters = [("q", text)]
    for property in FacetProperty.allCases {
      if let value = filter(property) { parameters.append((property.rawValue, value)) }
    }
    if sort != .relevance { parameters.append(("sort", sort.rawValue)) }
    if !folds { parameters.append(("fold", "off")) }
    if size != Self.defaultSize { parameters.append(("size", String(size))) }
    if let cursor { parameters.append(("cursor", cursor.text)) }
    if page != 1 { parameters.append(("page", String(page))) }
    return LocalLink(path: path, parameters: parameters)
  }

  private static func cleaned(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      // General category Cc is exactly C0, DEL and C1.
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      scalars.append(isControl ? " " : scalar)
    }
    return String(String(scalars).trimmingBlanks())
  }

  private static func name(
    _ text: String?, or problem: QueryProblem
  ) throws(QueryProblem) -> String? {
    guard let name = value(text) else { return nil }
    guard name.unicodeScalars.count <= maximumName else { throw problem }
    return name
  }

  private static func value(_ text: String?) -> String? {
    guard let text, !text.isEmpty else { return nil }
    return text
  }

  private static func number(
    _ text: String?, in range: ClosedRange<Int>, or problem: QueryProblem
  ) throws(QueryProblem) -> Int? {
    guard let text = value(text) else { return nil }
    guard text.utf8.count <= 9, text.utf8.allSatisfy({ (48...57).contains($0) }),
      let number = Int(text), range.contains(number)
    else { throw problem }
    return number
  }
}
