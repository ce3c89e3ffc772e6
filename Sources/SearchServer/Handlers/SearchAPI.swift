import Documents

/// `/api/v1/search`, `facets`, `document` and `sites`: the same answers for programs, as JSON.
enum SearchAPI {
  /// One page of results.
  static func search(_ request: ServerRequest, _ session: SearchSession) -> ServerResponse {
    searching(request, session) { query in
      let page = session.search(query)
      let json = SearchJSON(query: query, page: page, generation: session.holdings.generation)
      return (json.render(), page)
    }
  }

  /// The counts over the whole result set, without results.
  static func facets(_ request: ServerRequest, _ session: SearchSession) -> ServerResponse {
    searching(request, session) { query in
      var query = query.at(page: 1)
      query.size = 0
      let page = session.search(query)
      let json = SearchJSON(query: query, page: page, generation: session.holdings.generation)
      return (json.renderFacets(), page)
    }
  }

  /// One document with its whole text; nil when no document has the id that was asked for.
  static func document(_ request: ServerRequest, _ session: SearchSession) -> ServerResponse? {
    guard let id = request.parameters["id"], let cached = session.cached(id, for: "") else {
      return nil
    }
    let tag = Revalidation.tag(session.holdings)
    if Revalidation.holds(request, tag) { return Revalidation.notModified(tag) }
    let json = DocumentJSON(cached: cached, generation: session.holdings.generation)
    return ServerResponse(.json, json.render(), caching: .revalidate, entityTag: tag)
  }

  private static func searching(
    _ request: ServerRequest, _ session: SearchSession,
    _ answer: (SearchQuery) -> (json: [UInt8], page: ResultPage)
  ) -> ServerResponse {
    let query: SearchQuery
    do throws(QueryProblem) {
      query = try SearchQuery(request.parameters)
      if let site = query.site, !session.hasSite(site) { throw .unknownSite }
      if query.text.isEmpty { throw .queryMissing }
      if let cursor = query.cursor, cursor.generation != session.holdings.generation {
        throw .cursorExpired
      }
    } catch {
      return JSONProblem(error).response
    }
    let tag = Revalidation.tag(session.holdings)
    if Revalidation.holds(request, tag) { return Revalidation.notModified(tag) }
    let (json, page) = answer(query)
    var response = ServerResponse(.json, json)
    response.search = .init(query, page)
    return Revalidation.tagged(response, tag, of: page)
  }

  /// All sites with the number of their documents.
  static func sites(_ request: ServerRequest, _ session: SearchSession) -> ServerResponse {
    let tag = Revalidation.tag(session.holdings)
    if Revalidation.holds(request, tag) { return Revalidation.notModified(tag) }
    var json = JSONWriter()
    json.object { json in
      json.member("generation", Int(session.holdings.generation))
      json.key("sites")
      json.array { json in
        for site in session.holdings.sites { write(site, &json) }
      }
    }
    return ServerResponse(.json, json.bytes, caching: .revalidate, entityTag: tag)
  }

  private static func write(_ site: SiteEntry, _ json: inout JSONWriter) {
    json.object { json in
      json.member("id", site.label.id)
      json.member("name", site.label.name)
      json.member("kind", site.label.kind)
      json.member("district", site.label.district)
      json.member("documents", site.documents)
    }
  }
}
