import Documents
import Foundation
import Testing

@testable import Extraction

/// PDFs without text say why.
@Suite("PDFs that give no text")
struct PDFFailureTests {
  private func content(base64 text: String) throws -> ExtractedContent {
    let bytes = try #require(Data(base64Encoded: text))
    return Extractor.extract(bytes: Array(bytes), url: nil, contentType: nil)
  }

  @Test("one that wants a password is called encrypted, one that only its owner may print is read")
  func tellsEncrypted() throws {
    let locked = try content(base64: Self.locked)
    let open = try content(base64: Self.open)

    #expect(locked.failure == .encrypted && locked.text.isEmpty)
    #expect(open.failure == nil && open.text == "secret")
  }

  @Test("one of images alone is called scanned, one of lines alone has no text")
  func tellsScanned() {
    func file(_ content: String) -> [UInt8] {
      Array(
        """
        %PDF-1.4
        1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
        2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
        3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>> endobj
        4 0 obj <</Length \(content.utf8.count)>> stream
        \(content)
        endstream endobj
        5 0 obj <</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>> stream
        a
        endstream endobj
        trailer <</Size 6/Root 1 0 R>>
        %%EOF

        """.utf8)
    }
    let scan = Extractor.extract(
      bytes: file("q 99 0 0 99 0 0 cm /I Do Q"), url: nil, contentType: nil)
    let blank = Extractor.extract(bytes: file("0 0 m 9 9 l S"), url: nil, contentType: nil)

    #expect(scan.failure == .scanned && scan.type == .pdf)
    #expect(blank.failure == .noText)
  }

  /// A page that says "secret", by `qpdf --encrypt user owner 256`.
  private static let locked = """
    JVBERi0xLjcKJb/3ov4KMSAwIG9iago8PCAvRXh0ZW5zaW9ucyA8PCAvQURCRSA8PCAvQmFzZVZlcnNpb24gLzEuNyAvRXh0ZW5zaW9uTGV2ZWwgOCA+PiA+\
    PiAvUGFnZXMgMiAwIFIgL1R5cGUgL0NhdGFsb2cgPj4KZW5kb2JqCjIgMCBvYmoKPDwgL0NvdW50IDEgL0tpZHMgWyAzIDAgUiBdIC9UeXBlIC9QYWdlcyA+\
    PgplbmRvYmoKMyAwIG9iago8PCAvQ29udGVudHMgNCAwIFIgL01lZGlhQm94IFsgMCAwIDIwMCAyMDAgXSAvUGFyZW50IDIgMCBSIC9SZXNvdXJjZXMgPDwg\
    L0ZvbnQgPDwgL0YxIDUgMCBSID4+ID4+IC9UeXBlIC9QYWdlID4+CmVuZG9iago0IDAgb2JqCjw8IC9MZW5ndGggNjQgL0ZpbHRlciAvRmxhdGVEZWNvZGUg\
    Pj4Kc3RyZWFtCnAzJSjCC4ozJgcPYGKZiN6xpgMW8q43/Gc3y3YqWtm2SZnMPGIRM9AnipkfJSIrKhXl/azk5pNrNDG/XR1gFJNlbmRzdHJlYW0KZW5kb2Jq\
    CjUgMCBvYmoKPDwgL0Jhc2VGb250IC9IZWx2ZXRpY2EgL1N1YnR5cGUgL1R5cGUxIC9UeXBlIC9Gb250ID4+CmVuZG9iago2IDAgb2JqCjw8IC9DRiA8PCAv\
    U3RkQ0YgPDwgL0F1dGhFdmVudCAvRG9jT3BlbiAvQ0ZNIC9BRVNWMyAvTGVuZ3RoIDMyID4+ID4+IC9GaWx0ZXIgL1N0YW5kYXJkIC9MZW5ndGggMjU2IC9P\
    IDw2NDNkNTc1MTFmOWNjYmE2OTgyNWM3ZWUwMmU4NjQ0NzliNmY5ZTliYzVmMTMzMzZmZmIyZGUzYTc5MjEwZWMzMzQ1M2YyNGViNzJiN2RkNTc3MjQ2NDcz\
    NDM3ZjE4N2Q+IC9PRSA8ODQ4ZTkwMjQ1ZmY2NDcxNWY0MTEzMDc4MDFkYWU3NWM2NmRmYTc0NzVkZjk0ZGE3YjQyZTNkMWZmNzc0NzQxOD4gL1AgLTQgL1Bl\
    cm1zIDw1NGE3ZjdjODM5ODc4NjQyNGU1NzQ0OWEzNWRjNzA4Mz4gL1IgNiAvU3RtRiAvU3RkQ0YgL1N0ckYgL1N0ZENGIC9VIDw5OGRmYjFiMGRhODhhZTgz\
    OTkzZTU5ZjkxNjU0NzBlZmJmZThmNWMxMmM1ZWY1NmNhNjJlZGI3OWE4ZTYzNDgzYzE1YzljYzkzMjY3OGFiYmQ4MWQ4NzNjMDQyYTQyOWY+IC9VRSA8M2M2\
    Mzg0MTU0NWIxYjU4MjMwYjhmYTQ2NGQ4M2QwNDI4MDg0YjBiMjYwNDg2ZDJkOTM2OGE0N2E0MTk2M2UzMT4gL1YgNSA+PgplbmRvYmoKeHJlZgowIDcKMDAw\
    MDAwMDAwMCA2NTUzNSBmIAowMDAwMDAwMDE1IDAwMDAwIG4gCjAwMDAwMDAxMzAgMDAwMDAgbiAKMDAwMDAwMDE4OSAwMDAwMCBuIAowMDAwMDAwMzE3IDAw\
    MDAwIG4gCjAwMDAwMDA0NTEgMDAwMDAgbiAKMDAwMDAwMDUyMSAwMDAwMCBuIAp0cmFpbGVyIDw8IC9Sb290IDEgMCBSIC9TaXplIDcgL0lEIFs8MTg5ZGI3\
    MzI1ZGE4YzAwMWVkZDA0YmNjYWJjOTE2YmE+PDE4OWRiNzMyNWRhOGMwMDFlZGQwNGJjY2FiYzkxNmJhPl0gL0VuY3J5cHQgNiAwIFIgPj4Kc3RhcnR4cmVm\
    CjEwNjgKJSVFT0YK
    """

