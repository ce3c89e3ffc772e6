/// The whole site as a function from request to response; knows nothing of sockets.
package struct SearchApplication: Sendable {
  private let index: CurrentIndex
  private let publicOrigin: String?
  private let cache: AnswerCache
  private let started = ContinuousClock.now

  /// The longest request target in bytes: 200 characters of four bytes each, percent-encoded, fit well.
  package static let maximumTarget = 4096

  /// Where balancers and monitors ask whether the server is well, as often as they like.
  package static let healthPath = "/healthz"

  /// The site over an index.
  ///
  /// - Parameters:
  ///   - publicOrigin: scheme, host and port that people see, such as "https://search.example.gov.cn"; nil to go by
  ///     the Host field of each request.
  ///   - cacheLimit: the bytes of answers that are kept to be given again.
  package init(index: CurrentIndex, publicOrigin: String? = nil, cacheLimit: Int = 0) {
    cache = AnswerCache(limit: cacheLimit)
    self.index = index
    self.publicOrigin = publicOrigin
  }

  /// The answer to a request, however long that takes.
  package func respond(to request: ServerRequest) -> ServerResponse {
    PageContext.$current.withValue(PageContext(request)) {
      prompt(request) ?? searching(request)
    }
  }

  /// The answer to a request that needs no work to speak of: what was answered before, pages that are the same for all, refusals; nil for
  /// others, which `respond(to:)` answers. Well below a millisecond.
  package func promptAnswer(to request: ServerRequest) -> ServerResponse? {
    PageContext.$current.withValue(PageContext(request)) { prompt(request) }
  }

  private func prompt(_ request: ServerRequest) -> ServerResponse? {
    guard request.targetLength <= Self.maximumTarget else {
      return problem(414, "address_too_long", Wording.addressTooLong, request)
    }
    switch request.method {
    case .get, .head: break
    case .options: return options
    case .post where request.path == Beacon.path: return Beacon.respond(to: request)
    case .post, .other:
      var response = problem(405, "method_not_allowed", Wording.methodNotAllowed, request)
      response.headers.append(("Allow", "GET, HEAD, OPTIONS"))
      return response
    }
    if let fixed = fixed(request) { return fixed }
    guard route(request) != nil else { return problem(404, "not_found", Wording.notFound, request) }
    guard let session = index.session else { return building(request) }
    return kept(request, session)
  }

  /// What `/metrics` tells of the index.
  var gauges: ServerMetrics.Gauges {
    var gauges = ServerMetrics.Gauges()
    let holdings = index.session?.holdings
    (gauges.generation, gauges.documents) = (holdings?.generation, holdings?.documents ?? 0)
    (gauges.cacheHits, gauges.cached) = cache.counts
    return gauges
  }

  /// The answer when more requests wait than can be worked off.
  package func overloaded(_ request: ServerRequest) -> ServerResponse {
    var response = problem(503, "overloaded", Wording.overloaded, request)
    response.headers.append(("Retry-After", "2"))
    return response
  }

  /// The answer to an address that has asked too often; `wait` until it may ask again.
  package func tooMany(_ request: ServerRequest, wait: Duration) -> ServerResponse {
    var response = problem(429, "too_many_requests", Wording.tooManyRequests, request)
    let seconds = wait.components.seconds + (wait.components.attoseconds > 0 ? 1 : 0)
    response.headers.append(("Retry-After", String(max(seconds, 1))))
    return response
  }

  /// What can be answered without an index.
  private func fixed(_ request: ServerRequest) -> ServerResponse? {
    switch request.path {
    case "/": HomePage.respond(to: request, index.session)
    case "/help":
      ServerResponse(
        .html, HelpView(holdings: index.session?.holdings, origin: origin(request)).render())
    case Self.healthPath: HealthCheck.respond(index.session, uptime: ContinuousClock.now - started)
    case "/robots.txt":
      ServerResponse(
        .text,
        Array(
          "User-agent: *\nAllow: /$\nDisallow: /search\nDisallow: /cached\nDisallow: /api/\n".utf8),
        caching: .day)
    case "/opensearch.xml":
      Feeds.openSearch(
        origin: origin(request), caching: publicOrigin == nil ? .never : .day)
    case let path: StaticAssets.shared[path].map { asset($0, request) }
    }
  }

  private typealias Route = (ServerRequest, SearchSession) -> ServerResponse

  /// What answers a request out of an index; nil where there is no such path.
  private func route(_ request: ServerRequest) -> Route? {
    switch request.path {
    case "/search": return SearchPage.respond
    case "/cached":
      return { CachedPage.respond(to: $0, $1) ?? problem(404, "not_found", Wording.gone, $0) }
    case "/sites":
      return { _, session in
        ServerResponse(.html, SitesView(holdings: session.holdings).render())
      }
    case "/search.atom":
      let origin = origin(request)
      return { Feeds.atom($0, $1, origin: origin) }
    case "/api/v1/search": return SearchAPI.search
    case "/api/v1/facets": return SearchAPI.facets
    case "/api/v1/document":
      return {
        SearchAPI.document($0, $1) ?? problem(404, "document_not_found", Wording.gone, $0)
      }
    case "/api/v1/suggest": return SuggestAPI.respond
    case "/api/v1/sites": return SearchAPI.sites
    default: return nil
    }
  }

  private func building(_ request: ServerRequest) -> ServerResponse {
    var response = problem(503, "index_building", Wording.building, request)
    response.headers.append(("Retry-After", "30"))
    return response
  }

  /// A new answer, kept for the next who asks. Asked of what `prompt` has no answer to.
  private func searching(_ request: ServerRequest) -> ServerResponse {
    guard let route = route(request), let session = index.session else { return building(request) }
    var made = route(request, session)
    let tag = Revalidation.tag(session.holdings)
    guard isKept(request, tag) else { return made }
    if request.acceptsGzip, made.entityTag == tag { made.compress() }
    cache.keep(made, for: cacheKey(request), tag: tag)
    return made
  }

  /// The answer that was given before to the same address.
  private func kept(_ request: ServerRequest, _ session: SearchSession) -> ServerResponse? {
    let tag = Revalidation.tag(session.holdings)
    return isKept(request, tag) ? cache.answer(for: cacheKey(request), tag: tag) : nil
  }

  /// Whether a request is for a whole answer: what the client holds already is not looked up.
  private func isKept(_ request: ServerRequest, _ tag: String) -> Bool {
    request.method == .get && !Revalidation.holds(request, tag)
  }

  /// What an answer depends on besides its entity tag; the feed names this server by the name that the client knows it by.
  private func cacheKey(_ request: ServerRequest) -> String {
    (request.acceptsGzip ? "+" : "-") + (request.path == "/search.atom" ? origin(request) : "")
      + request.target
  }

  private func asset(_ asset: StaticAsset, _ request: ServerRequest) -> ServerResponse {
    var response = ServerResponse(
      asset.type, asset.body, caching: asset.caching, entityTag: asset.entityTag)
    if Revalidation.holds(request, asset.entityTag) {
      response.status = 304
      response.body = []
    } else {
      response.compressedBody = asset.compressed
    }
    return response
  }

  private var options: ServerResponse {
    var response = ServerResponse(.text, [], status: 204)
    response.headers = [("Allow", "GET, HEAD, OPTIONS")]
    return response
  }

  private func problem(
    _ status: Int, _ code: String, _ problem: Wording.Problem, _ request: ServerRequest
  ) -> ServerResponse {
    guard !request.wantsJSON else {
      return JSONProblem(code: code, status: status, problem).response
    }
    let view = ProblemView(problem: problem, holdings: index.session?.holdings)
    return ServerResponse(.html, view.render(), status: status)
  }

  private func origin(_ request: ServerRequest) -> String {
    publicOrigin ?? request.origin ?? ""
  }
}
