import Bytes

/// What goes out: content with conditions, HEAD and compression applied.
package struct CityAnswer: Sendable {
  /// The status code.
  package var status: Int
  /// All header fields.
  package var headers: [CityContent.Header]
  /// The body; empty for HEAD and 304.
  package var body: [UInt8]
  /// The length that the header promises; larger than `body` for HEAD.
  package var contentLength: Int
  /// How long the answer is held back, in milliseconds.
  package var delayMilliseconds: Int
  /// How the answer breaks off, if it does.
  package var fault: CityContent.Fault?

  /// The answer to `request` when `content` is there (RFC 9110 §13.2: If-None-Match before
  /// If-Modified-Since).
  package init(_ content: CityContent, for request: CityRequest) {
    self.init(CachedContent(content), for: request)
  }

  /// The answer from content whose tag and compressed form are already known.
  init(_ cached: CachedContent, for request: CityRequest) {
    let content = cached.content
    status = content.status
    headers = content.headers
    delayMilliseconds = content.delayMilliseconds
    fault = content.fault
    body = content.body
    contentLength = body.count
    guard content.status == 200, let modified = content.lastModified else {
      if request.isHead { body = [] }
      return
    }
    headers.append(CityContent.Header("ETag", cached.tag))
    headers.append(CityContent.Header("Last-Modified", modified.httpDate))
    if Self.isUnchanged(cached.tag, modified.httpDate, request) {
      status = 304
      body = []
      contentLength = 0
      return
    }
    if request.acceptsGzip, let compressed = cached.compressed {
      headers.append(CityContent.Header("Content-Encoding", "gzip"))
      headers.append(CityContent.Header("Vary", "Accept-Encoding"))
      body = compressed
      contentLength = body.count
    }
    if request.isHead { body = [] }
  }

  private static func isUnchanged(_ tag: String, _ modified: String, _ request: CityRequest) -> Bool
  {
    if let tags = request.ifNoneMatch { return tags == "*" || tags.contains(tag) }
    return request.ifModifiedSince == modified
  }
}

/// Content with its entity tag and, where it pays, its compressed form.
struct CachedContent: Sendable {
  /// The content.
  let content: CityContent
  /// Its strong entity tag, with quotes.
  let tag: String
  /// The body in gzip, for HTML.
  let compressed: [UInt8]?

  /// Computes the tag, and with `compressing` the gzip form of a page.
  init(_ content: CityContent, compressing: Bool = true) {
    self.content = content
    var hash = StableHash()
    hash.combine(content.body)
    tag = "\"\(hash.hexadecimal)\""
    let isPage = content.header("Content-Type")?.hasPrefix("text/") ?? false
    compressed = compressing && isPage ? Gzip.compress(content.body, level: 1) : nil
  }
}
