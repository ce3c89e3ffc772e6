package import Documents

/// Why a page is not in the index.
package enum SkipReason: Error, Hashable, Sendable, CustomStringConvertible {
  /// The page asks for it: meta robots or X-Robots-Tag.
  case noindex
  /// The status was not a success.
  case status(Int)
  /// The bytes gave no text.
  case extraction(ExtractionFailure)

  /// A short phrase for reports, the same for the same reason.
  package var description: String {
    switch self {
    case .noindex: "asks not to be indexed"
    case .status(let code): "HTTP status \(code)"
    case .extraction(let failure): failure.explanation
    }
  }
}

/// What becomes of a fetched page and what the worker made of it: a document, or a reason why there is none.
package enum DocumentRule {
  /// The most characters of text that stand in for a missing title.
  private static let titleLength = 60

  /// Decides on one page.
  package static func decide(
    _ page: Page, _ content: ExtractedContent
  ) -> Result<Document, SkipReason> {
    guard (200..<300).contains(page.status) else { return .failure(.status(page.status)) }
    if content.noindex || headerForbids(page) { return .failure(.noindex) }
    if let failure = content.failure { return .failure(.extraction(failure)) }
    guard !content.text.isEmpty || !content.title.isEmpty else {
      return .failure(.extraction(.noText))
    }
    return .success(document(page, content))
  }

  private static func document(_ page: Page, _ content: ExtractedContent) -> Document {
    Document(
      id: page.url, url: page.url, siteID: page.siteID, title: title(page, content),
      text: content.text, date: plausible(content.date, page),
      created: plausible(content.created, page), type: content.type, metadata: content.metadata,
      fetchedAt: page.fetchedAt, simhash: content.simhash ?? 0)
  }

  /// The extracted title, else the text's first line, else the last part of the URL.
  private static func title(_ page: Page, _ content: ExtractedContent) -> String {
    if !content.title.isEmpty { return content.title }
    let line = content.text.split(whereSeparator: \.isNewline).first ?? ""
    if !line.isEmpty {
      return line.count > titleLength ? "\(line.prefix(titleLength))…" : String(line)
    }
    let name = Array((page.url.split(separator: "/").last ?? "").utf8)
    return String(decoding: PercentEncoding.decode(name[...]), as: UTF8.self)
  }

  /// A date after the fetch can only be a misreading; two days allow for time zones and early posting.
  private static func plausible(_ date: CalendarDate?, _ page: Page) -> CalendarDate? {
    guard let date, let fetched = page.fetchedAt.adding(.seconds(2 * 86_400)).date else {
      return date
    }
    return date <= fetched ? date : nil
  }

  /// Whether an X-Robots-Tag field without a foreign agent's name says noindex or none.
  private static func headerForbids(_ page: Page) -> Bool {
    page.headers.filter { $0.isNamed("x-robots-tag") }.contains { field in
      field.value.lowercased().split(separator: ",").contains { rule in
        let words = rule.split(separator: ":").map { $0.filter { !$0.isWhitespace } }
        let isOurs = words.count == 1 || words.first == "kuasou"
        return isOurs && (words.last == "noindex" || words.last == "none")
      }
    }
  }
}
