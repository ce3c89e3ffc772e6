/// Writes `.ofd` (GB/T 33190-2016): pages of text objects, places in millimetres.
enum OFDFile {
  private static let namespace = "http://www.ofdspec.org/2016"
  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

  /// The file.
  static func bytes(_ document: FileDocument) -> [UInt8] {
    let layout = FileLayout(document)
    var zip = ZIPFile(date: document.created)
    zip.add("OFD.xml", text: root(document))
    zip.add("Doc_0/Document.xml", text: pages(layout.pages.count))
    zip.add("Doc_0/PublicRes.xml", text: fonts)
    var identifier = 100
    for (index, page) in layout.pages.enumerated() {
      zip.add("Doc_0/Pages/Page_\(index)/Content.xml", text: content(page, &identifier))
    }
    return zip.bytes()
  }

  private static func root(_ document: FileDocument) -> String {
    var hash = StableHash(seed: 33_190)
    hash.combine(document.title)
    return declaration
      + "<ofd:OFD xmlns:ofd=\"\(namespace)\" DocType=\"OFD\" Version=\"1.0\"><ofd:DocBody><ofd:DocInfo>"
      + "<ofd:DocID>\(hash.hexadecimal)\(hash.hexadecimal)</ofd:DocID>"
      + "<ofd:Title>\(Markup.escape(document.title))</ofd:Title>"
      + "<ofd:Author>\(Markup.escape(document.author))</ofd:Author>"
      + "<ofd:CreationDate>\(document.created.iso)</ofd:CreationDate>"
      + "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
  }

  private static func pages(_ count: Int) -> String {
    let entries = (0..<count).map {
      "<ofd:Page ID=\"\($0 + 10)\" BaseLoc=\"Pages/Page_\($0)/Content.xml\"/>"
    }
    return declaration
      + "<ofd:Document xmlns:ofd=\"\(namespace)\"><ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID>"
      + "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
      + "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
      + "<ofd:Pages>\(entries.joined())</ofd:Pages></ofd:Document>"
  }

  private static var fonts: String {
    declaration
      + "<ofd:Res xmlns:ofd=\"\(namespace)\" BaseLoc=\"Res\"><ofd:Fonts>"
      + "<ofd:Font ID=\"3\" FontName=\"宋体\" FamilyName=\"宋体\"/></ofd:Fonts></ofd:Res>"
  }

  private static func content(_ page: FileLayout.Page, _ identifier: inout Int) -> String {
    var text = declaration
    text += "<ofd:Page xmlns:ofd=\"\(namespace)\"><ofd:Content><ofd:Layer ID=\"\(identifier)\">"
    for run in page.runs where !run.text.isEmpty {
      identifier += 1
      let size = millimetres(run.size)
      let top = millimetres(FileLayout.pageSize.height - run.y - run.size)
      let width = millimetres(FileLayout.width(of: run.text, size: run.size))
      text +=
        "<ofd:TextObject ID=\"\(identifier)\" Boundary=\"\(millimetres(run.x)) \(top) \(width) \(size)\""
      text += " Font=\"3\" Size=\"\(size)\"><ofd:TextCode X=\"0\" Y=\"\(size)\""
      let steps = run.text.unicodeScalars.dropLast().map {
        millimetres($0.isASCII ? run.size / 2 : run.size)
      }
      text += steps.isEmpty ? ">" : " DeltaX=\"\(steps.joined(separator: " "))\">"
      text += "\(Markup.escape(run.text))</ofd:TextCode></ofd:TextObject>"
    }
    identifier += 1
    return text + "</ofd:Layer></ofd:Content></ofd:Page>"
  }

  /// Points as millimetres with up to two decimals.
  private static func millimetres(_ points: Double) -> String {
    let hundredths = Int((points * 25.4 / 72 * 100).rounded())
    return "\(hundredths / 100).\(twoDigits(hundredths % 100))"
  }
}
