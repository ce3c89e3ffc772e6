import Documents

/// `/api/v1/search` and `/api/v1/sites`: the same answers for programs, as JSON.
enum SearchAPI {
  /// One page of results.
  static func search(_ request: ServerRequest, _ session: SearchSession) -> ServerResponse {
    let query: SearchQuery
    do throws(QueryProblem) {
      query = try SearchQuery(request.parameters)
      if let site = query.site, !session.hasSite(site) { throw .unknownSite }
      if query.text.isEmpty { throw .queryMissing }
    } catch {
      return JSONProblem(error).response
    }
    let tag = Revalidation.tag(session.holdings)
    if Revalidation.holds(request, tag) { return Revalidation.notModified(tag) }
    let page = session.search(query)
    let json = SearchJSON(query: query, page: page, generation: session.holdings.generation)
    return Revalidation.tagged(ServerResponse(.json, json.render()), tag, of: page)
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
