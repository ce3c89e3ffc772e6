import Bytes
import Documents
import Extraction
import Testing

/// A zip file with stored members, built by hand (APPNOTE 6.3: local headers, central directory, end record).
private struct StoredZip {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  mutating func add(_ name: String, _ content: String) {
    let bytes = Array(content.utf8)
    let start = body.count
    let common =
      little(20, 2) + little(0x800, 2) + little(0, 2) + little(0, 4) + little(Int(crc(bytes)), 4)
      + little(bytes.count, 4) + little(bytes.count, 4) + little(name.utf8.count, 2) + little(0, 2)
    body += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + bytes
    directory +=
      [0x50, 0x4B, 1, 2] + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2)
      + little(0, 4)
      + little(start, 4) + Array(name.utf8)
    count += 1
  }

  var bytes: [UInt8] {
    body + directory + [0x50, 0x4B, 5, 6] + little(0, 4) + little(count, 2) + little(count, 2)
      + little(directory.count, 4) + little(body.count, 4) + little(0, 2)
  }

  private func little(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private func crc(_ bytes: [UInt8]) -> UInt32 {
    var value: UInt32 = ~0
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
  }
}

@Suite("Office files")
struct OfficeTests {
  private func extract(_ members: [(String, String)]) -> ExtractedContent {
    var zip = StoredZip()
    for (name, content) in members { zip.add(name, content) }
    return Extractor.extract(bytes: zip.bytes, url: nil, contentType: nil)
  }

  @Test("a docx gives its paragraphs and table cells, deleted text left out")
  func docx() {
    let content = extract([
      (
        "word/document.xml",
        "<w:document xmlns:w='w'><w:p><w:r><w:t>扶持资金</w:t></w:r><w:r><w:t>申报书</w:t></w:r></w:p><w:p><w:del><w:r><w:t>删</w:t></w:r></w:del><w:r><w:t>企业名称</w:t><w:tab/><w:t>金额</w:t></w:r></w:p></w:document>"
      )
    ])

    #expect(content.type == .docx)
    #expect(content.text == "扶持资金申报书\n企业名称 金额")
    #expect(content.title == "扶持资金申报书")
  }

  @Test("an xlsx gives its rows with shared and inline strings")
  func xlsx() {
    let content = extract([
      ("xl/workbook.xml", "<workbook><sheets><sheet name='汇总表'/></sheets></workbook>"),
      (
        "xl/sharedStrings.xml",
        "<sst><si><t>项目</t></si><si><r><t>金</t></r><r><t>额</t></r></si></sst>"
      ),
      (
        "xl/worksheets/sheet1.xml",
        "<worksheet><row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row><row><c t='inlineStr'><is><t>技改</t></is></c><c><v>200</v></c><c t='s'><v>99</v></c></row></worksheet>"
      ),
    ])

    #expect(content.type == .xlsx)
    #expect(content.text == "汇总表\n项目 金额\n技改 200")
  }

  @Test("slides stand in the order of their numbers")
  func pptx() {
    let slide = { (text: String) in
      "<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:r><a:t>\(text)</a:t></a:r></a:p></p:sld>"
    }
    let content = extract([
      ("ppt/presentation.xml", "<p/>"), ("ppt/slides/slide10.xml", slide("第十页")),
      ("ppt/slides/slide2.xml", slide("第二页")),
    ])

    #expect(content.text == "第二页\n第十页")
    #expect(content.pageCount == 2)
  }

  @Test("an OFD gives the lines of its pages")
  func ofd() {
    let content = extract([
      ("OFD.xml", "<ofd:OFD xmlns:ofd='o'><ofd:Title>发票</ofd:Title></ofd:OFD>"),
      (
        "Doc_0/Pages/Page_0/Content.xml",
        "<ofd:Page xmlns:ofd='o'><ofd:TextObject Boundary='10 10 50 5' Size='4'><ofd:TextCode X='0' Y='4'>电子</ofd:TextCode><ofd:TextCode X='9' Y='4'>凭证</ofd:TextCode></ofd:TextObject><ofd:TextObject Boundary='10 30 50 5' Size='4'><ofd:TextCode X='0' Y='4'>金额</ofd:TextCode></ofd:TextObject></ofd:Page>"
      ),
    ])

    #expect(content.text == "电子凭证\n金额")
    #expect(content.pageCount == 1)
  }

  @Test("entities are never expanded: billion laughs and external files give nothing")
  func entities() {
    let bomb =
      "<!DOCTYPE d [<!ENTITY a '哈哈哈哈'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]><d><w:p xmlns:w='w'><w:t>&b;&x;</w:t></w:p></d>"
    let content = extract([("word/document.xml", bomb)])

    #expect(content.text.isEmpty)
    #expect(content.failure == .noText)
  }

  @Test("a cut zip is damaged, not a crash")
  func cut() {
    var zip = StoredZip()
    zip.add("word/document.xml", "<w:p xmlns:w='w'><w:t>文</w:t></w:p>")
    for length in stride(from: 4, to: zip.bytes.count, by: 3) {
      _ = Extractor.extract(bytes: Array(zip.bytes[..<length]), url: nil, contentType: nil)
    }
    let content = Extractor.extract(bytes: Array(zip.bytes[..<40]), url: nil, contentType: nil)

    #expect(content.failure != nil)
  }
}
