import HTTPTypes

/// The header fields that keep a page from doing more than it should, on every answer.
enum SecurityHeaders {
  /// Pages may load our own style sheet, script and icon, ask for suggestions, and send our own form; nothing else, from nowhere else.
  private static let pagePolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

  /// What is no page may do nothing at all, should a browser show it as one.
  private static let strictPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

  /// Sets them for an answer of this type.
  static func set(on headers: inout HTTPFields, type: ServerResponse.ContentType) {
    headers[.contentSecurityPolicy] = type == .html ? pagePolicy : strictPolicy
    headers[.xContentTypeOptions] = "nosniff"
    // The words of a search are nobody's business on the sites that it leads to.
    headers[.referrerPolicy] = "same-origin"
    headers[.crossOriginOpenerPolicy] = "same-origin"
    headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=()"
  }
}
