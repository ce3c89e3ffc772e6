/// What a client asked, as far as the city cares.
package struct CityRequest: Sendable {
  /// The Host header: a name and perhaps a port.
  package var authority: String
  /// Path and query, as sent.
  package var target: String
  /// Whether the method is HEAD.
  package var isHead: Bool
  /// The If-None-Match header.
  package var ifNoneMatch: String?
  /// The If-Modified-Since header.
  package var ifModifiedSince: String?
  /// Whether Accept-Encoding names gzip.
  package var acceptsGzip: Bool

  /// A plain GET unless said otherwise.
  package init(
    authority: String, target: String, isHead: Bool = false, ifNoneMatch: String? = nil,
    ifModifiedSince: String? = nil, acceptsGzip: Bool = false
  ) {
    self.authority = authority
    self.target = target
    self.isHead = isHead
    self.ifNoneMatch = ifNoneMatch
    self.ifModifiedSince = ifModifiedSince
    self.acceptsGzip = acceptsGzip
  }

  /// The host name in lower case, without its port.
  var domain: String {
    String(authority.prefix { $0 != ":" }).lowercased()
  }

  /// The port with its colon, or nothing.
  var portSuffix: String {
    authority.firstIndex(of: ":").map { String(authority[$0...]) } ?? ""
  }
}

/// What answers at an address, before conditions, HEAD and compression are looked at.
package struct CityContent: Sendable {
  /// The status code.
  package var status: Int
  /// Header fields besides those that `CityAnswer` adds.
  package var headers: [Header]
  /// The body as it would be sent to a GET without conditions.
  package var body: [UInt8]
  /// The day of the last change, for pages and files.
  package var lastModified: CityDate?
  /// How long the answer is held back, in milliseconds.
  package var delayMilliseconds = 0
  /// How the answer breaks off, if it does.
  package var fault: Fault?

  /// One header field.
  package struct Header: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// Its value.
    package var value: String

    /// A field by name and value.
    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// How an answer breaks off.
  package enum Fault: Sendable, Hashable {
    /// The connection closes without a byte of an answer.
    case silence
    /// The connection closes after so many bytes of the body; Content-Length promised more.
    case cut(after: Int)
  }

  /// An answer with a media type; an empty one sends no Content-Type.
  init(status: Int = 200, type: String, body: [UInt8], lastModified: CityDate? = nil) {
    self.status = status
    self.headers = type.isEmpty ? [] : [Header("Content-Type", type)]
    self.body = body
    self.lastModified = lastModified
  }

  /// UTF-8 text.
  static func text(_ text: String, status: Int = 200, type: String = "text/plain; charset=utf-8")
    -> CityContent
  {
    CityContent(status: status, type: type, body: Array(text.utf8))
  }

  /// A redirect; an empty `location` sends no Location header.
  static func redirect(_ status: Int, _ location: String) -> CityContent {
    var content = CityContent(
      status: status, type: "text/html", body: Array("<html><body>Moved</body></html>".utf8))
    if !location.isEmpty { content.headers.append(Header("Location", location)) }
    return content
  }

  /// The value of a header field, for tests.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
