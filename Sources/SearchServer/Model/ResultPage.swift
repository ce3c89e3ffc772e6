package import Documents
package import Editorial

/// One page of answers, ready for any view: nothing in it knows how the index works.
package struct ResultPage: Sendable {
  /// How many documents match in all.
  package var total: Int
  /// How many of them are known to be near-duplicates of a better one and so are not answers of their own.
  package var copies: Int
  /// The answers of this page, best first.
  package var items: [ResultItem]
  /// How the words of the query had to match.
  package var match: Match
  /// Counts over the whole result set by every `FacetProperty`; empty where the index gave none.
  package var facets: [FacetGroup]
  /// The words of the query that no document holds.
  package var absentWords: [String]
  /// The searches without one of the filters, where the page has no answers and they would have.
  package var relaxations: [RelaxedQuery]
  /// What was probably meant, where the index has little for what was typed, the likeliest first.
  package var corrections: [CorrectedQuery]
  /// What else to look for.
  package var related: [SearchQuery]
  /// Pages that editors chose for the query.
  package var bestBets: [BestBet] = []
  /// What the index understood otherwise than it was written, as sentences for people.
  package var notices: [String]
  /// Whether time was up before all documents had been looked at.
  package var isPartial: Bool
  /// How long the search took, without rendering.
  package var elapsed: Duration

  /// How many answers there are to page through: an upper bound where more copies lie further down than was looked.
  package var answerCount: Int { total - copies }

  /// How the words of a query had to match.
  package enum Match: String, Sendable {
    /// Every word.
    case all
    /// Any word, because nothing holds them all.
    case any
  }

  /// A page of these parts.
  package init(
    total: Int, copies: Int = 0, items: [ResultItem], match: Match = .all,
    facets: [FacetGroup] = [], absentWords: [String] = [], relaxations: [RelaxedQuery] = [],
    corrections: [CorrectedQuery] = [], related: [SearchQuery] = [], notices: [String] = [],
    isPartial: Bool = false,
    elapsed: Duration = .zero
  ) {
    self.total = total
    self.copies = copies
    self.items = items
    self.match = match
    self.facets = facets
    self.absentWords = absentWords
    self.relaxations = relaxations
    self.corrections = corrections
    self.related = related
    self.notices = notices
    self.isPartial = isPartial
    self.elapsed = elapsed
  }
}

/// A search without one of its filters.
package struct RelaxedQuery: Sendable, Equatable {
  /// The filter left out, for people.
  package var filter: String
  /// The search without it.
  package var query: SearchQuery
  /// How many documents that finds.
  package var total: Int

  /// A search that finds so many documents without a filter.
  package init(filter: String, query: SearchQuery, total: Int) {
    self.filter = filter
    self.query = query
    self.total = total
  }
}

/// A search for what was probably meant.
package struct CorrectedQuery: Sendable, Equatable {
  /// The search.
  package var query: SearchQuery
  /// How many documents it finds.
  package var total: Int

  /// A search that finds so many documents.
  package init(_ query: SearchQuery, total: Int) {
    self.query = query
    self.total = total
  }
}

/// One answer as people see it.
package struct ResultItem: Sendable {
  /// The document's key: its normalised URL or the id of an imported record.
  package var id: String
  /// Where to find it, as stored; may be empty and is never to be trusted as a link (see `WebLink`).
  package var url: String
  /// The title, matches marked.
  package var title: MarkedText
  /// The best pieces of the text, matches marked, in the order of the text.
  package var fragments: [Fragment]
  /// The `id` of its site.
  package var siteID: String
  /// The name of its site; the `id` where the index knows no name.
  package var siteName: String
  /// 发布日期.
  package var date: CalendarDate?
  /// What it was made from.
  package var type: DocumentType
  /// 发文字号; empty when it has none.
  package var documentNumber: String
  /// 发文机关; empty when it has none.
  package var issuer: String
  /// The score by which it was ranked.
  package var score: Double
  /// Near-duplicates of it, the first few.
  package var copies: [ResultCopy] = []
  /// How many near-duplicates of it are known.
  package var copyCount = 0

  /// An answer of these parts.
  package init(
    id: String, url: String, title: MarkedText, fragments: [Fragment] = [], siteID: String = "",
    siteName: String = "", date: CalendarDate? = nil, type: DocumentType = .html,
    documentNumber: String = "", issuer: String = "", score: Double = 0
  ) {
    self.id = id
    self.url = url
    self.title = title
    self.fragments = fragments
    self.siteID = siteID
    self.siteName = siteName
    self.date = date
    self.type = type
    self.documentNumber = documentNumber
    self.issuer = issuer
    self.score = score
  }
}

