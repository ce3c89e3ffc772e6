import HTTPTypes
import Hummingbird
package import Logging
import NIOCore
import Synchronization

/// Serves the city over HTTP on 127.0.0.1: all hosts on one port, told apart by the Host header.
package struct CityServer: Sendable {
  private let responder: CityResponder
  private let delays: Bool
  private let logger: Logger

  /// A server that has not started yet.
  ///
  /// - Parameter delays: whether slow hosts are slow; tests switch it off.
  package init(responder: CityResponder, delays: Bool = true, logger: Logger) {
    self.responder = responder
    self.delays = delays
    self.logger = logger
  }

  /// Serves until the task is cancelled or the process is told to end by SIGTERM or SIGINT.
  ///
  /// - Parameters:
  ///   - port: the port; 0 lets the system choose.
  ///   - onReady: called with the port once connections are accepted.
  package func run(port: Int, onReady: @escaping @Sendable (Int) async -> Void) async throws {
    let application = Application(
      responder: CityHTTPResponder(responder: responder, delays: delays),
      configuration: ApplicationConfiguration(
        address: .hostname("127.0.0.1", port: port), serverName: nil),
      onServerRunning: { channel in await onReady(channel.localAddress?.port ?? port) },
      logger: logger)
    try await application.runService()
  }
}

/// A request's context that also knows its connection, which faults close.
struct CityRequestContext: RequestContext {
  /// What Hummingbird keeps.
  var coreContext: CoreRequestContextStorage
  /// The connection.
  let channel: any Channel

  /// Keeps the connection of the request.
  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}

/// Turns requests of Hummingbird into those of the city and back.
struct CityHTTPResponder: HTTPResponder {
  /// Answers without I/O.
  let responder: CityResponder
  /// Whether answers are held back as they say.
  let delays: Bool
  private let pages = PageCache()

  /// A responder with an empty cache of pages.
  init(responder: CityResponder, delays: Bool) {
    self.responder = responder
    self.delays = delays
  }

  /// Answers one request.
  func respond(to request: Request, context: CityRequestContext) async throws -> Response {
    let asked = Self.cityRequest(request)
    let cached = pages.content(of: asked) { responder.content(for: asked) }
    let answer = CityAnswer(cached, for: asked)
    if delays, answer.delayMilliseconds > 0 {
      try await Task.sleep(for: .milliseconds(answer.delayMilliseconds))
    }
    if answer.fault == .silence {
      context.channel.close(promise: nil)
      throw CancellationError()
    }
    return Self.response(answer)
  }

  private static func cityRequest(_ request: Request) -> CityRequest {
    let encodings = request.headers[.acceptEncoding] ?? ""
    return CityRequest(
      authority: request.head.authority ?? "", target: request.head.path ?? "/",
      isHead: request.method == .head, ifNoneMatch: request.headers[.ifNoneMatch],
      ifModifiedSince: request.headers[.ifModifiedSince],
      acceptsGzip: encodings.contains("gzip"))
  }

  private static func response(_ answer: CityAnswer) -> Response {
    var headers = HTTPFields()
    for header in answer.headers {
      guard let name = HTTPField.Name(header.name) else { continue }
      headers.append(HTTPField(name: name, value: header.value))
    }
    let body: ResponseBody
    if case .cut(let length) = answer.fault {
      let start = ByteBuffer(bytes: answer.body.prefix(length))
      body = ResponseBody(contentLength: answer.contentLength) { writer in
        try await writer.write(start)
        throw CancellationError()
      }
    } else if answer.body.isEmpty, answer.contentLength > 0 {
      body = ResponseBody(contentLength: answer.contentLength) { writer in
        try await writer.finish(nil)
      }
    } else {
      body = ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
    }
    return Response(
      status: HTTPResponse.Status(code: answer.status), headers: headers, body: body)
  }
}

/// Pages that were already written, so that a crawl's second request costs nothing.
private final class PageCache: Sendable {
  /// All pages of the city take about 25 MB; beyond this the cache starts over.
  private static let byteLimit = 256 << 20

  private struct State {
    var pages: [String: CachedContent] = [:]
    var byteCount = 0
  }

  private let state = Mutex(State())

  /// The cached content of a request, or what `make` gives.
  func content(of request: CityRequest, make: () -> CityContent) -> CachedContent {
    let key = request.authority + request.target + (request.acceptsGzip ? " gzip" : "")
    if let known = state.withLock({ $0.pages[key] }) { return known }
    let content = CachedContent(make(), compressing: request.acceptsGzip)
    state.withLock { state in
      if state.byteCount > Self.byteLimit { state = State() }
      state.byteCount += content.content.body.count + (content.compressed?.count ?? 0) + 512
      state.pages[key] = content
    }
    return content
  }
}
