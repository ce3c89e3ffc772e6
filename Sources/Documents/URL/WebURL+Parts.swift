/// The attributes of a URL as the standard's `URL` class names and writes them, for `kuasou url parse`.
package struct WebURLParts: Codable, Sendable, Equatable {
  /// The whole URL.
  package let href: String
  /// Scheme, host and port, or "null".
  package let origin: String
  /// The scheme with its colon.
  package let `protocol`: String
  /// The user name, percent-encoded.
  package let username: String
  /// The password, percent-encoded.
  package let password: String
  /// Host and, if it is not the scheme's own, port.
  package let host: String
  /// The host alone.
  package let hostname: String
  /// The port, empty when it is the scheme's own.
  package let port: String
  /// The path.
  package let pathname: String
  /// The query with its question mark; empty also for a bare "?".
  package let search: String
  /// The fragment with its number sign; empty also for a bare "#".
  package let hash: String
}

extension WebURL {
  /// All attributes, as a script on a page sees them.
  package var parts: WebURLParts {
    let query = query ?? ""
    let fragment = fragment ?? ""
    return WebURLParts(
      href: href, origin: origin, protocol: "\(scheme):", username: username, password: password,
      host: hostAndPort, hostname: host ?? "", port: port.map { String($0) } ?? "", pathname: path,
      search: query.isEmpty ? "" : "?\(query)", hash: fragment.isEmpty ? "" : "#\(fragment)")
  }

  /// The host and, after a colon, the port if it is not the scheme's own.
  package var hostAndPort: String { port.map { "\(host ?? ""):\($0)" } ?? host ?? "" }

  /// Scheme, host and port as the standard serialises an origin; "null" for URLs that have none.
  ///
  /// The origin of a `blob:` URL is that of the http or https URL in its path.
  package var origin: String {
    switch layout.scheme {
    case .http, .https, .ws, .wss, .ftp: return "\(scheme)://\(hostAndPort)"
    case .file: return "null"
    case .none:
      guard scheme == "blob", let inner = WebURL(path), inner.isHTTP else { return "null" }
      return inner.origin
    }
  }
}
