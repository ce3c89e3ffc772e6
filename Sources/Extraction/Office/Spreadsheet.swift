/// Reads the sheets of an xlsx file row by row: shared and inline strings, numbers as they are stored.
enum Spreadsheet {
  /// The text of each sheet in order, its name as the first line.
  static func sheets(_ members: [ArchiveMembers.Member]) -> [String] {
    var strings = SharedStrings()
    if let member = members.first(where: { $0.name == "xl/sharedStrings.xml" }) {
      _ = XMLEvents.read(member.bytes, into: &strings)
    }
    var names = SheetNames()
    if let member = members.first(where: { $0.name == "xl/workbook.xml" }) {
      _ = XMLEvents.read(member.bytes, into: &names)
    }
    let sheets = members.filter { $0.name.hasPrefix("xl/worksheets/") }
      .sorted { OfficeExtractor.number(in: $0.name) < OfficeExtractor.number(in: $1.name) }
    return sheets.enumerated().map { place, member in
      var rows = SheetRows(strings: strings.values)
      _ = XMLEvents.read(member.bytes, into: &rows)
      let text = rows.string
      guard !text.isEmpty, place < names.values.count, !names.values[place].hasPrefix("Sheet")
      else {
        return text
      }
      return names.values[place] + "\n" + text
    }
  }

  private struct SheetNames: XMLHandler {
    var values: [String] = []
    mutating func start(_ name: String, _ attributes: [String: String]) {
      if name == "sheet", let title = attributes["name"] { values.append(title) }
    }
    mutating func end(_ name: String) {}
    mutating func text(_ bytes: [UInt8]) {}
  }

  private struct SharedStrings: XMLHandler {
    var values: [[UInt8]] = []
    private var current: [UInt8] = []
    private var inText = false
    private var inPhonetic = false
    mutating func start(_ name: String, _ attributes: [String: String]) {
      if name == "si" { current = [] }
      if name == "t" { inText = true }
      if name == "rPh" { inPhonetic = true }
    }
    mutating func end(_ name: String) {
      if name == "si" { values.append(current) }
      if name == "t" { inText = false }
      if name == "rPh" { inPhonetic = false }
    }
    mutating func text(_ bytes: [UInt8]) {
      if inText, !inPhonetic { Blanks.append(bytes, to: &current) }
    }
  }

  private struct SheetRows: XMLHandler {
    private let strings: [[UInt8]]
    private var output: [UInt8] = []
    private var kind = ""
    private var value: [UInt8] = []
    private var inValue = false
    private var needsBlank = false

    init(strings: [[UInt8]]) { self.strings = strings }

    var string: String { String(decoding: output, as: UTF8.self) }

    mutating func start(_ name: String, _ attributes: [String: String]) {
      switch name {
      case "row":
        if let last = output.last, last != 10 { output.append(10) }
        needsBlank = false
      case "c":
        kind = attributes["t"] ?? ""
        value = []
      case "v", "t": inValue = true
      default: break
      }
    }

    mutating func end(_ name: String) {
      if name == "v" || name == "t" { inValue = false }
      guard name == "c", !value.isEmpty else { return }
      if kind == "s" {
        guard let index = Int(String(decoding: value, as: UTF8.self)),
          strings.indices.contains(index)
        else { return }
        append(strings[index])
      } else if kind != "e" {
        append(value)
      }
    }

    mutating func text(_ bytes: [UInt8]) { if inValue { Blanks.append(bytes, to: &value) } }

    private mutating func append(_ cell: [UInt8]) {
      if cell.isEmpty { return }
      if needsBlank { output.append(32) }
      output.append(contentsOf: cell)
      needsBlank = true
    }
  }
}
