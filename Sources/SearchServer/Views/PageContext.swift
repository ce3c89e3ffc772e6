/// The languages of the pages; results are in the language of their documents.
package enum PageLanguage: String, Sendable, CaseIterable {
  case chinese = "zh-CN"
  case english = "en"

  /// The language's code (BCP 47).
  var code: String { rawValue }

  /// The paths that lead to pages for people, which are there in each language.
  private static let pages: Set<String> = ["/", "/search", "/cached", "/help", "/sites"]
  private static let englishPrefix = "/en"

  /// Whether a path leads to a page for people.
  static func isPage(_ path: String) -> Bool { pages.contains(path) }

  /// The language that the path of a request asks for, and the path without that.
  static func read(_ path: String) -> (language: PageLanguage, path: String) {
    if path == englishPrefix { return (.english, "/") }
    guard path.hasPrefix("\(englishPrefix)/") else { return (.chinese, path) }
    let rest = String(path.dropFirst(englishPrefix.count))
    return isPage(rest) ? (.english, rest) : (.chinese, path)
  }

  /// The path of a page in this language; other paths as they are.
  func path(to path: String) -> String {
    self == .english && Self.isPage(path) ? "\(Self.englishPrefix)\(path)" : path
  }
}

/// What the page that is being made must know of its request: words and links go by it.
///
/// Task-local, so that a view need not hand it on to each of its parts.
struct PageContext: Sendable {
  /// The language of the page.
  var language = PageLanguage.chinese
  /// The page's path without language, and its query string as it came.
  var path = "/"
  var query = ""

  /// The context of what is being made now.
  @TaskLocal static var current = PageContext()

  init() {}

  /// The context of a request.
  init(_ request: ServerRequest) {
    language = request.language
    guard PageLanguage.isPage(request.path) else { return }
    path = request.path
    query = String(request.target.drop { $0 != "?" })
  }

  /// The same page in the other language.
  var inOtherLanguage: (language: PageLanguage, link: LocalLink, hreflang: Markup) {
    let other: PageLanguage = language == .english ? .chinese : .english
    return (
      other, LocalLink(target: other.path(to: path) + query),
      other == .english ? "hreflang=\"en\"" : "hreflang=\"zh-CN\""
    )
  }
}
