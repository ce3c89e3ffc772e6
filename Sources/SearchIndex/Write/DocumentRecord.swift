import Bytes
import Documents

/// A stored document as bytes: varint-length texts in a fixed order, then numbers; docs/formats/segment.md has the table.
enum DocumentRecord {
  /// Appends the document's record.
  static func encode(_ document: Document, into writer: inout ByteWriter) {
    for text in [document.id, document.url, document.siteID, document.title, document.text] {
      writer.append(text: text)
    }
    writer.append(littleEndian: document.date?.rawValue ?? 0)
    writer.append(littleEndian: document.created?.rawValue ?? 0)
    writer.append(document.type.code)
    writer.append(littleEndian: document.fetchedAt.milliseconds)
    writer.append(littleEndian: document.simhash)
    let metadata = document.metadata
    for text in [
      metadata.siteName, metadata.column, metadata.columnType, metadata.source, metadata.issuer,
      metadata.documentNumber, metadata.indexNumber, metadata.topic, metadata.validity,
      metadata.keywords, metadata.summary,
    ] { writer.append(text: text) }
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
      document.metadata = try metadata(&reader)
      return document
    } catch {
      return nil
    }
  }

  /// The heading of a record with `lead` bytes of the text, without decoding the rest; nil when it is cut.
  static func heading(_ bytes: Span<UInt8>, lead: Int) -> DocumentHeading? {
    var reader = ByteReader(bytes)
    do {
      for _ in 0..<3 { try reader.skip(try reader.count()) }
      let title = try reader.text()
      let length = try reader.count()
      let lead = try reader.array(min(length, lead))
      try reader.skip(length - lead.count)
      try reader.skip(fixedLength)
      try reader.skip(try reader.count())
      return DocumentHeading(
        title: title, lead: String(decoding: lead, as: UTF8.self), column: try reader.text())
    } catch {
      return nil
    }
  }

  /// The bytes of the numbers between the text and the metadata.
  private static var fixedLength: Int { 4 + 4 + 1 + 8 + 8 }

  /// The id of a record without decoding the rest.
  static func id(_ bytes: Span<UInt8>) -> String? {
    var reader = ByteReader(bytes)
    return try? reader.text()
  }

  /// In the order of `encode`. Key paths in a loop would take longer than all the rest.
  private static func metadata(
    _ reader: inout ByteReader
  ) throws(TruncatedBytes) -> GovernmentMetadata {
    var metadata = GovernmentMetadata()
    metadata.siteName = try reader.text()
    metadata.column = try reader.text()
    metadata.columnType = try reader.text()
    metadata.source = try reader.text()
    metadata.issuer = try reader.text()
    metadata.documentNumber = try reader.text()
    metadata.indexNumber = try reader.text()
    metadata.topic = try reader.text()
    metadata.validity = try reader.text()
    metadata.keywords = try reader.text()
    metadata.summary = try reader.text()
    return metadata
  }
}
