import Bytes

/// The WARC form of an imported document: a `resource` whose block is the text and whose header has the other fields.
///
/// docs/formats/page-store.md lists the fields. In their values the bytes of controls, of `%` and of a blank at either
/// end are written %XX, so that a value is one line and comes back byte for byte.
extension ImportedDocument {
  /// The most bytes that the fields may take in a header; a document of longer ones is stored as JSON.
  static let fieldLimit = 1 << 16

  private static let textType = "text/plain; charset=utf-8"
  private static let jsonType = "application/x-kuasou-document+json"

  /// A header field of the record that holds a field of the document.
  enum Field: String, CaseIterable {
    case id = "Kuasou-Id"
    case url = "Kuasou-URL"
    case title = "Kuasou-Title"
    case site = "Kuasou-Site"
    case date = "Kuasou-Date"
    case source = "Kuasou-Source"
    case issuer = "Kuasou-Issuer"
    case documentNumber = "Kuasou-Document-Number"
  }

  /// The header fields that hold what the document says besides its text; empty ones are left out.
  var warcFields: [HTTPHeader] {
    var fields = [HTTPHeader("Content-Type", Self.textType)]
    for field in Field.allCases {
      let value = self[field]
      if !value.isEmpty { fields.append(HTTPHeader(field.rawValue, Self.escaped(value))) }
    }
    return fields
  }

  /// The record of the form that was written before 2026-11-26: the whole document as JSON.
  package func jsonRecord(_ fields: [HTTPHeader]) -> WARCRecord {
    WARCRecord(fields: fields + [HTTPHeader("Content-Type", Self.jsonType)], block: json)
  }

  /// Reads either form of record, but not the time; nil when it is no imported document.
  init?(warc: WARCRecord) {
    let type = warc.field("Content-Type")
    if type == Self.jsonType {
      try? self.init(json: warc.block)
    } else if type == Self.textType, let id = warc.field(Field.id.rawValue), !id.isEmpty {
      self.init(id: "", text: String(decoding: warc.block, as: UTF8.self))
      for field in Field.allCases {
        if let value = warc.field(field.rawValue) { self[field] = Self.unescaped(value) }
      }
    } else {
      return nil
    }
  }

  /// The document's field as text; a date that is none reads as no date.
  subscript(field: Field) -> String {
    get {
      switch field {
      case .id: id
      case .url: url
      case .title: title
      case .site: site
      case .date: date?.description ?? ""
      case .source: source
      case .issuer: issuer
      case .documentNumber: documentNumber
      }
    }
    set {
      switch field {
      case .id: id = newValue
      case .url: url = newValue
      case .title: title = newValue
      case .site: site = newValue
      case .date: date = CalendarDate(iso: newValue)
      case .source: source = newValue
      case .issuer: issuer = newValue
      case .documentNumber: documentNumber = newValue
      }
    }
  }

  private static func escaped(_ value: String) -> String {
    let bytes = Array(value.utf8)
    var output: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      let isEnd = index == 0 || index == bytes.count - 1
      if byte < 32 || byte == 127 || byte == 0x25 || byte == 32 && isEnd {
        PercentEncoding.escape(byte, into: &output)
      } else {
        output.append(byte)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func unescaped(_ value: String) -> String {
    guard value.utf8.contains(0x25) else { return value }
    return String(decoding: PercentEncoding.decode(Array(value.utf8)[...]), as: UTF8.self)
  }
}

extension ImportedDocument {
  /// Reads a record of the present form, as kuasou writes it, straight from its bytes: no field becomes text that
  /// isn't wanted, and the text is copied once.
  ///
  /// - Returns: nil when the bytes are anything else; `WARCRecord` may still read them.
  init?(record bytes: Span<UInt8>) {
    guard WARCRecord.begins(bytes, at: 0) else { return nil }
    self.init(id: "", text: "")
    var lines = HeaderLines(bytes, at: 0)
    var length: Int?
    while let line = lines.next() {
      guard !HeaderLines.isBlank(bytes[line.lowerBound]) else { return nil }
      guard let (name, value) = HeaderLines.field(line, of: bytes) else { continue }
      let content = bytes.extracting(value)
      switch FieldName(bytes.extracting(name)) {
      case .length: length = Int(String(repairing: content))
      case .moment: importedAt = UnixTime(rfc3339: String(repairing: content)) ?? importedAt
      case .type: guard String(repairing: content) == Self.textType else { return nil }
      case .own(let field): self[field] = Self.unescaped(String(repairing: content))
      case .other: continue
      }
    }
    guard lines.isComplete, !id.isEmpty, let length, length >= 0,
      length <= bytes.count - lines.offset
    else { return nil }
    text = String(repairing: bytes.extracting(lines.offset..<lines.offset + length))
  }
}

/// The name of a header field in the spelling that kuasou writes.
private enum FieldName {
  case length, moment, type, own(ImportedDocument.Field), other

  private static let names: [(bytes: [UInt8], name: FieldName)] =
    [
      (Array("Content-Length".utf8), .length), (Array("WARC-Date".utf8), .moment),
      (Array("Content-Type".utf8), .type),
    ] + ImportedDocument.Field.allCases.map { (Array($0.rawValue.utf8), .own($0)) }

  init(_ bytes: Span<UInt8>) {
    self = Self.names.first { Self.isEqual(bytes, $0.bytes) }?.name ?? .other
  }

  private static func isEqual(_ bytes: Span<UInt8>, _ name: [UInt8]) -> Bool {
    guard bytes.count == name.count else { return false }
    for index in name.indices where bytes[index] != name[index] { return false }
    return true
  }
}
