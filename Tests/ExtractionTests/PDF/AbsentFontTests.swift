import Charset
import Documents
import Testing

@testable import Extraction

/// Chinese fonts that a PDF names but does not hold: what their codes mean stands in the CMaps of the package poppler-data.
@Suite("Fonts that are not embedded")
struct AbsentFontTests {
  /// A page that shows one string in one font.
  private func page(_ code: [UInt8], font: String) -> [UInt8] {
    let digits = code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let content = "BT /F1 20 Tf 20 40 Td <\(digits)> Tj ET"
    return Array(
      """
      %PDF-1.4
      1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
      2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
      3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 400 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj
      4 0 obj <</Length \(content.utf8.count)>> stream
      \(content)
      endstream endobj
      \(font)
      trailer <</Size 8/Root 1 0 R>>
      %%EOF

      """.utf8)
  }

  private func composite(_ map: String, _ collection: String) -> String {
    """
    5 0 obj <</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/\(map)/DescendantFonts[6 0 R]>> endobj
    6 0 obj <</Type/Font/Subtype/CIDFontType0/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(\(collection))/Supplement 2>>/DW 1000/FontDescriptor 7 0 R>> endobj
    7 0 obj <</Type/FontDescriptor/FontName/Song/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>> endobj
    """
  }

  private func bytes(_ text: String, _ encoding: Encoding) -> [UInt8] {
    if encoding == .utf16BE { return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } }
    var encoder = ScalarEncoder(encoding)
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars { _ = encoder.encode(scalar, into: &bytes) }
    return bytes
  }

  private func text(_ file: [UInt8]) -> String {
    Extractor.extract(bytes: file, url: nil, contentType: "application/pdf").text
  }

  @Test(
    "give their text in all eight ways to code it",
    arguments: [
      ("UniGB-UCS2-H", "GB1", Encoding.utf16BE, "扶持资金管理办法"),
      ("UniGB-UTF16-H", "GB1", .utf16BE, "扶持资金管理办法"),
      ("GBK-EUC-H", "GB1", .gbk, "扶持资金管理办法"), ("GBKp-EUC-H", "GB1", .gbk, "扶持资金管理办法"),
      ("GB-EUC-H", "GB1", .gbk, "扶持资金管理办法"),
      ("UniCNS-UCS2-H", "CNS1", .utf16BE, "扶持資金管理辦法"),
      ("ETen-B5-H", "CNS1", .big5, "扶持資金管理辦法"), ("B5pc-H", "CNS1", .big5, "扶持資金管理辦法"),
    ])
  func composites(map: String, collection: String, encoding: Encoding, shown: String) {
    let file = page(bytes(shown, encoding), font: composite(map, collection))

    #expect(text(file) == shown)
  }

  @Test("named in Chinese with a Western encoding give their GBK codes back")
  func mojibake() {
    let font =
      "5 0 obj <</Type/Font/Subtype/TrueType/BaseFont/#CB#CE#CC#E5/Encoding/WinAnsiEncoding>> endobj"
    let shown = "扶持资金管理办法2009年"

    #expect(text(page(bytes(shown, .gbk), font: font)) == shown)
  }

  @Test(
    "are not suspected where a text is Western",
    arguments: ["Café à la carte", "ÀÉÎÕÜ", "naïve façade déjà vu", "£100 ±5°", "Größenwahnsinn"])
  func western(text: String) {
    let scalars = text.unicodeScalars.map(\.value)

    #expect(Mojibake.repaired(scalars) == scalars)
  }

  @Test("any characters are read without a trap")
  func anything() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let scalars = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
        UInt32.random(in: 1..<0x180, using: &random)
      }
      #expect(Mojibake.repaired(scalars).count <= scalars.count)
    }
  }
}
