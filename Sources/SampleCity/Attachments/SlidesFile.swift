/// Writes `.pptx` (ECMA-376): a title slide, then a slide for each section of the document.
enum SlidesFile {
  private static let drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
  private static let presentation = "http://schemas.openxmlformats.org/presentationml/2006/main"
  private static let base = "application/vnd.openxmlformats-officedocument.presentationml"

  /// The file.
  static func bytes(_ document: FileDocument) -> [UInt8] {
    let slides = slides(of: document)
    var zip = ZIPFile(date: document.created)
    zip.add("[Content_Types].xml", text: contentTypes(slides.count))
    zip.add("_rels/.rels", text: OfficePackage.rootRelations(main: "ppt/presentation.xml"))
    zip.add("docProps/core.xml", text: OfficePackage.properties(document))
    zip.add("ppt/presentation.xml", text: main(slides.count))
    let targets = (1...slides.count).map { ("slide", "slides/slide\($0).xml") }
    zip.add(
      "ppt/_rels/presentation.xml.rels",
      text: OfficePackage.relations([("slideMaster", "slideMasters/slideMaster1.xml")] + targets))
    addMaster(to: &zip)
    for (index, slide) in slides.enumerated() {
      zip.add("ppt/slides/slide\(index + 1).xml", text: self.slide(slide))
      zip.add(
        "ppt/slides/_rels/slide\(index + 1).xml.rels",
        text: OfficePackage.relations([("slideLayout", "../slideLayouts/slideLayout1.xml")]))
    }
    return zip.bytes()
  }

  /// Title and lines of each slide.
  private static func slides(of document: FileDocument) -> [(title: String, lines: [String])] {
    var slides: [(title: String, lines: [String])] = [
      (document.title, [document.author, document.created.chinese])
    ]
    for block in document.blocks {
      if case .heading(let heading) = block {
        slides.append((heading, []))
      } else {
        slides[slides.count - 1].lines += block.lines
      }
    }
    return slides
  }

  private static func contentTypes(_ count: Int) -> String {
    var parts = [
      ("/ppt/presentation.xml", "\(base).presentation.main+xml"),
      ("/ppt/slideMasters/slideMaster1.xml", "\(base).slideMaster+xml"),
      ("/ppt/slideLayouts/slideLayout1.xml", "\(base).slideLayout+xml"),
      ("/ppt/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
    ]
    parts += (1...count).map { ("/ppt/slides/slide\($0).xml", "\(base).slide+xml") }
    return OfficePackage.contentTypes(parts.map { (name: $0.0, type: $0.1) })
  }

  private static let namespaces =
    "xmlns:a=\"\(drawing)\" xmlns:p=\"\(presentation)\" xmlns:r=\"\(OfficePackage.relationTypes)\""

  private static func main(_ count: Int) -> String {
    let list = (1...count).map { "<p:sldId id=\"\(255 + $0)\" r:id=\"rId\($0 + 1)\"/>" }
    return OfficePackage.declaration
      + "<p:presentation \(namespaces)>"
      + "<p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>"
      + "<p:sldIdLst>\(list.joined())</p:sldIdLst>"
      + "<p:sldSz cx=\"9144000\" cy=\"6858000\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/>"
      + "</p:presentation>"
  }

  private static func addMaster(to zip: inout ZIPFile) {
    let tree = "<p:cSld><p:spTree>\(groupProperties)</p:spTree></p:cSld>"
    zip.add(
      "ppt/slideMasters/slideMaster1.xml",
      text: OfficePackage.declaration + "<p:sldMaster \(namespaces)>\(tree)"
        + "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\""
        + " accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\""
        + " accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>"
        + "<p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst>"
        + "</p:sldMaster>")
    zip.add(
      "ppt/slideMasters/_rels/slideMaster1.xml.rels",
      text: OfficePackage.relations([
        ("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml"),
      ]))
    zip.add(
      "ppt/slideLayouts/slideLayout1.xml",
      text: OfficePackage.declaration
        + "<p:sldLayout \(namespaces) type=\"blank\">\(tree)<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )
    zip.add(
      "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
      text: OfficePackage.relations([("slideMaster", "../slideMasters/slideMaster1.xml")]))
    zip.add("ppt/theme/theme1.xml", text: theme)
  }

  private static let groupProperties =
    "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>"

  private static func slide(_ slide: (title: String, lines: [String])) -> String {
    let title = shape(2, top: 400_000, height: 1_100_000, size: 3200, [slide.title])
    let body = shape(3, top: 1_700_000, height: 4_700_000, size: 1800, slide.lines)
    return OfficePackage.declaration
      + "<p:sld \(namespaces)><p:cSld><p:spTree>\(groupProperties)\(title)\(body)</p:spTree></p:cSld></p:sld>"
  }

  private static func shape(_ id: Int, top: Int, height: Int, size: Int, _ lines: [String])
    -> String
  {
    let paragraphs = (lines.isEmpty ? [""] : lines).map {
      "<a:p><a:r><a:rPr lang=\"zh-CN\" sz=\"\(size)\"/><a:t>\(Markup.escape($0))</a:t></a:r></a:p>"
    }
    return
      "<p:sp><p:nvSpPr><p:cNvPr id=\"\(id)\" name=\"文本框 \(id)\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr>"
      + "<p:spPr><a:xfrm><a:off x=\"600000\" y=\"\(top)\"/><a:ext cx=\"7900000\" cy=\"\(height)\"/></a:xfrm>"
      + "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>"
      + "<p:txBody><a:bodyPr wrap=\"square\"/><a:lstStyle/>\(paragraphs.joined())</p:txBody></p:sp>"
  }

  /// The smallest theme that the schema allows.
  private static var theme: String {
    let names =
      ["dk1", "lt1", "dk2", "lt2"] + (1...6).map { "accent\($0)" } + ["hlink", "folHlink"]
    let colours = names.enumerated().map { index, name in
      "<a:\(name)><a:srgbClr val=\"\(PDFWriter.hexadecimal(index % 2 == 0 ? 0 : 0xFFFFFF, digits: 6))\"/></a:\(name)>"
    }
    let font = "<a:latin typeface=\"Arial\"/><a:ea typeface=\"宋体\"/><a:cs typeface=\"\"/>"
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
    let line = "<a:ln w=\"9525\">\(fill)</a:ln>"
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return OfficePackage.declaration
      + "<a:theme xmlns:a=\"\(drawing)\" name=\"kuasou\"><a:themeElements>"
      + "<a:clrScheme name=\"kuasou\">\(colours.joined())</a:clrScheme>"
      + "<a:fontScheme name=\"kuasou\"><a:majorFont>\(font)</a:majorFont><a:minorFont>\(font)</a:minorFont></a:fontScheme>"
      + "<a:fmtScheme name=\"kuasou\"><a:fillStyleLst>\(fill)\(fill)\(fill)</a:fillStyleLst>"
      + "<a:lnStyleLst>\(line)\(line)\(line)</a:lnStyleLst>"
      + "<a:effectStyleLst>\(effect)\(effect)\(effect)</a:effectStyleLst>"
      + "<a:bgFillStyleLst>\(fill)\(fill)\(fill)</a:bgFillStyleLst></a:fmtScheme>"
      + "</a:themeElements></a:theme>"
  }
}
