import FoundationEssentials

/// One line of JSON Lines as `kuasou import` takes it: a document that is text already.
package struct ImportedDocument: Sendable, Equatable {
  /// The document's own id, which `kuasou search --batch` prints; never empty.
  package var id: String
  /// Where a person finds it.
  package var url: String = ""
  /// The title.
  package var title: String = ""
  /// The text.
  package var text: String
  /// The site it belongs to.
  package var site: String = ""
  /// 发布日期.
  package var date: CalendarDate?
  /// 来源.
  package var source: String = ""
  /// 发文机关; `dept` is understood too.
  package var issuer: String = ""
  /// 发文字号; `docno` is understood too.
  package var documentNumber: String = ""
  /// When it was imported.
  package var importedAt = UnixTime(milliseconds: 0)

  /// A document of this id and text.
  package init(id: String, text: String) {
    self.id = id
    self.text = text
  }

  /// Reads one JSON object: `id` (or `_id`) and `text` are wanted, the rest may be there, more is ignored.
  ///
  /// - Throws: `ImportProblem` with a clause that says what is wrong.
  package init(json: [UInt8]) throws(ImportProblem) {
    let line: ImportLine
    do {
      line = try JSONDecoder().decode(ImportLine.self, from: Data(json))
    } catch let error as DecodingError {
      throw ImportProblem(error)
    } catch { throw ImportProblem("not a JSON object") }
    guard let id = line.id?.text ?? line._id?.text, !id.isEmpty else {
      throw ImportProblem("no \"id\"")
    }
    guard let text = line.text else { throw ImportProblem("no \"text\"") }
    self.init(id: id, text: text)
    url = line.url ?? ""
    title = line.title ?? ""
    site = line.site ?? ""
    source = line.source ?? ""
    issuer = line.issuer ?? line.dept ?? ""
    documentNumber = line.documentNumber ?? line.docno ?? ""
    date = line.date.flatMap { CalendarDate(iso: $0.prefix(10)) }
  }

  /// The object as JSON, with the field names of `init(json:)`.
  package var json: [UInt8] {
    let line = ImportLine(
      id: .init(id), url: url, title: title, text: text, site: site, date: date?.description,
      source: source, issuer: issuer, documentNumber: documentNumber)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(line)).map { Array($0) } ?? []
  }

  /// The document that the index takes.
  package var document: Document {
    var metadata = GovernmentMetadata()
    metadata.source = source
    metadata.issuer = issuer
    metadata.documentNumber = documentNumber
    return Document(
      id: id, url: url, siteID: site, title: title, text: text, date: date, type: .record,
      metadata: metadata, fetchedAt: importedAt)
  }
}

/// Why a line can't be imported.
package struct ImportProblem: Error, CustomStringConvertible, Equatable {
  /// A clause such as `no "id"`.
  package let description: String

  init(_ description: String) { self.description = description }

  init(_ error: DecodingError) {
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      let key = context.codingPath.first { $0.intValue == nil }?.stringValue
      description = key.map { "\($0) is of the wrong type" } ?? "not a JSON object"
    case .keyNotFound(let key, _): description = "no \"\(key.stringValue)\""
    default: description = "not a JSON object"
    }
  }
}

/// The JSON of a line; an id may be a number.
private struct ImportLine: Codable {
  struct Identifier: Codable {
    let text: String

    init(_ text: String) { self.text = text }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        text = String(number)
      } else {
        text = try container.decode(String.self)
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(text)
    }
  }

  var id: Identifier?
  var _id: Identifier?
  var url: String?
  var title: String?
  var text: String?
  var site: String?
  var date: String?
  var source: String?
  var issuer: String?
  var dept: String?
  var documentNumber: String?
  var docno: String?
}
