import Documents
import Editorial
import SearchIndex

/// The index that a command searches, with what editors wrote about it.
struct OpenIndex {
  /// The index's snapshot.
  let reader: IndexReader
  /// Synonyms and preferences, which hold at the command line as on the page.
  let editorial: Editorial

  /// Opens the current generation, warning loudly when an older one had to stand in.
  init(_ data: DataOption) throws { try self.init(try data.open()) }

  /// Opens the current generation of a data folder.
  init(_ folder: DataFolder) throws {
    let opened = try IndexStore(folder: folder.index).openCurrent()
    for warning in opened.warnings { Console.message("kuasou: warning: \(warning)") }
    reader = opened.reader
    editorial = Editorial(folder: folder.path)
    for problem in editorial.problems { Console.message("kuasou: warning: \(problem)") }
  }

  /// The search for a text, with what editors wrote.
  func request(_ text: String, top: Int) -> SearchRequest {
    let query = reader.known(QueryParser.parse(text, synonyms: editorial.synonyms))
    var request = SearchRequest(query: query, top: top)
    request.preferences = editorial.preferences
    return request
  }
}
