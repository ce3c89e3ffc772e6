import Documents
import Extraction
import Testing

@Suite("File types by content")
struct ContentSnifferTests {
  private func type(_ bytes: [UInt8], _ label: String? = nil) -> DocumentType {
    ContentSniffer.type(of: bytes.span, contentType: label)
  }

  @Test(
    "magic bytes win over the label",
    arguments: [
      ("%PDF-1.4\n", DocumentType.pdf), ("\n\njunk %PDF-1.4\n", .pdf), ("{\\rtf1\\ansi", .rtf),
      ("<!DOCTYPE html><p>", .html), ("\u{FEFF}<html>", .html), ("GIF89a....", .image),
      ("Rar!\u{1A}\u{7}\u{0}", .rar), ("plain words", .text),
    ])
  func magic(bytes: String, expected: DocumentType) {
    #expect(type(Array(bytes.utf8), "application/octet-stream") == expected)
  }

  @Test("a fragment without html or head is HTML when the server says so")
  func label() {
    #expect(type(Array("你好 <b>世界</b>".utf8), "text/html; charset=utf-8") == .html)
    #expect(type(Array("甲,乙\n丙,丁".utf8), "text/csv") == .csv)
  }

  @Test("bytes full of control characters are no text")
  func binary() {
    #expect(type((0..<200).map { UInt8($0 % 16) }) == .other)
  }

  @Test("a workbook with an embedded document is a workbook")
  func compound() {
    let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    func name(_ text: String) -> [UInt8] { Array(text.utf8).flatMap { [$0, UInt8(0)] } + [0, 0] }

    #expect(type(magic + name("Workbook") + name("WordDocument")) == .xls)
    #expect(type(magic + name("WordDocument")) == .doc)
  }
}
