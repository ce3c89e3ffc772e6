/// Why a corpus can't be served.
package enum CorpusError: Error, CustomStringConvertible, Sendable {
  /// Nothing is there, or it may not be read.
  case unreadable(path: String)
  /// A folder without a file that the city knows how to serve.
  case empty(path: String)
  /// Neither a folder nor a `.jsonl` file.
  case unknownKind(path: String)
  /// A line of a `.jsonl` file is no JSON object with `title` and `text`.
  case badLine(path: String, line: Int)

  /// What happened, in one sentence.
  package var description: String {
    switch self {
    case .unreadable(let path): "the corpus \(path) can't be read"
    case .empty(let path): "the corpus \(path) holds no document"
    case .unknownKind(let path): "the corpus \(path) is neither a folder nor a .jsonl file"
    case .badLine(let path, let line):
      "\(path):\(line): the line is no JSON object with a title and a text"
    }
  }

  /// What to do about it.
  package var help: String {
    switch self {
    case .unreadable: "check the path and its permissions"
    case .empty: "put .html, .pdf, .docx, .ofd or other documents into it or into folders below it"
    case .unknownKind: "give a folder of documents or a file whose name ends in .jsonl"
    case .badLine: "each line must look like {\"id\":\"1\",\"title\":\"…\",\"text\":\"…\"}"
    }
  }
}
