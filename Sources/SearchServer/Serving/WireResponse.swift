package import HTTPTypes
import Hummingbird
package import NIOCore

/// An answer as it goes over the wire: header fields and, but for HEAD and the like, a body.
package struct WireResponse {
  /// Status and fields.
  package var head: HTTPResponse
  /// The bytes; nil for none.
  package var body: ByteBuffer?

  /// An answer of these parts.
  package init(head: HTTPResponse, body: ByteBuffer? = nil) {
    self.head = head
    self.body = body
  }

  /// The answer to a request: compressed for who asks, with the fields that every answer has.
  init(_ answer: ServerResponse, to request: ServerRequest) {
    var answer = answer
    var headers = HTTPFields()
    headers.reserveCapacity(14)
    var bytes = answer.body
    if answer.status != 304 {
      headers[.contentType] = answer.type.rawValue
      if request.acceptsGzip {
        answer.compress()
        if let compressed = answer.compressedBody {
          bytes = compressed
          headers[.contentEncoding] = "gzip"
        }
      }
      headers[.vary] = "Accept-Encoding"
    }
    headers[.cacheControl] = answer.caching.rawValue
    if let tag = answer.entityTag { headers[.eTag] = tag }
    SecurityHeaders.set(on: &headers, type: answer.type)
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    let hasBody = answer.status != 304 && answer.status != 204
    if hasBody { headers[.contentLength] = String(bytes.count) }
    head = HTTPResponse(status: .init(code: answer.status), headerFields: headers)
    if hasBody, request.method != .head { body = ByteBuffer(bytes: bytes) }
  }

  /// The same for the engine.
  var response: Response {
    Response(
      status: head.status, headers: head.headerFields,
      body: body.map { ResponseBody(byteBuffer: $0) } ?? ResponseBody())
  }
}
