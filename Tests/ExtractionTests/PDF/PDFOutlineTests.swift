import Documents
import TestSupport
import Testing

@testable import Extraction

@Suite("The outline of a PDF")
struct PDFOutlineTests {
  @Test("is read with its depth, folded, and a circle in it ends")
  func readsOutline() {
    let page = [SamplePDF.Line(text: "第一章 总则", left: 72, top: 72)]
    let headings = ["第一章  总则", "\u{2FA8}１．1 目的", "第二章 附则"]

    let content = Extractor.extract(
      bytes: SamplePDF.bytes([page], outline: headings), url: nil, contentType: nil)

    let outline = content.outline
    #expect(outline.first == OutlineEntry(level: 1, text: "第一章 总则"))
    #expect(outline.contains { $0.level == 2 && $0.text.hasSuffix("1.1 目的") })
    #expect(outline.contains(OutlineEntry(level: 1, text: "第二章 附则")))
    #expect(outline.count <= 1000 && outline.allSatisfy { (1...8).contains($0.level) })
  }

  @Test("is empty where there is none")
  func readsNone() {
    let page = [SamplePDF.Line(text: "通知", left: 72, top: 72)]

    #expect(
      Extractor.extract(bytes: SamplePDF.bytes([page]), url: nil, contentType: nil).outline.isEmpty)
  }
}
