import Documents

/// Makes an `ExtractedContent` of a PDF.
enum PDFExtractor {
  /// Reads pages up to the limits, drops running lines, joins lines to paragraphs.
  ///
  /// - Parameter recognised: what tesseract found on the first pages, a table each; empty: the text that the file itself has.
  static func extract(
    _ bytes: [UInt8], recognised: [[UInt8]] = [], limits: ExtractionLimits
  ) -> ExtractedContent {
    var result = ExtractedContent(type: .pdf)
    do {
      let document = try PDFDocument(bytes)
      if recognised.isEmpty {
        read(document, limits, &result)
      } else {
        read(recognised, of: document, &result)
      }
    } catch {
      result.failure = error
    }
    if let warning = PDFSelfTest.warning { result.warnings.append(warning) }
    return result
  }

  private static func read(
    _ document: borrowing PDFDocument, _ limits: ExtractionLimits, _ result: inout ExtractedContent
  ) {
    var pages: [[PDFLine]] = []
    var characters = 0
    var hasImages = false
    for index in 0..<min(document.pageCount, limits.pages) {
      let page = document.page(index)
      hasImages = hasImages || page.hasImages
      characters += page.characters.count
      pages.append(PDFLayout.lines(of: page.characters))
      if characters > limits.textBytes / 3 { break }
    }
    finish(pages, of: document, &result)
    if result.text.isEmpty { result.failure = hasImages ? .scanned : .noText }
  }

  private static func read(
    _ tables: [[UInt8]], of document: borrowing PDFDocument, _ result: inout ExtractedContent
  ) {
    var pages: [[PDFLine]] = []
    for (index, table) in tables.prefix(document.pageCount).enumerated() {
      pages.append(RecognisedPage.lines(of: table, width: document.width(of: index)))
    }
    finish(pages, of: document, &result)
    result.warnings.append("text by optical character recognition")
    result.evidence["text"] = "optical character recognition"
  }

  /// What is made of the pages' lines, wherever they are from.
  private static func finish(
    _ pages: [[PDFLine]], of document: borrowing PDFDocument, _ result: inout ExtractedContent
  ) {
    result.pageCount = document.pageCount
    if pages.count < document.pageCount {
      result.warnings.append(
        "only the first \(pages.count) of \(document.pageCount) pages were read")
    }
    write(pages, &result)
    let title = PDFTitle.choose(info: document.title, firstPage: pages.first { !$0.isEmpty } ?? [])
    if let title { result.evidence["title"] = title.evidence }
    FileContent.finish(&result, title: title?.text)
    readDate(document, &result)
    readOutline(document, &result)
  }

  /// The most characters of a heading that are kept.
  private static let headingLength = 200

  private static func readOutline(
    _ document: borrowing PDFDocument, _ result: inout ExtractedContent
  ) {
    result.outline = document.outline.compactMap { level, text in
      var scalars: [UInt32] = []
      for scalar in text.unicodeScalars { CompatibilityFold.append(scalar.value, to: &scalars) }
      let folded = Blanks.folded(PDFLine.string(of: scalars).utf8)
      return folded.isEmpty
        ? nil : OutlineEntry(level: level, text: String(folded.prefix(headingLength)))
    }
  }

  private static func write(_ pages: [[PDFLine]], _ result: inout ExtractedContent) {
    let running = RunningLines(pages)
    var text: [UInt8] = []
    var open: [UInt32] = []
    for (index, page) in pages.enumerated() {
      var paragraphs = PDFPageText.paragraphs(running.removed(from: page, index: index))
      // A paragraph may go on over the page break.
      if let last = open.last, CharacterKind.isHan(last), let first = paragraphs.first?.first,
        CharacterKind.isHan(first), open.count > 24
      {
        paragraphs[0] = open + paragraphs[0]
      } else if !open.isEmpty {
        append(open, to: &text)
      }
      open = paragraphs.popLast() ?? []
      for paragraph in paragraphs { append(paragraph, to: &text) }
    }
    append(open, to: &text)
    result.text = String(decoding: text, as: UTF8.self)
  }

  private static func append(_ paragraph: [UInt32], to text: inout [UInt8]) {
    if paragraph.isEmpty { return }
    if !text.isEmpty { text.append(10) }
    PDFLine.append(paragraph, to: &text)
  }

  private static func readDate(_ document: borrowing PDFDocument, _ result: inout ExtractedContent)
  {
    guard let seconds = document.creationSeconds,
      let date = CalendarDate(daysSinceEpoch: seconds / 86_400), (1993...2099).contains(date.year)
    else { return }
    result.date = date
    result.evidence["date"] = "PDF CreationDate"
  }
}
