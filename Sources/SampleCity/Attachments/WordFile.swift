/// Writes `.docx` (ECMA-376): paragraphs, tables, and the properties title, author, date.
enum WordFile {
  private static let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

  /// The file.
  static func bytes(_ document: FileDocument) -> [UInt8] {
    var zip = ZIPFile(date: document.created)
    zip.add(
      "[Content_Types].xml",
      text: OfficePackage.contentTypes([
        (
          "/word/document.xml",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        )
      ]))
    zip.add("_rels/.rels", text: OfficePackage.rootRelations(main: "word/document.xml"))
    zip.add("docProps/core.xml", text: OfficePackage.properties(document))
    zip.add("word/document.xml", text: body(document))
    return zip.bytes()
  }

  private static func body(_ document: FileDocument) -> String {
    var text = OfficePackage.declaration
    text += "<w:document xmlns:w=\"\(namespace)\"><w:body>"
    text += paragraph(document.title, alignment: "center", size: 44, bold: true)
    for block in document.blocks { text += markup(block) }
    return text
      + "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>"
  }

  private static func markup(_ block: Block) -> String {
    switch block {
    case .salutation(let text): paragraph(text)
    case .chapter(let text): paragraph(text, alignment: "center", bold: true)
    case .heading(let text): paragraph(text, bold: true)
    case .paragraph(let text): paragraph("　　" + text)
    case .signature(let issuer, let date):
      paragraph(issuer, alignment: "right") + paragraph(date, alignment: "right")
    case .table(let rows): table(rows)
    }
  }

  /// A paragraph; its text is split into two runs, as word processors do at every edit.
  private static func paragraph(
    _ text: String, alignment: String = "left", size: Int = 32, bold: Bool = false
  ) -> String {
    let weight = bold ? "<w:b/>" : ""
    let format =
      "<w:rPr><w:rFonts w:eastAsia=\"仿宋_GB2312\"/>\(weight)<w:sz w:val=\"\(size)\"/></w:rPr>"
    let half = text.count / 2
    let runs = [String(text.prefix(half)), String(text.dropFirst(half))].map {
      "<w:r>\(format)<w:t xml:space=\"preserve\">\(Markup.escape($0))</w:t></w:r>"
    }
    return "<w:p><w:pPr><w:jc w:val=\"\(alignment)\"/></w:pPr>\(runs.joined())</w:p>"
  }

  private static func table(_ rows: [[String]]) -> String {
    let columns = max(1, rows.map(\.count).max() ?? 1)
    let grid = String(repeating: "<w:gridCol w:w=\"\(8800 / columns)\"/>", count: columns)
    var text =
      "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>\(grid)</w:tblGrid>"
    for row in rows {
      text += "<w:tr>"
      for cell in row { text += "<w:tc>\(paragraph(cell, size: 24))</w:tc>" }
      text += "</w:tr>"
    }
    return text + "</w:tbl>"
  }
}

/// The parts that all Office Open XML packages share (ECMA-376 part 2).
enum OfficePackage {
  /// The XML declaration.
  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  /// The namespace of relationship types.
  static let relationTypes =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// `[Content_Types].xml` with the types of parts that have no default.
  static func contentTypes(_ parts: [(name: String, type: String)]) -> String {
    var text = declaration
    text += "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    text +=
      "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    text += "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    text +=
      "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    for part in parts {
      text += "<Override PartName=\"\(part.name)\" ContentType=\"\(part.type)\"/>"
    }
    return text + "</Types>"
  }

  /// A relationships part.
  static func relations(_ relations: [(type: String, target: String)]) -> String {
    var text = declaration
    text += "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    for (index, relation) in relations.enumerated() {
      let type = relation.type.contains(":") ? relation.type : "\(relationTypes)/\(relation.type)"
      text +=
        "<Relationship Id=\"rId\(index + 1)\" Type=\"\(type)\" Target=\"\(relation.target)\"/>"
    }
    return text + "</Relationships>"
  }

  /// `_rels/.rels`.
  static func rootRelations(main: String) -> String {
    relations([
      ("officeDocument", main),
      (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml"
      ),
    ])
  }

  /// `docProps/core.xml`.
  static func properties(_ document: FileDocument) -> String {
    let date = "\(document.created.iso)T01:30:00Z"
    return declaration
      + "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
      + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
      + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
      + "<dc:title>\(Markup.escape(document.title))</dc:title>"
      + "<dc:creator>\(Markup.escape(document.author))</dc:creator>"
      + "<dcterms:created xsi:type=\"dcterms:W3CDTF\">\(date)</dcterms:created>"
      + "</cp:coreProperties>"
  }
}
