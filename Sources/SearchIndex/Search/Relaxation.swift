/// A limit in the text of a query that found nothing, and what the query finds without it.
package struct Relaxation: Sendable, Equatable {
  /// The limit as it was written.
  package let limit: String
  /// The query's text without it.
  package let text: String
  /// How many documents that finds.
  package let total: Int
}

extension IndexReader {
  /// The limits of a query's text of which one too many was set: those without which something is found, the most first.
  ///
  /// - Complexity: a search for each of the first `limit` limits.
  package func relaxations(of request: SearchRequest, limit: Int = 8) -> [Relaxation] {
    let query = request.query
    return query.limits.prefix(limit).compactMap { dropped in
      guard let range = query.text.firstRange(of: dropped.text) else { return nil }
      let text = query.text.without(range)
      var relaxed = request
      relaxed.query = QueryParser.parse(text, synonyms: query.synonyms)
      (relaxed.top, relaxed.offset, relaxed.facets, relaxed.fallsBack) = (0, 0, false, false)
      guard relaxed.query.root != nil else { return nil }
      let total = search(relaxed).total
      return total > 0 ? Relaxation(limit: dropped.text, text: text, total: total) : nil
    }.sorted { $0.total > $1.total }
  }
}

extension String {
  /// The text without the characters of a range, its words one blank apart.
  fileprivate func without(_ range: Range<String.Index>) -> String {
    (self[..<range.lowerBound] + " " + self[range.upperBound...])
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
