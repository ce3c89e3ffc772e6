/// A further site made of real documents that someone points the city at.
package struct CorpusSite: Sendable {
  /// Its id in `sites.conf`, also the label below `gov.localhost`.
  package let id: String
  /// Its name on pages.
  package let name: String
  /// Its documents in the order of its lists.
  package let documents: [CorpusDocument]
  /// Index into `documents` by path.
  private let indexes: [String: Int]

  /// Documents on one list page.
  static let documentsPerPage = 50

  /// A site of documents.
  init(id: String, name: String, documents: [CorpusDocument]) {
    self.id = id
    self.name = name
    self.documents = documents
    var indexes: [String: Int] = [:]
    for (index, document) in documents.enumerated() { indexes[document.path] = index }
    self.indexes = indexes
  }

  /// The same site with a number behind its id, where another one already has the id.
  package func renamed(unlike ids: [String]) -> CorpusSite {
    guard ids.contains(id) else { return self }
    let number = (2...).first { !ids.contains("\(id)-\($0)") } ?? 2
    return CorpusSite(id: "\(id)-\(number)", name: name, documents: documents)
  }

  /// The host name.
  package var domain: String { "\(id).gov.localhost" }

  /// How many list pages there are; at least one.
  var listPageCount: Int {
    max(1, (documents.count + Self.documentsPerPage - 1) / Self.documentsPerPage)
  }

  /// The document at a path.
  func document(at path: String) -> CorpusDocument? { indexes[path].map { documents[$0] } }
}

/// One real document: a file served as it is, or text that is put into a page.
package struct CorpusDocument: Sendable {
  /// The path of its address, percent-encoded.
  let path: String
  /// What it is called in lists.
  let title: String
  /// Where its bytes come from.
  let body: Body

  /// Where a document's bytes come from.
  enum Body: Sendable {
    /// A file on disk, read when asked for.
    case file(path: String, type: String)
    /// A text with what is known of it.
    case text(CorpusText)
  }
}

/// A document of a `.jsonl` file.
struct CorpusText: Sendable {
  /// Its id there.
  var id: String
  /// Its title.
  var title: String
  /// Its text.
  var text: String
  /// Its date as `2023-05-09`, or empty.
  var date: String
  /// 来源, or empty.
  var source: String
  /// 文号, or empty.
  var documentNumber: String
}
