package import Charset

/// A URL as the WHATWG URL Standard parses and writes it (https://url.spec.whatwg.org/).
///
/// Holds the serialised form once and where its parts lie in it, so that copying, comparing and hashing cost what a
/// String's do. Never traps on any input; parsing takes time linear in it (hosts with non-ASCII labels: linear in
/// each label).
package struct WebURL: Sendable {
  /// The serialised URL, ASCII only.
  package let href: String
  let layout: Layout

  /// Longest URL, in bytes, that a crawler takes from a page; the parser itself has no limit.
  package static let crawlLengthLimit = 8_192

  /// Where the parts lie in `href`, in bytes.
  struct Layout: Sendable {
    /// What the scheme is to the standard.
    var scheme = SpecialScheme.none
    /// The path is opaque: no host and no leading slash, as in `mailto:`.
    var opaquePath = false
    /// There is a host, though it may be empty: `//` follows the scheme.
    var hasHost = false
    /// The port, -1 for none or the scheme's own.
    var port: Int32 = -1
    /// The colon after the scheme.
    var schemeEnd: UInt32 = 0
    /// The end of the user name, which begins 3 after `schemeEnd`.
    var usernameEnd: UInt32 = 0
    /// Where the host begins; the password lies between, within ":" and "@".
    var hostStart: UInt32 = 0
    /// Where the host ends.
    var hostEnd: UInt32 = 0
    /// Where the path begins.
    var pathStart: UInt32 = 0
    /// Where the path ends.
    var pathEnd: UInt32 = 0
    /// Where the query ends; it begins after the "?" at `pathEnd`, unless the two are equal: then there is none.
    var queryEnd: UInt32 = 0
  }

  init(href: [UInt8], layout: Layout) {
    self.init(href: String(decoding: href, as: UTF8.self), layout: layout)
  }

  init(href: String, layout: Layout) {
    self.href = href
    self.layout = layout
  }

  /// Parses `text`, relative to `base` if it is no absolute URL; nil is the standard's "failure".
  ///
  /// `encoding` is that of the page: query strings are sent in it.
  package init?(_ text: some StringProtocol, base: WebURL? = nil, encoding: Encoding = .utf8) {
    self.init(utf8: Array(text.utf8), base: base, encoding: encoding)
  }

  /// Parses bytes that should be UTF-8; what is not becomes U+FFFD.
  package init?(bytes: [UInt8], base: WebURL? = nil, encoding: Encoding = .utf8) {
    self.init(utf8: Encoding.utf8.decode(bytes).utf8, base: base, encoding: encoding)
  }

  private init?(utf8 text: [UInt8], base: WebURL?, encoding: Encoding) {
    var parser = URLParser(text, base: base, encoding: encoding)
    guard parser.parse() else { return nil }
    self.init(href: parser.output, layout: parser.layout)
  }

  /// The scheme in lower case, without the colon.
  package var scheme: String { part(0, layout.schemeEnd) }

  /// Whether the scheme is http or https, all that a crawler fetches.
  package var isHTTP: Bool { layout.scheme == .http || layout.scheme == .https }

  /// The user name, percent-encoded; empty when there is none.
  package var username: String {
    layout.hasHost ? part(layout.schemeEnd + 3, layout.usernameEnd) : ""
  }

  /// The password, percent-encoded; empty when there is none.
  package var password: String {
    layout.hostStart > layout.usernameEnd + 1
      ? part(layout.usernameEnd + 1, layout.hostStart - 1) : ""
  }

  /// The host: a domain in ASCII form, an IPv4 address, an IPv6 address in brackets, or an opaque host.
  ///
  /// Nil when the URL has none (`mailto:…`), empty for `file:///…`.
  package var host: String? { layout.hasHost ? part(layout.hostStart, layout.hostEnd) : nil }

  /// The port, nil when it is the scheme's own.
  package var port: Int? { layout.port < 0 ? nil : Int(layout.port) }

  /// The port that a connection goes to; nil for schemes without one.
  package var effectivePort: Int? { port ?? layout.scheme.defaultPort }

  /// The path, percent-encoded: begins with "/" for every URL that can be fetched.
  package var path: String { part(layout.pathStart, layout.pathEnd) }

  /// The query without its question mark; nil when there is none, empty for a bare "?".
  package var query: String? {
    layout.queryEnd > layout.pathEnd ? part(layout.pathEnd + 1, layout.queryEnd) : nil
  }

  /// Where the host ends in `href`, in bytes; before the port.
  package var hostEnd: Int { Int(layout.hostEnd) }

  /// Where the path begins in `href`, in bytes.
  package var pathStart: Int { Int(layout.pathStart) }

  /// The fragment without its number sign; nil when there is none.
  package var fragment: String? {
    let end = UInt32(href.utf8.count)
    return end > layout.queryEnd ? part(layout.queryEnd + 1, end) : nil
  }

  /// The path and, after a question mark, the query: what an HTTP request names.
  package var pathAndQuery: String { part(layout.pathStart, layout.queryEnd) }

  /// Whether the path is opaque, so that nothing is relative to this URL but a fragment.
  package var hasOpaquePath: Bool { layout.opaquePath }

  /// This URL without its fragment.
  package var withoutFragment: WebURL {
    guard Int(layout.queryEnd) < href.utf8.count else { return self }
    return WebURL(href: Array(href.utf8.prefix(Int(layout.queryEnd))), layout: layout)
  }

  /// The bytes of `href` from `start` up to `end`.
  func part(_ start: UInt32, _ end: UInt32) -> String {
    guard start < end else { return "" }
    let bytes = href.utf8
    let from = bytes.index(bytes.startIndex, offsetBy: Int(start))
    let to = bytes.index(from, offsetBy: Int(end - start))
    return String(href[from..<to])
  }
}

extension WebURL: Hashable {
  /// Two URLs are equal when they are written alike.
  package static func == (left: WebURL, right: WebURL) -> Bool { left.href == right.href }

  /// Hashes the written form.
  package func hash(into hasher: inout Hasher) { hasher.combine(href) }
}

extension WebURL: CustomStringConvertible {
  /// The serialised URL.
  package var description: String { href }
}

extension WebURL: Comparable {
  /// By the written form, byte by byte.
  package static func < (left: WebURL, right: WebURL) -> Bool { left.href < right.href }
}

extension WebURL: Codable {
  /// Reads a string and parses it.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let url = WebURL(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(text) is no absolute URL")
    }
    self = url
  }

  /// Writes the serialised URL.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(href)
  }
}

/// The schemes that the standard treats apart.
enum SpecialScheme: UInt8, Sendable {
  case none, http, https, ws, wss, ftp, file

  /// The kind of a lower-case scheme.
  init(_ name: ArraySlice<UInt8>) {
    switch String(decoding: name, as: UTF8.self) {
    case "http": self = .http
    case "https": self = .https
    case "ws": self = .ws
    case "wss": self = .wss
    case "ftp": self = .ftp
    case "file": self = .file
    default: self = .none
    }
  }

  var defaultPort: Int? {
    switch self {
    case .http, .ws: 80
    case .https, .wss: 443
    case .ftp: 21
    case .none, .file: nil
    }
  }
}
