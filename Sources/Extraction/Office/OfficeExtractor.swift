import Documents

/// Makes an `ExtractedContent` of the zipped XML formats: docx, xlsx, pptx (ECMA-376) and ofd (GB/T 33190).
enum OfficeExtractor {
  /// Unpacks the members that hold text and reads them in order.
  static func extract(
    _ bytes: [UInt8], type: DocumentType, limits: ExtractionLimits
  ) -> ExtractedContent {
    var result = ExtractedContent(type: type)
    let archive = ArchiveMembers.read(bytes, limits: limits) { isWanted($0, type) }
    result.warnings = archive.warnings
    var parts: [String] = []
    switch type {
    case .xlsx: parts = Spreadsheet.sheets(archive.members)
    case .ofd: parts = FixedLayout.pages(archive.members, pageCount: &result.pageCount)
    default: parts = ordered(archive.members).map { text(of: $0.bytes, type) }
    }
    if type == .pptx { result.pageCount = archive.members.count { isSlide($0.name) } }
    result.text = parts.filter { !$0.isEmpty }.joined(separator: "\n")
    if result.text.isEmpty {
      result.failure = archive.isEncrypted ? .encrypted : archive.isDamaged ? .damaged : .noText
    }
    finish(archive.members, &result)
    return result
  }

  private static func finish(_ members: [ArchiveMembers.Member], _ result: inout ExtractedContent) {
    var properties = CoreProperties()
    if let member = members.first(where: { $0.name == "docProps/core.xml" || $0.name == "OFD.xml" })
    {
      _ = XMLEvents.read(member.bytes, into: &properties)
    }
    FileContent.finish(&result, title: PDFTitle.saneOfficeTitle(properties.title, result.text))
    if let date = DateScanner.first(in: properties.modified) {
      result.date = date
      result.evidence["date"] = "document properties: \(properties.modified)"
    }
  }

  private static func isWanted(_ name: String, _ type: DocumentType) -> Bool {
    guard name.hasSuffix(".xml") else { return false }
    switch type {
    case .docx:
      return name == "docProps/core.xml" || name == "word/document.xml"
        || name == "word/footnotes.xml"
    case .pptx: return name == "docProps/core.xml" || isSlide(name)
    case .xlsx:
      return name == "docProps/core.xml" || name == "xl/sharedStrings.xml"
        || name == "xl/workbook.xml"
        || name.hasPrefix("xl/worksheets/sheet")
    case .ofd: return true
    default: return false
    }
  }

  private static func isSlide(_ name: String) -> Bool { name.hasPrefix("ppt/slides/slide") }

  /// slide2 before slide10, the body before its footnotes.
  private static func ordered(_ members: [ArchiveMembers.Member]) -> [ArchiveMembers.Member] {
    members.filter { !$0.name.hasPrefix("docProps/") }
      .sorted { (number(in: $0.name), $0.name) < (number(in: $1.name), $1.name) }
  }

  /// The digits of a member's file name as a number.
  static func number(in name: String) -> Int {
    let file = name.split(separator: "/").last ?? ""
    return Int(String(file.filter { $0.isASCII && $0.isNumber }.prefix(9))) ?? 0
  }

  private static func text(of document: [UInt8], _ type: DocumentType) -> String {
    var collector = XMLTextCollector(type == .pptx ? slideWords : documentWords)
    _ = XMLEvents.read(document, into: &collector)
    return collector.string
  }

  /// A table's cells hold paragraphs; a row ends by its own element, so that cells of one paragraph share a line is left to the paragraph.
  private static let documentWords = XMLTextCollector.Vocabulary(
    text: ["t"], lines: ["p", "tr", "br", "cr"], blanks: ["tab", "tc"],
    skipped: ["del", "instrText", "Fallback"])
  private static let slideWords = XMLTextCollector.Vocabulary(
    text: ["t"], lines: ["p", "br"], blanks: ["tab"], skipped: [])
}
