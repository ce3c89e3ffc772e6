import Documents

/// Answers that a browser already has: a page is a function of its address, the generation and the build (RFC 9110 §8.8).
enum Revalidation {
  /// The tag of every page of a generation and of `Holdings.variant`; weak, since times and compression differ.
  static func tag(_ holdings: Holdings) -> String {
    "W/\"\(holdings.generation)-\(holdings.documents)-\(StaticAssets.shared.tag)\(holdings.variant)\""
  }

  /// Whether the client holds the answer of that tag.
  static func holds(_ request: ServerRequest, _ tag: String) -> Bool {
    guard let sent = request.ifNoneMatch else { return false }
    return sent == "*"
      || sent.split(separator: ",").contains { opaque($0) == opaque(Substring(tag)) }
  }

  /// 304 without a body.
  static func notModified(_ tag: String) -> ServerResponse {
    ServerResponse(.html, [], status: 304, caching: .revalidate, entityTag: tag)
  }

  /// An answer that may be kept under its tag, unless it shows a page that another try can make whole.
  static func tagged(_ answer: ServerResponse, _ tag: String, of page: ResultPage)
    -> ServerResponse
  {
    guard !page.isPartial else { return answer }
    var answer = answer
    answer.caching = .revalidate
    answer.entityTag = tag
    return answer
  }

  private static func opaque(_ tag: Substring) -> Substring {
    let bare = tag.trimmingBlanks()
    return bare.hasPrefix("W/") ? bare.dropFirst(2) : bare
  }
}
