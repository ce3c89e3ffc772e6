import Documents
import Extraction
import Testing

@Suite("PDF")
struct PDFTests {
  @Test("poppler finds its CMaps, without which Chinese fonts that aren't embedded give no text")
  func selfTest() {
    #expect(PDFSelfTest.warning == nil)
  }

  @Test("a file that only begins like a PDF is damaged")
  func damaged() {
    let content = Extractor.extract(
      bytes: Array("%PDF-1.4\nnothing".utf8), url: nil, contentType: nil)

    #expect(content.type == .pdf)
    #expect(content.failure == .damaged)
  }

  @Test("a page without text or images has no text")
  func noText() {
    let pdf = """
      %PDF-1.4
      1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
      2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
      3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>> endobj
      trailer <</Size 4/Root 1 0 R>>
      %%EOF

      """
    let content = Extractor.extract(bytes: Array(pdf.utf8), url: nil, contentType: nil)

    #expect(content.failure == .noText)
    #expect(content.pageCount == 1)
  }
}
