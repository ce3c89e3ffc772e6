/// `/cached?id=ID&q=QUERY`: the stored text of a document, what the query finds in it marked.
enum CachedPage {
  /// The page for the parameters of a request; nil when no document has that id.
  static func respond(to request: ServerRequest, _ session: SearchSession) -> ServerResponse? {
    let query = SearchQuery(marking: request.parameters["q"] ?? "")
    guard let id = request.parameters["id"], let cached = session.cached(id, for: query.text) else {
      return nil
    }
    let tag = Revalidation.tag(session.holdings)
    if Revalidation.holds(request, tag) { return Revalidation.notModified(tag) }
    let view = CachedView(cached: cached, query: query, holdings: session.holdings)
    return ServerResponse(.html, view.render(), caching: .revalidate, entityTag: tag)
  }
}
