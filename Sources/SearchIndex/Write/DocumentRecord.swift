import Bytes
import Documents

/// A stored document as bytes: varint-length texts in a fixed order, then numbers; docs/formats/segment.md has the table.
enum DocumentRecord {
  /// The document's record.
  static func encode(_ document: Document) -> [UInt8] {
    var writer = ByteWriter(capacity: document.text.utf8.count + 512)
    for text in [document.id, document.url, document.siteID, document.title, document.text] {
      writer.append(text: text)
    }
    writer.append(littleEndian: document.date?.rawValue ?? 0)
    writer.append(littleEndian: document.created?.rawValue ?? 0)
    writer.append(document.type.code)
    writer.append(littleEndian: document.fetchedAt.milliseconds)
    writer.append(littleEndian: document.simhash)
    for path in metadataFields { writer.append(text: document.metadata[keyPath: path]) }
    return writer.bytes
  }

  /// The document of a record; nil when it is cut.
  static func decode(_ bytes: Span<UInt8>) -> Document? {
    var reader = ByteReader(bytes)
    do {
      var document = Document(
        id: try reader.text(), url: try reader.text(), siteID: try reader.text(),
        title: try reader.text(), text: try reader.text())
      document.date = CalendarDate(rawValue: try reader.littleEndian())
      document.created = CalendarDate(rawValue: try reader.littleEndian())
      document.type = DocumentType(code: try reader.byte())
      document.fetchedAt = UnixTime(
        milliseconds: Int64(bitPattern: try reader.littleEndian(UInt64.self)))
      document.simhash = try reader.littleEndian()
      for path in metadataFields { document.metadata[keyPath: path] = try reader.text() }
      return document
    } catch {
      return nil
    }
  }

  /// The id of a record without decoding the rest.
  static func id(_ bytes: Span<UInt8>) -> String? {
    var reader = ByteReader(bytes)
    return try? reader.text()
  }

  private static var metadataFields: [WritableKeyPath<GovernmentMetadata, String>] {
    [
      \.siteName, \.column, \.columnType, \.source, \.issuer, \.documentNumber, \.indexNumber,
      \.topic, \.validity, \.keywords, \.summary,
    ]
  }
}
