import Bytes

/// The files that the pages ask for, made once; their addresses carry a checksum, so that they can be kept for ever.
package struct StaticAssets: Sendable {
  /// The files of this build.
  package static let shared = StaticAssets()

  /// The style sheet.
  package let stylesheet: StaticAsset
  /// The script.
  package let script: StaticAsset
  /// The favicon, at its well-known address.
  package let favicon: StaticAsset
  /// The description of the JSON interfaces.
  package let openAPI: StaticAsset
  /// A tag that changes with the style sheet or the script, and so with the look of the pages.
  package let tag: String

  private init() {
    stylesheet = StaticAsset(
      .css, Array(Stylesheet.source.utf8), path: { "/assets/kuasou-\($0).css" })
    script = StaticAsset(.script, Array(Script.source.utf8), path: { "/assets/kuasou-\($0).js" })
    favicon = StaticAsset(
      .svg, Array(Icons.favicon.utf8), caching: .day, path: { _ in "/favicon.svg" })
    openAPI = StaticAsset(
      .json, Array(OpenAPI.source.utf8), caching: .revalidate, path: { _ in OpenAPI.path })
    tag = Self.checksum(stylesheet.body + script.body)
  }

  /// The file of that path; nil when there is none.
  package subscript(path: String) -> StaticAsset? {
    [stylesheet, script, favicon, openAPI].first { $0.path == path }
  }

  /// CRC-32C in eight hexadecimal digits.
  static func checksum(_ bytes: [UInt8]) -> String {
    let digits = String(CRC32C.checksum(bytes.span), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

/// One file with its address and its compressed form.
package struct StaticAsset: Sendable {
  /// What it is.
  package let type: ServerResponse.ContentType
  /// Its bytes.
  package let body: [UInt8]
  /// Its bytes as gzip.
  package let compressed: [UInt8]
  /// How long it may be kept.
  package let caching: ServerResponse.Caching
  /// Its path.
  package let path: String
  /// Its entity tag.
  package let entityTag: String

  init(
    _ type: ServerResponse.ContentType, _ body: [UInt8],
    caching: ServerResponse.Caching = .forever, path: (String) -> String
  ) {
    let checksum = StaticAssets.checksum(body)
    self.type = type
    self.caching = caching
    self.body = body
    compressed = Gzip.compress(body, level: 9)
    self.path = path(checksum)
    entityTag = "W/\"\(checksum)\""
  }

  /// The link to it.
  package var link: LocalLink { LocalLink(path: path) }
}
