/// Writes the bytes of attachments.
struct AttachmentWriter {
  /// The city.
  let city: City
  /// The site that offers the file.
  let host: CityHost
  /// The article that offers it.
  let article: Article

  /// The bytes of a file.
  func bytes(_ attachment: Attachment) -> [UInt8] {
    if let legacy = LegacyFile(attachment.kind) { return legacy.bytes }
    let document = document(attachment)
    switch attachment.kind {
    case .pdfUnembedded: return PDFWriter(document, font: .unicode).bytes()
    case .pdfGBK: return PDFWriter(document, font: .gbk).bytes()
    case .pdfEmbedded: return PDFWriter(document, font: .embedded).bytes()
    case .docx: return WordFile.bytes(document)
    case .xlsx: return SheetFile.bytes(document)
    case .pptx: return SlidesFile.bytes(document)
    case .ofd: return OFDFile.bytes(document)
    case .rtf: return RichTextFile.bytes(document)
    case .txt: return GBEncoding.encode(document.plainText)
    case .csv: return GBEncoding.encode(document.commaSeparated)
    case .zip: return ArchiveFiles.zip(document)
    case .rar: return ArchiveFiles.rar(document)
    case .doc, .xls, .ppt, .wps: return []
    }
  }

  /// The text of a file.
  func document(_ attachment: Attachment) -> FileDocument {
    var composer = Composer(
      seed: city.seed, host: host, article: article, purpose: attachment.path)
    return FileDocument(
      title: attachment.title, author: host.issuer, created: article.signed,
      blocks: composer.attachment(attachment.role))
  }
}

/// The text of a file, before any file format.
struct FileDocument: Sendable {
  /// The title, inside the text and in the file's properties.
  var title: String
  /// Who made it.
  var author: String
  /// When it was made.
  var created: CityDate
  /// The text below the title.
  var blocks: [Block]

  /// The lines of the text, title first.
  var lines: [String] { [title] + blocks.flatMap(\.lines) }

  /// The lines with Windows line ends.
  var plainText: String { lines.map { $0 + "\r\n" }.joined() }

  /// The rows of the first table.
  var rows: [[String]] {
    for block in blocks {
      if case .table(let rows) = block { return rows }
    }
    return lines.map { [$0] }
  }

  /// The first table in comma-separated values (RFC 4180).
  var commaSeparated: String {
    rows.map { row in
      row.map { cell in
        cell.contains(",") || cell.contains("\"") || cell.contains("\n")
          ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
      }.joined(separator: ",") + "\r\n"
    }.joined()
  }
}
