/// Writes PDF 1.5 files with Chinese text in the three ways that government PDFs have it.
struct PDFWriter {
  /// How the text is encoded and where its font is.
  enum Font {
    /// STSong-Light, not embedded, UniGB-UCS2-H: readers need Adobe's character maps.
    case unicode
    /// STSong-Light, not embedded, GBK-EUC-H.
    case gbk
    /// A font of boxes, embedded, with a ToUnicode map.
    case embedded
  }

  private let document: FileDocument
  private let font: Font
  private let layout: FileLayout
  /// Glyph numbers of the embedded font by character, 1 for the first one used.
  private let glyphs: [Unicode.Scalar: Int]
  private let scalars: [Unicode.Scalar]

  /// A writer of one document.
  init(_ document: FileDocument, font: Font) {
    self.document = document
    self.font = font
    layout = FileLayout(document)
    var glyphs: [Unicode.Scalar: Int] = [:]
    var scalars: [Unicode.Scalar] = []
    for run in layout.pages.flatMap(\.runs) {
      for scalar in run.text.unicodeScalars where glyphs[scalar] == nil {
        scalars.append(scalar)
        glyphs[scalar] = scalars.count
      }
    }
    self.glyphs = glyphs
    self.scalars = scalars
  }

  /// The file.
  func bytes() -> [UInt8] {
    var file = PDFObjects()
    let catalog = file.reserve()
    let pages = file.reserve()
    let info = file.add(infoDictionary)
    let font = addFont(&file)
    let kids = layout.pages.map { page -> Int in
      let content = file.add(stream: Array(content(of: page).utf8))
      return file.add(
        "<</Type/Page/Parent \(pages) 0 R/MediaBox[0 0 595 842]/Contents \(content) 0 R"
          + "/Resources<</Font<</F1 \(font) 0 R>>>>>>")
    }
    let list = kids.map { "\($0) 0 R" }.joined(separator: " ")
    file.set(pages, "<</Type/Pages/Count \(kids.count)/Kids[\(list)]>>")
    file.set(catalog, "<</Type/Catalog/Pages \(pages) 0 R>>")
    return file.finish(root: catalog, info: info)
  }

  private var infoDictionary: String {
    let date = "D:\(document.created.compact)093000+08'00'"
    return "<</Title \(Self.textString(document.title))/Author \(Self.textString(document.author))"
      + "/Producer(kuasou sample city)/CreationDate(\(date))/ModDate(\(date))>>"
  }

  /// A text string in UTF-16 with its byte order mark (ISO 32000-1 §7.9.2.2).
  private static func textString(_ text: String) -> String {
    "<FEFF\(text.utf16.map { hexadecimal(Int($0), digits: 4) }.joined())>"
  }

  /// The number in upper-case hexadecimal with leading zeros.
  static func hexadecimal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  private func content(of page: FileLayout.Page) -> String {
    var text = "0.5 w\n"
    for box in page.boxes {
      text +=
        "\(Self.number(box.x)) \(Self.number(box.y)) \(Self.number(box.width)) \(Self.number(box.height)) re S\n"
    }
    for run in page.runs where !run.text.isEmpty {
      text +=
        "BT /F1 \(Self.number(run.size)) Tf 1 0 0 1 \(Self.number(run.x)) \(Self.number(run.y)) Tm "
      text += "<\(encode(run.text))> Tj ET\n"
    }
    return text
  }

