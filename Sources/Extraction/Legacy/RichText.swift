import Charset
import Documents

/// Reads Rich Text (RTF 1.9): its text in whatever code page, without tables of fonts and colours, pictures, headers and fields' code.
struct RichText {
  private let bytes: [UInt8]
  private var at = 0
  private var text = BinaryText()
  private var title = BinaryText()
  private var group = Group()
  private var stack: [Group] = []
  private var pending: [UInt8] = []
  private var codePage = 936
  /// Bytes that stand for a \\u for older readers and are passed over.
  private var skipped = 0

  private struct Group {
    var kind = Kind.text
    /// How many bytes follow a \\u for older readers.
    var unicodeSkip = 1
    enum Kind { case text, title, nothing }
  }

  /// Groups deeper than this are read as if they were not nested.
  private static let deepest = 1_000

  /// Makes the content of a file.
  static func extract(_ bytes: [UInt8]) -> ExtractedContent {
    var reader = RichText(bytes)
    reader.run()
    var result = ExtractedContent(type: .rtf)
    result.text = reader.text.lines
    FileContent.finish(
      &result, title: PDFTitle.saneOfficeTitle(reader.title.lines, result.text))
    return result
  }

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  private mutating func run() {
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "{"):
        flush()
        if stack.count < Self.deepest { stack.append(group) }
        at += 1
      case UInt8(ascii: "}"):
        flush()
        group = stack.popLast() ?? group
        at += 1
      case UInt8(ascii: "\\"): control()
      case 10, 13, 0: at += 1
      default:
        plain(byte)
        at += 1
      }
    }
    flush()
  }

  private mutating func plain(_ byte: UInt8) {
    if skipped > 0 {
      skipped -= 1
    } else if group.kind != .nothing {
      pending.append(byte)
    }
  }

  /// Decodes the bytes that have come in a row, as a character may have two.
  private mutating func flush() {
    guard !pending.isEmpty else { return }
    append(BinaryText.encoding(codePage: codePage).decode(pending).text)
    pending.removeAll(keepingCapacity: true)
  }

  private mutating func append(_ string: String) {
    switch group.kind {
    case .text: text.append(string)
    case .title: title.append(string)
    case .nothing: break
    }
  }

  private mutating func control() {
    at += 1
    guard at < bytes.count else { return }
    let byte = bytes[at]
    guard byte | 32 >= 97, byte | 32 <= 122 else { return symbol(byte) }
    let start = at
    while at < bytes.count, bytes[at] | 32 >= 97, bytes[at] | 32 <= 122, at - start < 32 { at += 1 }
    let word = String(decoding: bytes[start..<at], as: UTF8.self)
    let number = number()
    if at < bytes.count, bytes[at] == 32 { at += 1 }
    take(word, number)
  }

  private mutating func symbol(_ byte: UInt8) {
    at += 1
    switch byte {
    case UInt8(ascii: "'"):
      let digits = String(decoding: bytes[at..<min(at + 2, bytes.count)], as: UTF8.self)
      at += 2
      if let value = UInt8(digits, radix: 16) { plain(value) }
    case UInt8(ascii: "*"): group.kind = .nothing
    case UInt8(ascii: "~"): plain(32)
    case UInt8(ascii: "_"): plain(UInt8(ascii: "-"))
    case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): plain(byte)
    case 10, 13: line()
    default: break
    }
  }

  private mutating func number() -> Int? {
    let isNegative = at < bytes.count && bytes[at] == UInt8(ascii: "-")
    var place = isNegative ? at + 1 : at
    var value = 0
    let start = place
    while place < bytes.count, (48...57).contains(bytes[place]), place - start < 9 {
      value = value * 10 + Int(bytes[place]) - 48
      place += 1
    }
    guard place > start else { return nil }
    at = place
    return isNegative ? -value : value
  }

  private mutating func line() {
    flush()
    append("\n")
  }

  private mutating func take(_ word: String, _ number: Int?) {
    switch word {
    case "par", "line", "row", "page", "sect": line()
    case "tab", "cell": flush(); append(" ")
    case "ansicpg": codePage = number ?? codePage
    case "uc": group.unicodeSkip = min(max(number ?? 1, 0), 8)
    case "u":
      flush()
      let unit = UInt16(truncatingIfNeeded: number ?? 63)
      append(unit)
      skipped = group.unicodeSkip
    case "bin": at = min(bytes.count, at + max(0, number ?? 0))
    case "title": flush(); group.kind = .title
    case _ where Self.hidden.contains(word): flush(); group.kind = .nothing
    case "emdash": flush(); append("—")
    case "ldblquote": flush(); append("“")
    case "rdblquote": flush(); append("”")
    default: break
    }
  }

  /// A unit of UTF-16, of which two may make a character.
  private mutating func append(_ unit: UInt16) {
    switch group.kind {
    case .text: text.append(unit)
    case .title: title.append(unit)
    case .nothing: break
    }
  }

  private static let hidden: Set<String> = [
    "fonttbl", "colortbl", "stylesheet", "listtable", "listoverridetable", "revtbl", "rsidtbl",
    "generator", "info", "pict", "object", "objdata", "header", "headerl", "headerr", "headerf",
    "footer", "footerl", "footerr", "footerf", "fldinst", "themedata", "datastore", "xmlnstbl",
    "bkmkstart", "bkmkend", "annotation", "atnid", "atnauthor", "nonshppict",
  ]
}
