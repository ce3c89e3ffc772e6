/// One header field of an HTTP message, name and value as received.
package struct HTTPHeader: Hashable, Sendable {
  /// The field's name in the spelling received; compare without case.
  package let name: String
  /// The field's value without surrounding blanks.
  package let value: String

  /// A field of this name and value.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// Whether the field has that name; ASCII letters are compared without case.
  package func isNamed(_ wanted: String) -> Bool {
    let (own, other) = (name.utf8.span, wanted.utf8.span)
    guard own.count == other.count else { return false }
    for at in own.indices where Self.lowered(own[at]) != Self.lowered(other[at]) { return false }
    return true
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}

/// What one fetch brought: the bytes, the headers and the circumstances, before anything is made of them.
package struct Page: Hashable, Sendable {
  /// The page's identity: the normalised URL of the last hop.
  package var url: String
  /// The `id` of the site it was fetched for.
  package var siteID: String
  /// When the answer had been received.
  package var fetchedAt: UnixTime
  /// The HTTP status, 100…599.
  package var status: Int
  /// The answer's header fields in the order received.
  package var headers: [HTTPHeader]
  /// The body after any content coding was undone.
  package var body: [UInt8]

  /// A page of these parts.
  package init(
    url: String, siteID: String, fetchedAt: UnixTime, status: Int, headers: [HTTPHeader],
    body: [UInt8]
  ) {
    self.url = url
    self.siteID = siteID
    self.fetchedAt = fetchedAt
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The value of the first header field of that name, compared without case.
  package func header(_ name: String) -> String? {
    headers.first { $0.isNamed(name) }?.value
  }
}
