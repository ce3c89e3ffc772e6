/// `/search`: the page of results.
enum SearchPage {
  /// The page for the parameters of a request.
  static func respond(to request: ServerRequest, _ session: SearchSession) -> ServerResponse {
    let query: SearchQuery
    do throws(QueryProblem) {
      query = try SearchQuery(request.parameters)
      // Pages have numbers; cursors are for programs.
      if query.cursor != nil { throw .invalidCursor }
      if let site = query.site, !session.hasSite(site) { throw .unknownSite }
    } catch {
      return problem(error, request, session)
    }
    // Without words there is nothing to show but the first page.
    guard !query.text.isEmpty else { return HomePage.redirect }
    let tag = Revalidation.tag(session.holdings)
    if Revalidation.holds(request, tag) { return Revalidation.notModified(tag) }
    let page = session.search(query)
    let view = ResultsView(
      query: query, page: page, holdings: session.holdings, logsClicks: session.logsClicks)
    var answer = ServerResponse(.html, view.render())
    answer.search = .init(query, page)
    return Revalidation.tagged(answer, tag, of: page)
  }

  private static func problem(
    _ problem: QueryProblem, _ request: ServerRequest, _ session: SearchSession
  ) -> ServerResponse {
    var query = SearchQuery()
    query.text = String((request.parameters["q"] ?? "").prefix(SearchQuery.maximumCharacters))
    let view = ProblemView(
      problem: Wording.problem(problem), query: query, holdings: session.holdings)
    return ServerResponse(.html, view.render(), status: problem.status)
  }
}
