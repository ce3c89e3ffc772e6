/// One entry of the page store, in the order in which things happened; a later entry for a URL replaces an earlier one.
package enum PageRecord: Sendable, Equatable {
  /// A page was fetched (WARC `response`).
  case response(Page)
  /// A page was looked at again and had not changed (WARC `revisit`).
  case revisit(PageRevisit)
  /// A page is gone and must leave the index (WARC `metadata`).
  case gone(PageRemoval)
  /// A document was imported as text (WARC `resource`).
  case document(ImportedDocument)

  /// The identity that the record speaks of: a URL, or the id of an imported document.
  package var key: String {
    switch self {
    case .response(let page): page.url
    case .revisit(let revisit): revisit.url
    case .gone(let removal): removal.url
    case .document(let document): document.id
    }
  }
}

/// A look at a page that found nothing new.
package struct PageRevisit: Sendable, Equatable {
  /// Why nothing was stored.
  package enum Reason: String, Sendable {
    /// The server answered 304.
    case notModified = "server-not-modified"
    /// The body's digest was that of the stored page.
    case identicalPayload = "identical-payload-digest"
  }

  /// The page's identity.
  package var url: String
  /// The `id` of its site.
  package var siteID: String
  /// When the answer had been received.
  package var fetchedAt: UnixTime
  /// Why nothing was stored.
  package var reason: Reason

  /// A look at `url` that found nothing new.
  package init(url: String, siteID: String, fetchedAt: UnixTime, reason: Reason) {
    self.url = url
    self.siteID = siteID
    self.fetchedAt = fetchedAt
    self.reason = reason
  }
}

/// The end of a page.
package struct PageRemoval: Sendable, Equatable {
  /// The page's identity.
  package var url: String
  /// The `id` of its site.
  package var siteID: String
  /// When it was found gone.
  package var at: UnixTime
  /// One line for people, such as "404 seen twice".
  package var reason: String

  /// The end of `url`.
  package init(url: String, siteID: String, at: UnixTime, reason: String) {
    self.url = url
    self.siteID = siteID
    self.at = at
    self.reason = reason
  }
}
