/// Writes `.xlsx` (ECMA-376): one sheet with the document's table, text as shared strings.
enum SheetFile {
  private static let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

  /// The file.
  static func bytes(_ document: FileDocument) -> [UInt8] {
    let rows = [[document.title]] + document.rows
    let base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    var zip = ZIPFile(date: document.created)
    zip.add(
      "[Content_Types].xml",
      text: OfficePackage.contentTypes([
        ("/xl/workbook.xml", "\(base).sheet.main+xml"),
        ("/xl/worksheets/sheet1.xml", "\(base).worksheet+xml"),
        ("/xl/sharedStrings.xml", "\(base).sharedStrings+xml"),
      ]))
    zip.add("_rels/.rels", text: OfficePackage.rootRelations(main: "xl/workbook.xml"))
    zip.add("docProps/core.xml", text: OfficePackage.properties(document))
    zip.add("xl/workbook.xml", text: workbook)
    zip.add(
      "xl/_rels/workbook.xml.rels",
      text: OfficePackage.relations([
        ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"),
      ]))
    var strings: [String] = []
    zip.add("xl/worksheets/sheet1.xml", text: sheet(rows, &strings))
    zip.add("xl/sharedStrings.xml", text: table(of: strings))
    return zip.bytes()
  }

  private static var workbook: String {
    OfficePackage.declaration
      + "<workbook xmlns=\"\(namespace)\" xmlns:r=\"\(OfficePackage.relationTypes)\">"
      + "<sheets><sheet name=\"名单\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
  }

  /// The sheet's XML; numbers stay numbers, other cells refer to `strings`.
  private static func sheet(_ rows: [[String]], _ strings: inout [String]) -> String {
    var text = OfficePackage.declaration + "<worksheet xmlns=\"\(namespace)\"><sheetData>"
    for (index, row) in rows.enumerated() {
      text += "<row r=\"\(index + 1)\">"
      for (column, cell) in row.enumerated() {
        let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(column % 26)))
        if let number = Int(cell) {
          text += "<c r=\"\(letter)\(index + 1)\"><v>\(number)</v></c>"
        } else {
          text += "<c r=\"\(letter)\(index + 1)\" t=\"s\"><v>\(strings.count)</v></c>"
          strings.append(cell)
        }
      }
      text += "</row>"
    }
    return text + "</sheetData></worksheet>"
  }

  private static func table(of strings: [String]) -> String {
    let items = strings.map { "<si><t>\(Markup.escape($0))</t></si>" }.joined()
    return OfficePackage.declaration
      + "<sst xmlns=\"\(namespace)\" count=\"\(strings.count)\" uniqueCount=\"\(strings.count)\">\(items)</sst>"
  }
}