  /// Two decimals at most, without the locale.
  private static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return hundredths % 100 == 0
      ? "\(hundredths / 100)" : "\(hundredths / 100).\(twoDigits(hundredths % 100))"
  }

  private func encode(_ text: String) -> String {
    switch font {
    case .unicode: text.utf16.map { Self.hexadecimal(Int($0), digits: 4) }.joined()
    case .gbk: GBEncoding.encode(text).map { Self.hexadecimal(Int($0), digits: 2) }.joined()
    case .embedded:
      text.unicodeScalars.map { Self.hexadecimal(glyphs[$0] ?? 0, digits: 4) }.joined()
    }
  }

  /// Adds the Type 0 font and returns its object number.
  private func addFont(_ file: inout PDFObjects) -> Int {
    let metrics =
      "/Ascent 880/Descent -120/CapHeight 880/ItalicAngle 0/StemV 93/FontBBox[-25 -254 1000 880]"
    guard font == .embedded else {
      let descriptor = file.add(
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6\(metrics)>>")
      let descendant = file.add(
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)"
          + "/Ordering(GB1)/Supplement 2>>/FontDescriptor \(descriptor) 0 R/DW 1000"
          + "/W[1 95 500 814 908 500]>>")
      let map = font == .unicode ? "UniGB-UCS2-H" : "GBK-EUC-H"
      return file.add(
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light-\(map)/Encoding/\(map)"
          + "/DescendantFonts[\(descendant) 0 R]>>")
    }
    let program = file.add(
      stream: BoxFont.bytes(for: scalars), extra: "/Length1 \(BoxFont.bytes(for: scalars).count)")
    let descriptor = file.add(
      "<</Type/FontDescriptor/FontName/KSCITY+BoxSong/Flags 4\(metrics)/FontFile2 \(program) 0 R>>")
    let widths = scalars.map { $0.isASCII ? "500" : "1000" }.joined(separator: " ")
    let descendant = file.add(
      "<</Type/Font/Subtype/CIDFontType2/BaseFont/KSCITY+BoxSong/CIDSystemInfo<</Registry(Adobe)"
        + "/Ordering(Identity)/Supplement 0>>/FontDescriptor \(descriptor) 0 R"
        + "/CIDToGIDMap/Identity/DW 1000/W[1[\(widths)]]>>")
    let unicode = file.add(stream: Array(toUnicode.utf8))
    return file.add(
      "<</Type/Font/Subtype/Type0/BaseFont/KSCITY+BoxSong/Encoding/Identity-H"
        + "/DescendantFonts[\(descendant) 0 R]/ToUnicode \(unicode) 0 R>>")
  }

  /// The map from glyphs to text (ISO 32000-1 §9.10.3), at most 100 entries a section.
  private var toUnicode: String {
    var text = """
      /CIDInit /ProcSet findresource begin
      12 dict begin
      begincmap
      /CMapName /KSCity-UCS def
      /CMapType 2 def
      1 begincodespacerange
      <0000> <FFFF>
      endcodespacerange

      """
    for start in stride(from: 0, to: scalars.count, by: 100) {
      let part = scalars[start..<min(start + 100, scalars.count)]
      text += "\(part.count) beginbfchar\n"
      for (offset, scalar) in part.enumerated() {
        let code = String(scalar).utf16.map { Self.hexadecimal(Int($0), digits: 4) }.joined()
        text += "<\(Self.hexadecimal(start + offset + 1, digits: 4))> <\(code)>\n"
      }
      text += "endbfchar\n"
    }
    return text + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
  }
}

/// The numbered objects of a PDF file.
struct PDFObjects {
  private var bodies: [[UInt8]] = []

  /// A number for an object that is set later.
  mutating func reserve() -> Int { add("null") }

  /// Adds an object and returns its number.
  mutating func add(_ text: String) -> Int {
    bodies.append(Array(text.utf8))
    return bodies.count
  }

  /// Adds a compressed stream and returns its number.
  mutating func add(stream: [UInt8], extra: String = "") -> Int {
    let packed = Deflate.zlib(stream)
    let head = "<</Filter/FlateDecode/Length \(packed.count)\(extra)>>\nstream\n"
    bodies.append(Array(head.utf8) + packed + Array("\nendstream".utf8))
    return bodies.count
  }

  /// Replaces an object.
  mutating func set(_ number: Int, _ text: String) { bodies[number - 1] = Array(text.utf8) }

  /// The file with header, objects, cross-reference table and trailer.
  func finish(root: Int, info: Int) -> [UInt8] {
    var file = Array("%PDF-1.5\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A]
    var offsets: [Int] = []
    for (index, body) in bodies.enumerated() {
      offsets.append(file.count)
      file += Array("\(index + 1) 0 obj\n".utf8) + body + Array("\nendobj\n".utf8)
    }
    let start = file.count
    var tail = "xref\n0 \(bodies.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
      let digits = String(offset)
      tail += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    tail += "trailer\n<</Size \(bodies.count + 1)/Root \(root) 0 R/Info \(info) 0 R>>\n"
    tail += "startxref\n\(start)\n%%EOF\n"
    return file + Array(tail.utf8)
  }
}
