/// A request as the handlers see it: plain values, so that a handler can be tested without a socket.
package struct ServerRequest: Sendable {
  /// What is to be done.
  package var method: Method
  /// The language that the path asks for.
  package let language: PageLanguage
  /// The path without language and query string, still percent-encoded.
  package var path: String
  /// The parameters of the query string.
  package var parameters: QueryParameters
  /// The path with the query string, as it came.
  package let target: String
  /// The length of the request target in bytes.
  package var targetLength: Int { target.utf8.count }
  /// Whether the client takes gzip.
  package var acceptsGzip = false
  /// The value of `If-None-Match`; nil when it was not sent.
  package var ifNoneMatch: String?
  /// The value of the `Cookie` field; empty when it was not sent.
  package var cookies = ""
  /// The body, of requests that are read with one.
  package var body: [UInt8] = []
  /// Who asks; nil in tests without a socket.
  package var client: ClientAddress?
  /// Scheme, host and port under which the client knows this server, such as "http://127.0.0.1:8080"; nil when unknown.
  package var origin: String?

  /// What a request wants done.
  package enum Method: Sendable, Equatable {
    case get, head, options
    /// Tells the server of something that happened.
    case post
    /// Anything else, which is refused.
    case other
  }

  /// A request for `target`, a path with an optional query string.
  package init(_ method: Method = .get, _ target: String) {
    self.method = method
    self.target = target
    let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
    (language, path) = PageLanguage.read(String(target[..<mark]))
    parameters = QueryParameters(Substring(target.utf8[mark...].dropFirst()))
  }

  /// Whether the answer goes to a program rather than to a person.
  package var wantsJSON: Bool { path.hasPrefix("/api/") || path == "/healthz" }
}