  /// The same by `qpdf --encrypt "" owner 128 --use-aes=y`.
  private static let open = """
    JVBERi0xLjYKJb/3ov4KMSAwIG9iago8PCAvUGFnZXMgMiAwIFIgL1R5cGUgL0NhdGFsb2cgPj4KZW5kb2JqCjIgMCBvYmoKPDwgL0NvdW50IDEgL0tpZHMg\
    WyAzIDAgUiBdIC9UeXBlIC9QYWdlcyA+PgplbmRvYmoKMyAwIG9iago8PCAvQ29udGVudHMgNCAwIFIgL01lZGlhQm94IFsgMCAwIDIwMCAyMDAgXSAvUGFy\
    ZW50IDIgMCBSIC9SZXNvdXJjZXMgPDwgL0ZvbnQgPDwgL0YxIDUgMCBSID4+ID4+IC9UeXBlIC9QYWdlID4+CmVuZG9iago0IDAgb2JqCjw8IC9MZW5ndGgg\
    NjQgL0ZpbHRlciAvRmxhdGVEZWNvZGUgPj4Kc3RyZWFtCoo91dCzwFFHGHWWqeMpOuxiaPiB48otrDz4y1qp2I30gibqxrwF/dlQiK9Z7rn0N6Myp+4xF8Bv\
    5dqNNvlgNfBlbmRzdHJlYW0KZW5kb2JqCjUgMCBvYmoKPDwgL0Jhc2VGb250IC9IZWx2ZXRpY2EgL1N1YnR5cGUgL1R5cGUxIC9UeXBlIC9Gb250ID4+CmVu\
    ZG9iago2IDAgb2JqCjw8IC9DRiA8PCAvU3RkQ0YgPDwgL0F1dGhFdmVudCAvRG9jT3BlbiAvQ0ZNIC9BRVNWMiAvTGVuZ3RoIDE2ID4+ID4+IC9GaWx0ZXIg\
    L1N0YW5kYXJkIC9MZW5ndGggMTI4IC9PIDw1NjZmYTg3M2VlMzNjNzk3Y2QzYjkwNGZkYWRmODE0YWZhMzRkZjlhMzhmNmVkNDFiOTg0ZTJjNmRhMmFhNmY1\
    PiAvUCAtNCAvUiA0IC9TdG1GIC9TdGRDRiAvU3RyRiAvU3RkQ0YgL1UgPGE3NGQwNzUwNjYzZmIxOGVmZmMwNjAwNDdkZjMyMTcwMDEyMjQ1NmE5MWJhZTUx\
    MzQyNzNhNmRiMTM0Yzg3YzQ+IC9WIDQgPj4KZW5kb2JqCnhyZWYKMCA3CjAwMDAwMDAwMDAgNjU1MzUgZiAKMDAwMDAwMDAxNSAwMDAwMCBuIAowMDAwMDAw\
    MDY0IDAwMDAwIG4gCjAwMDAwMDAxMjMgMDAwMDAgbiAKMDAwMDAwMDI1MSAwMDAwMCBuIAowMDAwMDAwMzg1IDAwMDAwIG4gCjAwMDAwMDA0NTUgMDAwMDAg\
    biAKdHJhaWxlciA8PCAvUm9vdCAxIDAgUiAvU2l6ZSA3IC9JRCBbPGIwYmZlMjcwMDY5YmQxZDBlNjUyMDY0NGQ4ZjQ1MmQxPjxiMGJmZTI3MDA2OWJkMWQw\
    ZTY1MjA2NDRkOGY0NTJkMT5dIC9FbmNyeXB0IDYgMCBSID4+CnN0YXJ0eHJlZgo3NTQKJSVFT0YK
    """
}