/// A near-duplicate of an answer.
package struct ResultCopy: Sendable, Equatable {
  /// The document's key.
  package var id: String
  /// Where to find it, never to be trusted as a link (see `WebLink`).
  package var url: String
  /// The `id` of its site.
  package var siteID: String
  /// The name of its site.
  package var siteName: String
  /// 发布日期.
  package var date: CalendarDate?

  /// A copy of these parts.
  package init(
    id: String, url: String, siteID: String = "", siteName: String = "", date: CalendarDate? = nil
  ) {
    self.id = id
    self.url = url
    self.siteID = siteID
    self.siteName = siteName
    self.date = date
  }
}

/// A piece of a document's text that shows why it answers the query.
package struct Fragment: Sendable, Equatable {
  /// The piece, matches marked.
  package var text: MarkedText
  /// Whether text goes before it that is not shown.
  package var isCutBefore: Bool
  /// Whether text follows it that is not shown.
  package var isCutAfter: Bool

  /// A piece of text.
  package init(_ text: MarkedText, isCutBefore: Bool = false, isCutAfter: Bool = false) {
    self.text = text
    self.isCutBefore = isCutBefore
    self.isCutAfter = isCutAfter
  }
}

/// The values of one property over a result set, most frequent first.
package struct FacetGroup: Sendable, Equatable {
  /// Which property.
  package var property: FacetProperty
  /// Its values with their counts.
  package var values: [FacetValue]

  /// A group of these values.
  package init(_ property: FacetProperty, _ values: [FacetValue]) {
    self.property = property
    self.values = values
  }
}

/// A property by which results can be narrowed; its raw value is the name of the query parameter.
package enum FacetProperty: String, Sendable, CaseIterable {
  case site, kind, district, type, column, issuer, year
}

/// One value of a facet.
package struct FacetValue: Sendable, Equatable {
  /// The value as it stands in the query parameter.
  package var value: String
  /// The value for people.
  package var label: String
  /// How many documents of the result set have it.
  package var count: Int

  /// A value with its count.
  package init(value: String, label: String, count: Int) {
    self.value = value
    self.label = label
    self.count = count
  }
}

/// What a generation of the index holds, for the home page, the list of sites and health checks.
package struct Holdings: Sendable, Equatable {
  /// The generation's number.
  package var generation: UInt64
  /// How many documents can be found.
  package var documents: Int
  /// The day on which the generation was made, in China's time zone.
  package var updated: CalendarDate?
  /// Its sites in the order of `sites.conf`.
  package var sites: [SiteEntry]
  /// Whether help with queries has been made out of it.
  package var hasHelp = false
  /// What many people look for, most first.
  package var hotQueries: [String] = []
  /// What pages differ by besides the generation: help, what editors wrote, what many people look for.
  package var variant = ""

  /// The holdings made of these parts.
  package init(
    generation: UInt64, documents: Int, updated: CalendarDate? = nil, sites: [SiteEntry] = []
  ) {
    self.generation = generation
    self.documents = documents
    self.updated = updated
    self.sites = sites
  }
}

extension Holdings {
  /// The name of a site; its `id` where none is known.
  package func name(ofSite id: String) -> String {
    sites.first { $0.label.id == id }?.label.name ?? id
  }
}

/// A site of the collection with what it holds.
package struct SiteEntry: Sendable, Equatable {
  /// Its names.
  package var label: SiteLabel
  /// How many documents the generation holds of it.
  package var documents: Int

  /// A site that holds so many documents.
  package init(label: SiteLabel, documents: Int) {
    self.label = label
    self.documents = documents
  }
}
