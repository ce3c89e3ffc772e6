/// Writes `.rtf` (RTF 1.9) as Chinese Windows does: code page 936, every byte as `\'hh`.
enum RichTextFile {
  /// The file.
  static func bytes(_ document: FileDocument) -> [UInt8] {
    var text = "{\\rtf1\\ansi\\ansicpg936\\deff0\\deflang2052\n"
    text += "{\\fonttbl{\\f0\\fnil\\fcharset134 \(escape("宋体"));}}\n"
    let date = document.created
    text += "{\\info{\\title \(escape(document.title))}{\\author \(escape(document.author))}"
    text += "{\\creatim\\yr\(date.year)\\mo\(date.month)\\dy\(date.day)}}\n"
    text += "\\viewkind4\\uc1\\pard\\qc\\b\\f0\\fs44 \(escape(document.title))\\b0\\par\n"
    for block in document.blocks {
      if case .table(let rows) = block {
        text += table(rows)
      } else {
        for line in block.lines { text += "\\pard\\fs32 \(escape(line))\\par\n" }
      }
    }
    return Array((text + "}\n").utf8)
  }

  private static func table(_ rows: [[String]]) -> String {
    rows.map { row in
      let edges = row.indices.map { "\\cellx\(8800 * ($0 + 1) / row.count)" }.joined()
      let cells = row.map { "\\pard\\intbl \(escape($0))\\cell" }.joined()
      return "\\trowd\(edges)\(cells)\\row\n"
    }.joined()
  }

  private static func escape(_ text: String) -> String {
    GBEncoding.encode(text).map { byte in
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        "\\" + String(UnicodeScalar(byte))
      case 0x20..<0x7F: String(UnicodeScalar(byte))
      default: "\\'" + PDFWriter.hexadecimal(Int(byte), digits: 2).lowercased()
      }
    }.joined()
  }
}
