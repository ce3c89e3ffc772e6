import Charset
package import Documents

/// Bytes to text: decides what a file is by its content and hands it to that format's reader.
package enum Extractor {
  /// Extracts one file. Never fails: what could not be read is said in `failure` and `warnings`.
  ///
  /// - Parameters:
  ///   - url: where the file came from, the base of its links.
  ///   - contentType: the Content-Type header's value; its charset counts, its type only breaks ties.
  package static func extract(
    bytes: [UInt8], url: String?, contentType: String?,
    limits: ExtractionLimits = ExtractionLimits()
  ) -> ExtractedContent {
    let span = bytes.span
    let type = ContentSniffer.type(of: span, contentType: contentType)
    if bytes.isEmpty { return failed(type, .empty) }
    if bytes.count > limits.fileBytes { return failed(type, .tooLarge) }
    var result = read(bytes, type, url, contentType, limits)
    cut(&result, limits)
    return result
  }

  /// Decides type and charset only.
  package static func sniff(bytes: [UInt8], contentType: String?) -> ExtractedContent {
    var result = ExtractedContent(
      type: ContentSniffer.type(of: bytes.span, contentType: contentType))
    switch result.type {
    case .html, .text, .csv, .other:
      let body = DecodedBody(bytes.span, contentType: contentType)
      result.charset = body.encoding.name
      result.charsetEvidence = body.evidence
    default: break
    }
    return result
  }

  /// Extracts a scanned PDF whose text was recognised outside: title, days and all else as for other PDFs.
  ///
  /// - Parameter recognised: a table that tesseract wrote for each of the first pages.
  package static func extract(
    bytes: [UInt8], recognised: [[UInt8]], limits: ExtractionLimits = ExtractionLimits()
  ) -> ExtractedContent {
    let type = ContentSniffer.type(of: bytes.span, contentType: nil)
    guard type == .pdf, !recognised.isEmpty else { return failed(type, .unsupported) }
    if bytes.count > limits.fileBytes { return failed(type, .tooLarge) }
    var result = PDFExtractor.extract(bytes, recognised: recognised, limits: limits)
    cut(&result, limits)
    return result
  }

  /// Draws a page of a PDF, counted from 0, as a binary portable graymap (PGM, P5).
  ///
  /// - Throws: `.unsupported` for what is no PDF, `.tooLarge` beyond the limits, `.encrypted`, `.damaged` (also where there is no such page), `.memoryLimit`.
  package static func draw(
    page: Int, of bytes: [UInt8], limits: ExtractionLimits = ExtractionLimits()
  ) throws(ExtractionFailure) -> [UInt8] {
    guard ContentSniffer.type(of: bytes.span, contentType: nil) == .pdf else { throw .unsupported }
    guard bytes.count <= limits.fileBytes, (0..<limits.drawnPages).contains(page) else {
      throw .tooLarge
    }
    return try PDFDocument(bytes).bitmap(of: page, limits: limits).graymap
  }

  private static func read(
    _ bytes: [UInt8], _ type: DocumentType, _ url: String?, _ contentType: String?,
    _ limits: ExtractionLimits
  ) -> ExtractedContent {
    switch type {
    case .html:
      HTMLExtractor.extract(bytes.span, url: url, contentType: contentType, limits: limits)
    case .text, .csv: PlainTextExtractor.extract(bytes.span, type: type, contentType: contentType)
    case .pdf: PDFExtractor.extract(bytes, limits: limits)
    case .docx, .xlsx, .pptx, .ofd: OfficeExtractor.extract(bytes, type: type, limits: limits)
    case .doc, .wps, .xls, .ppt: LegacyExtractor.extract(bytes, type: type)
    case .rtf: RichText.extract(bytes)
    case .zip, .rar: archive(bytes, type, limits)
    default: failed(type, .unsupported)
    }
  }

  /// The members of an archive by their own formats, archives in it left out.
  private static func archive(
    _ bytes: [UInt8], _ type: DocumentType, _ limits: ExtractionLimits
  ) -> ExtractedContent {
    ArchiveExtractor.extract(bytes, type: type, limits: limits) { member in
      let kind = ContentSniffer.type(of: member.span, contentType: nil)
      switch kind {
      case .zip, .rar, .image, .other: return ExtractedContent(type: kind)
      default: return read(member, kind, nil, nil, limits)
      }
    }
  }

  private static func failed(_ type: DocumentType, _ failure: ExtractionFailure) -> ExtractedContent
  {
    var result = ExtractedContent(type: type)
    result.failure = failure
    return result
  }

  private static func cut(_ result: inout ExtractedContent, _ limits: ExtractionLimits) {
    guard result.text.utf8.count > limits.textBytes else { return }
    result.text = String(decoding: result.text.utf8.prefix(limits.textBytes), as: UTF8.self)
    result.warnings.append("the text was cut at \(limits.textBytes) bytes")
  }
}
