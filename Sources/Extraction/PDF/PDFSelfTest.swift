/// Proves that poppler finds its CMaps: without the package poppler-data no PDF with fonts that aren't embedded yields Chinese text.
package enum PDFSelfTest {
  /// What to tell people when the CMaps are missing; nil when all is well.
  package static let warning: String? =
    text.contains("中文")
    ? nil
    : "poppler-data is missing: PDF files with Chinese fonts that are not embedded give no text; "
      + "install the Debian package poppler-data"

  private static var text: String {
    guard let document = try? PDFDocument(sample) else { return "" }
    return PDFLayout.lines(of: document.page(0).characters).map(\.string).joined()
  }

  /// One page that shows 中文 in STSong-Light with GB-EUC-H, a CMap of 4 kB; poppler rebuilds the cross-reference table that it lacks.
  private static let sample = Array(
    """
    %PDF-1.4
    1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
    2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
    3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj
    4 0 obj <</Length 42>> stream
    BT /F1 20 Tf 20 40 Td <D6D0CEC4> Tj ET   \n
    endstream endobj
    5 0 obj <</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/GB-EUC-H/DescendantFonts[6 0 R]>> endobj
    6 0 obj <</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/FontDescriptor 7 0 R>> endobj
    7 0 obj <</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>> endobj
    trailer <</Size 8/Root 1 0 R>>
    %%EOF

    """.utf8)
}
