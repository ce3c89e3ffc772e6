import Documents
import Indexer

extension IndexJob {
  /// An extraction that makes text of one page after the other.
  static func eachPage(
    _ extract: @escaping @Sendable (Page) async -> ExtractedContent
  ) -> Extract {
    { pages in
      var contents: [ExtractedContent] = []
      for page in pages { contents.append(await extract(page)) }
      return contents
    }
  }
}
