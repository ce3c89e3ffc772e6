/// What is indexed and shown: one page, file or imported record.
package struct Document: Sendable, Equatable {
  /// The key that is unique in an index: the normalised URL, or the `id` of an imported record.
  package var id: String
  /// Where a person finds it; empty for an imported record without one.
  package var url: String
  /// The `id` of its site.
  package var siteID: String
  /// The title; never empty (the first words of the text, else the URL, stand in).
  package var title: String
  /// The main text.
  package var text: String
  /// 发布日期.
  package var date: CalendarDate?
  /// 成文日期.
  package var created: CalendarDate?
  /// What it was made from.
  package var type: DocumentType
  /// The fields of 国办发〔2017〕47号.
  package var metadata: GovernmentMetadata
  /// When it was fetched or imported.
  package var fetchedAt: UnixTime
  /// The simhash of the text, 0 without text.
  package var simhash: UInt64

  /// A document of these parts.
  package init(
    id: String, url: String, siteID: String, title: String, text: String,
    date: CalendarDate? = nil, created: CalendarDate? = nil, type: DocumentType = .record,
    metadata: GovernmentMetadata = GovernmentMetadata(),
    fetchedAt: UnixTime = UnixTime(milliseconds: 0), simhash: UInt64 = 0
  ) {
    self.id = id
    self.url = url
    self.siteID = siteID
    self.title = title
    self.text = text
    self.date = date
    self.created = created
    self.type = type
    self.metadata = metadata
    self.fetchedAt = fetchedAt
    self.simhash = simhash
  }

  /// The text of the body field: the title goes before the text unless the text begins with it.
  package var body: String {
    title.isEmpty || text.utf8.starts(with: title.utf8) ? text : "\(title)\n\(text)"
  }
}

/// What an index knows of a site, so that a generation can be searched without `sites.conf`.
package struct SiteLabel: Sendable, Equatable, Codable {
  /// The site's `id`.
  package var id: String
  /// Its name as people know it.
  package var name: String
  /// portal, department, district, industry or service; empty when unknown.
  package var kind: String
  /// The district for facets; empty when none.
  package var district: String
  /// The hosts that surely are its own, ascending; by them it can be named in a query.
  package var hosts: [String]

  /// A site of these names.
  package init(
    id: String, name: String, kind: String = "", district: String = "", hosts: [String] = []
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.district = district
    self.hosts = hosts
  }
}
