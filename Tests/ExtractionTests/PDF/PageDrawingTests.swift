import Documents
import TestSupport
import Testing

@testable import Extraction

/// Pages of PDFs as images, for optical character recognition.
@Suite("Pages that are drawn")
struct PageDrawingTests {
  private static let scan = ScannedPDF.bytes([ScannedPDF.plain(width: 10, height: 10, grey: 97)])

  @Test("a page is a graymap at 200 dots an inch, with the shade that its image has")
  func draws() throws {
    let (width, height, pixels) = ScannedPDF.parts(of: try Extractor.draw(page: 0, of: Self.scan))

    #expect(width == 595 * 200 / 72 && height == 842 * 200 / 72)
    #expect(pixels.count == width * height)
    #expect(pixels[pixels.count / 2 + width / 2] == 97)
  }

  @Test("text is drawn dark on white")
  func drawsText() throws {
    let file = SamplePDF.bytes([[SamplePDF.Line(text: "Example", left: 100, top: 100, size: 40)]])
    let (_, _, pixels) = ScannedPDF.parts(of: try Extractor.draw(page: 0, of: file))

    #expect(pixels.first == 255)
    #expect(pixels.contains { $0 < 64 })
  }

  @Test("a large page is drawn at a lower resolution, no side longer than the limit")
  func bounds() throws {
    var limits = ExtractionLimits()
    limits.bitmapSide = 400

    let (width, height, _) = ScannedPDF.parts(
      of: try Extractor.draw(page: 0, of: Self.scan, limits: limits))

    #expect(height == 400 && width == 282)
  }

  @Test("pages beyond the limit, pages that are not there, damaged files and other files are told")
  func refuses() {
    #expect(throws: ExtractionFailure.tooLarge) { try Extractor.draw(page: 20, of: Self.scan) }
    #expect(throws: ExtractionFailure.damaged) { try Extractor.draw(page: 1, of: Self.scan) }
    #expect(throws: ExtractionFailure.damaged) {
      try Extractor.draw(page: 0, of: Array("%PDF-1.4\nnothing".utf8))
    }
    #expect(throws: ExtractionFailure.unsupported) {
      try Extractor.draw(page: 0, of: Array("<html><body>扶持资金</body></html>".utf8))
    }
  }

  @Test("a page without extent is damaged, not an image of nothing")
  func scale() {
    let limits = ExtractionLimits()

    #expect(PageBitmap.scale(width: 0, height: 100, limits: limits) == nil)
    #expect(PageBitmap.scale(width: .infinity, height: 100, limits: limits) == nil)
    #expect(PageBitmap.scale(width: 14_400, height: 14_400, limits: limits) == 4_000.0 / 14_400)
  }

  @Test("colours have the grey of their brightness")
  func luma() {
    #expect(PageBitmap.luma(0xFFFFFF) == 255 && PageBitmap.luma(0) == 0)
    #expect(PageBitmap.luma(0xFF0000) == 76 && PageBitmap.luma(0x00FF00) == 149)
  }
}
