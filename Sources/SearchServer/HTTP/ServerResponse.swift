import Bytes

/// An answer as the handlers make it; `SearchApplication` puts it on the wire.
package struct ServerResponse: Sendable {
  /// The HTTP status.
  package var status: Int
  /// What the body is.
  package var type: ContentType
  /// The whole body, not yet compressed.
  package var body: [UInt8]
  /// How long others may keep it.
  package var caching: Caching
  /// A tag that is equal for equal answers to one address; nil when it must not be reused.
  package var entityTag: String?
  /// Further header fields.
  package var headers: [(name: String, value: String)] = []
  /// The gzip form of the body where it was made beforehand.
  package var compressedBody: [UInt8]?
  /// The search that was answered, for the query log; nil for what is no search, or a further page of one.
  package var search: AnsweredSearch?
  /// The click that was told of, for the query log.
  package var click: ToldClick?

  /// A body of fewer bytes is sent as it is: it fits into one packet anyhow.
  private static let compressionThreshold = 1024
  /// zlib's fastest levels already shrink a page to a quarter; see docs/decisions for the measurement.
  private static let compressionLevel: Int32 = 1

  /// Makes the gzip form, unless there is one or it would save nothing.
  package mutating func compress() {
    guard compressedBody == nil, body.count >= Self.compressionThreshold else { return }
    let bytes = Gzip.compress(body, level: Self.compressionLevel)
    compressedBody = bytes.isEmpty ? nil : bytes
  }

  /// What a body is.
  package enum ContentType: String, Sendable {
    case html = "text/html; charset=utf-8"
    case json = "application/json; charset=utf-8"
    case css = "text/css; charset=utf-8"
    case script = "text/javascript; charset=utf-8"
    case svg = "image/svg+xml"
    case text = "text/plain; charset=utf-8"
    case metrics = "text/plain; version=0.0.4; charset=utf-8"
    case atom = "application/atom+xml; charset=utf-8"
    case openSearch = "application/opensearchdescription+xml; charset=utf-8"
  }

  /// How long a browser or proxy may keep an answer.
  package enum Caching: String, Sendable {
    /// Never: it is true only now.
    case never = "no-store"
    /// It may be kept, but has to be checked by its tag before each use.
    case revalidate = "no-cache"
    /// For five minutes.
    case minutes = "public, max-age=300"
    /// For a day.
    case day = "public, max-age=86400"
    /// For ever: its address changes with its content.
    case forever = "public, max-age=31536000, immutable"
  }

  /// What the query log wants to know of a click.
  package struct ToldClick: Sendable, Equatable {
    /// The words of the search.
    package let words: String
    /// The place of the result in the list, from 1.
    package let position: Int
  }

  /// What the query log wants to know of a search.
  package struct AnsweredSearch: Sendable {
    /// The words as typed.
    package let words: String
    /// Documents found.
    package let results: Int

    /// The search of a query that gave this page; nil for a page after the first.
    init?(_ query: SearchQuery, _ page: ResultPage) {
      guard query.offset == 0 else { return nil }
      words = query.text
      results = page.total
    }
  }

  /// An answer of these parts.
  package init(
    _ type: ContentType, _ body: [UInt8], status: Int = 200, caching: Caching = .never,
    entityTag: String? = nil
  ) {
    self.status = status
    self.type = type
    self.body = body
    self.caching = caching
    self.entityTag = entityTag
  }
}
