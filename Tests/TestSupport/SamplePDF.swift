/// Writes small PDF files: lines of text at places of a page, in a Chinese font that isn't embedded.
package struct SamplePDF {
  /// A text with its left edge and its distance from the page's upper edge in points, 10 points tall unless told.
  package struct Line: Sendable {
    /// The text.
    package var text: String
    /// Its left edge in points.
    package var left: Int
    /// Its distance from the page's upper edge in points.
    package var top: Int
    /// How tall it is in points.
    package var size = 10

    /// That text at that place.
    package init(text: String, left: Int, top: Int, size: Int = 10) {
      (self.text, self.left, self.top, self.size) = (text, left, top, size)
    }
  }

  /// The file: A4 pages with these lines, and an outline of these headings, the second of which lies in the first; poppler rebuilds the
  /// cross-reference table that it lacks.
  package static func bytes(_ pages: [[Line]], outline: [String] = []) -> [UInt8] {
    let kids = pages.indices.map { "\(10 + $0 * 2) 0 R" }.joined(separator: " ")
    var file = """
      %PDF-1.4
      1 0 obj <</Type/Catalog/Pages 2 0 R/Outlines 900 0 R>> endobj
      2 0 obj <</Type/Pages/Kids[\(kids)]/Count \(pages.count)>> endobj
      5 0 obj <</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>> endobj
      6 0 obj <</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1[500 500] 814[500]]/FontDescriptor 7 0 R>> endobj
      7 0 obj <</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>> endobj

      """
    for (index, page) in pages.enumerated() {
      let number = 10 + index * 2
      let content = page.map { line in
        let hex = hex(line.text)
        return "BT /F1 \(line.size) Tf \(line.left) \(842 - line.top) Td <\(hex)> Tj ET"
      }.joined(separator: "\n")
      file += """
        \(number) 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents \(number + 1) 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj
        \(number + 1) 0 obj <</Length \(content.utf8.count)>> stream
        \(content)
        endstream endobj

        """
    }
    file += self.outline(outline)
    return Array((file + "trailer <</Size 8/Root 1 0 R>>\n%%EOF\n").utf8)
  }

  private static func hex(_ text: String) -> String {
    text.utf16.map { unit in
      let digits = String(unit, radix: 16)
      return String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }

  private static func outline(_ headings: [String]) -> String {
    guard headings.count == 3 else { return "900 0 obj <</Type/Outlines>> endobj\n" }
    let titles = headings.map { "/Title<FEFF\(hex($0))>" }
    return """
      900 0 obj <</Type/Outlines/First 901 0 R/Last 903 0 R/Count 2>> endobj
      901 0 obj <<\(titles[0])/Parent 900 0 R/Next 903 0 R/First 902 0 R/Last 902 0 R/Count 1>> endobj
      902 0 obj <<\(titles[1])/Parent 901 0 R/First 901 0 R/Last 901 0 R/Count 1>> endobj
      903 0 obj <<\(titles[2])/Parent 900 0 R/Prev 901 0 R>> endobj

      """
  }
}
