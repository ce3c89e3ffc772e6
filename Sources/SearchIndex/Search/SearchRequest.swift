package import Documents

/// How hits are ordered.
package enum SearchSort: Sendable, Equatable {
  /// By score; of equal ones the document indexed earlier comes first.
  case relevance
  /// By 发布日期, newest first; documents without a date last.
  case date
}

/// A search for people.
package struct SearchRequest: Sendable {
  /// What is looked for.
  package var query: Query
  /// How many hits, at most 1,000.
  package var top: Int
  /// How many hits are passed over first, at most 10,000.
  package var offset: Int
  /// Limits besides those in the query.
  package var filters: SearchFilters
  /// How hits are ordered.
  package var sort: SearchSort
  /// Whether the whole result set is counted by site, type and year.
  package var facets: Bool

  /// Whether documents with some of the words are shown, too, where few have all of them.
  package var fallsBack = true

  /// Whether near-duplicates are shown as copies of the best of them; `top` and `offset` then count groups.
  package var folds = false

  /// What is preferred among documents that match equally well.
  package var preferences = RankingPreferences()

  /// Whether the best are lifted by where they hold the query's words; what a comparison with engines that can't leaves out.
  package var liftsClose = true

  /// When the search should be done; what has not been looked at by then is left out. nil lets it take its time.
  package var deadline: ContinuousClock.Instant?

  /// A search of this query.
  package init(
    query: Query, top: Int = 10, offset: Int = 0, filters: SearchFilters = SearchFilters(),
    sort: SearchSort = .relevance, facets: Bool = false
  ) {
    self.query = query
    self.top = min(max(0, top), 1000)
    self.offset = min(max(0, offset), 10_000)
    self.filters = filters
    self.sort = sort
    self.facets = facets
  }
}

/// What a search found.
package struct SearchResult: Sendable {
  /// All matching documents.
  package let total: Int
  /// How many of them are known to be copies of a better one; 0 unless the search folds. More may lie further down than was looked.
  package let copies: Int
  /// The hits asked for, best first.
  package let hits: [Hit]
  /// Whether so few documents had all terms that those with some of them are among the hits.
  package let fellBackToOr: Bool
  /// Whether the deadline had passed before all was looked at: every hit matches, but there can be more and better ones.
  package let isPartial: Bool
  /// What people should know, in sentences.
  package let notes: [String]
  /// Counts over the whole result set, where asked for.
  package let facets: Facets?
}

/// How the documents of a result set spread.
package struct Facets: Sendable, Equatable {
  /// Documents per site id.
  package var sites: [String: Int] = [:]
  /// Documents per `SiteLabel.kind`.
  package var kinds: [String: Int] = [:]
  /// Documents per `SiteLabel.district`.
  package var districts: [String: Int] = [:]
  /// Documents per 栏目.
  package var columns: [String: Int] = [:]
  /// Documents per 发文机关.
  package var issuers: [String: Int] = [:]
  /// Documents per type.
  package var types: [DocumentType: Int] = [:]
  /// Documents per year of 发布日期.
  package var years: [Int: Int] = [:]
}
