import FoundationEssentials

/// A `.jsonl` file of real documents: each department or source in it becomes a site.
enum CorpusLines {
  /// One line, with the fields that matter here; the others are ignored.
  private struct Line: Decodable {
    var id: String?
    var title: String
    var text: String
    var date: String?
    var source: String?
    var dept: String?
    var docno: String?
  }

  /// The sites of a file.
  ///
  /// - Throws: `CorpusError` when the file can't be read or a line is no document.
  static func sites(inFile path: String) throws(CorpusError) -> [CorpusSite] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(path: path)
    }
    let stem = path.split(separator: "/").last.map { $0.dropLast(6) } ?? "corpus"
    let sites = try sites(in: [UInt8](data), path: path, stem: String(stem))
    guard !sites.isEmpty else { throw .empty(path: path) }
    return sites
  }

  /// The sites of a file's bytes.
  static func sites(in bytes: [UInt8], path: String, stem: String) throws(CorpusError)
    -> [CorpusSite]
  {
    var groups: [(name: String, documents: [CorpusDocument])] = []
    var positions: [String: Int] = [:]
    let decoder = JSONDecoder()
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, bytes) in lines.enumerated() {
      guard bytes.contains(where: { $0 > 0x20 }) else { continue }
      guard let line = try? decoder.decode(Line.self, from: Data(bytes)) else {
        throw .badLine(path: path, line: number + 1)
      }
      let name = line.dept ?? line.source ?? stem
      let position = positions[name] ?? groups.count
      if position == groups.count {
        positions[name] = position
        groups.append((name, []))
      }
      groups[position].documents.append(
        document(line, number: groups[position].documents.count + 1))
    }
    return groups.enumerated().map { index, group in
      CorpusSite(
        id: "\(CorpusFolder.siteID(stem))-\(index + 1)", name: group.name,
        documents: group.documents)
    }
  }

  private static func document(_ line: Line, number: Int) -> CorpusDocument {
    let path = "/doc/\(number).html"
    let text = CorpusText(
      id: line.id ?? path, title: line.title, text: line.text, date: line.date ?? "",
      source: line.dept ?? line.source ?? "", documentNumber: line.docno ?? "")
    return CorpusDocument(path: path, title: line.title, body: .text(text))
  }
}
