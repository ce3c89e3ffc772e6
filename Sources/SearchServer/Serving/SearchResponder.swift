package import HTTPTypes
package import Hummingbird
package import Logging
import NIOCore
import NIOPosix
package import QueryLog

/// Puts the site's answers on the wire: headers that every answer has, compression, HEAD, one log line a request.
package struct SearchResponder: HTTPResponder {
  /// Knows the other end of the connection.
  package typealias Context = ClientContext

  private let application: SearchApplication
  private let gauge: RequestGauge
  private let buckets: TokenBuckets?
  private let proxies: TrustedProxies
  private let crossOrigin: CrossOrigin
  private let log: QueryLogWriter?
  private let admin: AdminApplication?
  private let metrics = ServerMetrics()

  private static let metricsPath = "/metrics"

  /// A responder for this site; without `buckets`, everybody may ask as often as they like; without `log`, no search is logged;
  /// without `admin`, there are no pages for administrators.
  package init(
    _ application: SearchApplication, gauge: RequestGauge, buckets: TokenBuckets? = nil,
    proxies: TrustedProxies = TrustedProxies(), crossOrigin: CrossOrigin = .nobody,
    log: QueryLogWriter? = nil, admin: AdminApplication? = nil
  ) {
    self.application = application
    self.gauge = gauge
    self.buckets = buckets
    self.proxies = proxies
    self.crossOrigin = crossOrigin
    self.log = log
    self.admin = admin
  }

  /// Answers one request; errors become answers, never thrown.
  package func respond(to request: Request, context: Context) async throws -> Response {
    let start = ContinuousClock.now
    let plain = Self.plain(request.head)
    var special =
      refusal(of: plain, request.headers, context.peer)
      ?? metrics(for: plain, request.headers, context.peer)
    if special == nil { special = await administration(plain, request, context) }
    let answer = special ?? application.respond(to: plain)
    return finish(answer, to: plain, request.headers, start, context.logger).response
  }

  /// The answer to a request without a body that needs no work to speak of; nil for others, which `respond` answers.
  package func promptResponse(
    to head: HTTPRequest, from peer: ClientAddress?, logger: Logger
  ) -> WireResponse? {
    let start = ContinuousClock.now
    let plain = Self.plain(head)
    guard !gauge.isOverloaded else {
      return finish(application.overloaded(plain), to: plain, head.headerFields, start, logger)
    }
    guard plain.path != Self.metricsPath, !AdminApplication.covers(plain.path),
      let prompt = application.promptAnswer(to: plain)
    else { return nil }
    let answer = refusal(of: plain, head.headerFields, peer) ?? prompt
    return finish(answer, to: plain, head.headerFields, start, logger)
  }

  /// Logs and counts an answer, and makes it ready to be sent.
  private func finish(
    _ answer: ServerResponse, to plain: ServerRequest, _ headers: HTTPFields,
    _ start: ContinuousClock.Instant, _ logger: Logger
  ) -> WireResponse {
    var answer = answer
    answer.headers += crossOrigin.headers(for: headers[.origin], path: plain.path)
    if let log, let search = answer.search {
      log.record(
        LoggedSearch(search.words, results: search.results, took: ContinuousClock.now - start))
    }
    if let log, let click = answer.click.flatMap({ LoggedClick($0.words, position: $0.position) }) {
      log.record(click)
    }
    let response = WireResponse(answer, to: plain)
    let time = ContinuousClock.now - start
    metrics.record(.init(path: plain.path), status: answer.status, took: time)
    AccessLog.write(
      plain, status: answer.status, bytes: response.body?.readableBytes ?? 0, time, to: logger)
    return response
  }

  /// `/metrics`, for programs on this machine only: it is nobody else's business, and not found by them.
  private func metrics(
    for plain: ServerRequest, _ headers: HTTPFields, _ peer: ClientAddress?
  ) -> ServerResponse? {
    guard plain.path == Self.metricsPath, plain.method == .get, let peer,
      proxies.client(peer: peer, forwardedFor: headers[.xForwardedFor]).isLoopback
    else { return nil }
    var gauges = application.gauges
    gauges.waiting = gauge.count
    gauges.unlogged = log?.dropped ?? 0
    return ServerResponse(.metrics, Array(metrics.exposition(gauges).utf8))
  }

  /// The answer of the pages for administrators; nil for other paths, and when there are none. They may wait for another program, so
  /// that they answer on a thread of their own.
  private func administration(
    _ plain: ServerRequest, _ request: Request, _ context: Context
  ) async -> ServerResponse? {
    guard let admin, AdminApplication.covers(plain.path) else { return nil }
    var plain = plain
    plain.cookies = request.headers[.cookie] ?? ""
    plain.client = context.peer.map {
      proxies.client(peer: $0, forwardedFor: request.headers[.xForwardedFor])
    }
    if plain.method == .post {
      guard let body = try? await request.body.collect(upTo: AdminApplication.bodyLimit) else {
        return ServerResponse(.text, Array("413\n".utf8), status: 413)
      }
      plain.body = Array(buffer: body)
    }
    return try? await NIOThreadPool.singleton.runIfActive { [plain] in admin.respond(to: plain) }
  }

  /// The answer to a request that is not worked off: one too many of all, or of one address.
  private func refusal(
    of plain: ServerRequest, _ headers: HTTPFields, _ peer: ClientAddress?
  ) -> ServerResponse? {
    if gauge.isOverloaded { return application.overloaded(plain) }
    guard let buckets, let peer, plain.path != SearchApplication.healthPath else {
      return nil
    }
    let client = proxies.client(peer: peer, forwardedFor: headers[.xForwardedFor])
    return buckets.take(client).map { application.tooMany(plain, wait: $0) }
  }

  private static func plain(_ head: HTTPRequest) -> ServerRequest {
    let method: ServerRequest.Method =
      switch head.method {
      case .get: .get
      case .head: .head
      case .options: .options
      case .post: .post
      default: .other
      }
    var plain = ServerRequest(method, head.path ?? "/")
    plain.acceptsGzip = AcceptEncoding.takesGzip(head.headerFields[.acceptEncoding])
    plain.ifNoneMatch = head.headerFields[.ifNoneMatch]
    plain.origin = head.authority.flatMap { RequestOrigin(host: $0)?.text }
    return plain
  }
}
