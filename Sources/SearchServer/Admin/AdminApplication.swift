package import Documents
import Editorial
import QueryLog

/// The pages for administrators under `/admin`: how sites stand, why a URL is or is not found, what people search for, what editors
/// wrote. They only read, but for one wish: that a site be crawled next.
package struct AdminApplication: Sendable {
  /// The path that all of it lies under.
  static let path = "/admin"
  /// The most bytes of a form that are read.
  static let bodyLimit = 4096

  private let tokens: AdminTokens
  private let sessions = AdminSessions()
  private let attempts = TokenBuckets(RateLimit(perSecond: 1.0 / 12, burst: 5))
  private let command: AdminCommand
  private let data: DataFolder
  private let isSecure: Bool

  /// The pages over a data folder.
  ///
  /// - Parameters:
  ///   - program: the path of `kuasou`, which is asked for what the server does not know.
  ///   - sites: the path of sites.conf.
  ///   - isSecure: whether people reach the server by https alone.
  package init(
    tokens: AdminTokens, program: String, data: DataFolder, sites: String, isSecure: Bool
  ) {
    self.tokens = tokens
    self.data = data
    self.isSecure = isSecure
    command = AdminCommand(program: program, data: data.path, sites: sites)
  }

  /// Whether a request is for these pages.
  static func covers(_ path: String) -> Bool {
    path == Self.path || path.hasPrefix("\(Self.path)/")
  }

  /// The answer to a request; may take seconds, as it asks another program.
  package func respond(to request: ServerRequest) -> ServerResponse {
    switch (request.method, request.path) {
    case (.post, "/admin/login"): return login(request)
    case (.get, _), (.head, _), (.post, _): break
    default: return page(.methodNotAllowed, status: 405)
    }
    guard let session = sessions.session(request.cookies) else {
      return page(.login(problem: nil), status: request.path == Self.path ? 200 : 401)
    }
    return request.method == .post ? change(request, session) : show(request, session)
  }

  private func show(
    _ request: ServerRequest, _ session: AdminSessions.Session
  ) -> ServerResponse {
    switch request.path {
    case Self.path: page(.sites(command.overview()), session: session)
    case "/admin/explain":
      page(.explanation(url: request.parameters["url"] ?? "", explained(request)), session: session)
    case "/admin/queries": page(.queries(report(request)), session: session)
    case "/admin/words": page(.words(EditorialFiles(folder: data.path)), session: session)
    default: page(.notFound, session: session, status: 404)
    }
  }

  private func change(
    _ request: ServerRequest, _ session: AdminSessions.Session
  ) -> ServerResponse {
    let form = Self.form(request)
    guard form["form"] == session.formToken else {
      return page(.refusedForm, session: session, status: 403)
    }
    switch request.path {
    case "/admin/logout":
      return redirect(cookie: sessions.end(request.cookies, isSecure: isSecure))
    case "/admin/next":
      let answer = command.crawlNext(form["site"] ?? "")
      return page(.told(answer), session: session, status: answer.isGood ? 200 : 400)
    default: return page(.notFound, session: session, status: 404)
    }
  }

  private func login(_ request: ServerRequest) -> ServerResponse {
    let client = request.client ?? ClientAddress(bits: 0)
    guard attempts.take(client) == nil else {
      var response = page(.login(problem: AdminWording.tooManyAttempts), status: 429)
      response.headers.append(("Retry-After", "60"))
      return response
    }
    guard tokens.contains(Self.form(request)["token"] ?? "") else {
      return page(.login(problem: AdminWording.wrongToken), status: 401)
    }
    return redirect(cookie: sessions.begin(isSecure: isSecure))
  }

  private func explained(_ request: ServerRequest) -> AdminCommand.Answer? {
    guard let url = request.parameters["url"], !url.isEmpty, url.utf8.count <= 2000 else {
      return nil
    }
    return command.explain(url)
  }

  private func report(_ request: ServerRequest) -> QueryReport? {
    let days = request.parameters["days"].flatMap { Int($0) } ?? 7
    return try? QueryReport.of(data, days: min(max(1, days), 365))
  }

  private func page(
    _ content: AdminView.Content, session: AdminSessions.Session? = nil, status: Int = 200
  ) -> ServerResponse {
    ServerResponse(
      .html, AdminView(content: content, formToken: session?.formToken).render(), status: status)
  }

  private func redirect(cookie: String) -> ServerResponse {
    var response = ServerResponse(.text, [], status: 303)
    response.headers = [("Location", Self.path), ("Set-Cookie", cookie)]
    return response
  }

  private static func form(_ request: ServerRequest) -> QueryParameters {
    QueryParameters(Substring(String(decoding: request.body.prefix(bodyLimit), as: UTF8.self)))
  }
}
