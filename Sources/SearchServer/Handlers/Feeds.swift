import Bytes
import Documents

/// `/search.atom` (RFC 4287) and `/opensearch.xml` (OpenSearch 1.1), both XML.
enum Feeds {
  /// Entries of a feed.
  private static let feedSize = 20

  /// The newest answers to a query as a feed.
  static func atom(
    _ request: ServerRequest, _ session: SearchSession, origin: String
  ) -> ServerResponse {
    var query: SearchQuery
    do throws(QueryProblem) {
      query = try SearchQuery(request.parameters)
      if let site = query.site, !session.hasSite(site) { throw .unknownSite }
      if query.text.isEmpty { throw .queryMissing }
    } catch {
      let problem = Wording.problem(error)
      return ServerResponse(
        .text, Array("\(problem.heading)\n\(problem.advice)\n".utf8), status: error.status)
    }
    query.sort = .date
    query.page = 1
    query.size = feedSize
    // A feed lists documents: a reader knows an entry by its id, which must not change when a copy appears.
    query.folds = false
    let tag = Revalidation.tag(session.holdings)
    if Revalidation.holds(request, tag) { return Revalidation.notModified(tag) }
    let page = session.search(query, facets: false)
    let feed = AtomView(query: query, page: page, holdings: session.holdings, origin: origin)
    return Revalidation.tagged(ServerResponse(.atom, feed.render()), tag, of: page)
  }

  /// How browsers search here.
  ///
  /// - Parameter caching: `.never` where `origin` is only what one client said it is.
  static func openSearch(origin: String, caching: ServerResponse.Caching) -> ServerResponse {
    let base = Escaping.escaped(origin)
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
        <ShortName>\(Wording.brand)</ShortName>
        <Description>\(Wording.tagline)</Description>
        <Language>zh-CN</Language>
        <InputEncoding>UTF-8</InputEncoding>
        <OutputEncoding>UTF-8</OutputEncoding>
        <Image width="16" height="16" type="image/svg+xml">\(base)/favicon.svg</Image>
        <Url type="text/html" template="\(base)/search?q={searchTerms}&amp;page={startPage?}"/>
        <Url type="application/atom+xml" template="\(base)/search.atom?q={searchTerms}"/>
        <Url type="application/json" template="\(base)/api/v1/search?q={searchTerms}&amp;page={startPage?}"/>
        <Url type="application/x-suggestions+json" template="\(base)/api/v1/suggest?format=opensearch&amp;q={searchTerms}"/>
        <Url type="application/opensearchdescription+xml" rel="self" template="\(base)/opensearch.xml"/>
      </OpenSearchDescription>

      """
    return ServerResponse(.openSearch, Array(text.utf8), caching: caching)
  }
}
