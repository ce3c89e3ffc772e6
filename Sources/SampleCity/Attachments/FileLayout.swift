/// A document set on A4 pages: runs of text with their places, and the rules of tables.
struct FileLayout {
  /// A run of text on one line.
  struct Run {
    /// Distance of its start from the left edge, in points.
    var x: Double
    /// Distance of its base line from the lower edge, in points.
    var y: Double
    /// Font size in points.
    var size: Double
    /// The text.
    var text: String
  }

  /// A rectangle of a table's grid.
  struct Box {
    /// Left edge, in points.
    var x: Double
    /// Lower edge, in points.
    var y: Double
    /// Width, in points.
    var width: Double
    /// Height, in points.
    var height: Double
  }

  /// One page.
  struct Page {
    /// Its text.
    var runs: [Run] = []
    /// Its grid.
    var boxes: [Box] = []
  }

  /// Width and height of A4 in points.
  static let pageSize = (width: 595.0, height: 842.0)
  private static let margin = 72.0
  private static let textWidth = 595.0 - 2 * 72
  private static let bodySize = 14.0
  private static let lineHeight = 24.0

  /// The pages; at least one.
  private(set) var pages: [Page] = [Page()]
  private var top = FileLayout.pageSize.height - FileLayout.margin

  /// Sets a document.
  init(_ document: FileDocument) {
    for line in Self.wrap(document.title, width: Self.textWidth, size: 20) {
      place(line, x: Self.centered(line, size: 20), size: 20, height: 34)
    }
    for block in document.blocks { set(block) }
    for index in pages.indices {
      let number = "— \(index + 1) —"
      pages[index].runs.append(
        Run(x: Self.centered(number, size: 10), y: 40, size: 10, text: number))
    }
  }

  private mutating func set(_ block: Block) {
    switch block {
    case .salutation(let text), .paragraph(let text), .heading(let text):
      let indent = if case .salutation = block { "" } else { "　　" }
      for line in Self.wrap(indent + text, width: Self.textWidth, size: Self.bodySize) {
        place(line, x: Self.margin, size: Self.bodySize, height: Self.lineHeight)
      }
    case .chapter(let text):
      place(text, x: Self.centered(text, size: 16), size: 16, height: 30)
    case .signature(let issuer, let date):
      for text in [issuer, date] {
        let x = Self.pageSize.width - Self.margin - Self.width(of: text, size: Self.bodySize)
        place(text, x: x, size: Self.bodySize, height: Self.lineHeight)
      }
    case .table(let rows): set(table: rows)
    }
  }

  private mutating func place(_ text: String, x: Double, size: Double, height: Double) {
    if top - height < Self.margin { startPage() }
    top -= height
    pages[pages.count - 1].runs.append(Run(x: x, y: top, size: size, text: text))
  }

  private mutating func startPage() {
    pages.append(Page())
    top = Self.pageSize.height - Self.margin
  }

  private mutating func set(table rows: [[String]]) {
    let columns = max(1, rows.map(\.count).max() ?? 1)
    let width = Self.textWidth / Double(columns)
    for row in rows {
      let cells = row.map { Self.wrap($0, width: width - 8, size: 11) }
      let height = Double(cells.map(\.count).max() ?? 1) * 16 + 8
      if top - height < Self.margin { startPage() }
      for (index, lines) in cells.enumerated() {
        let x = Self.margin + Double(index) * width
        pages[pages.count - 1].boxes.append(
          Box(x: x, y: top - height, width: width, height: height))
        for (number, line) in lines.enumerated() {
          let y = top - 15 - Double(number) * 16
          pages[pages.count - 1].runs.append(Run(x: x + 4, y: y, size: 11, text: line))
        }
      }
      top -= height
    }
    top -= 8
  }

  private static func centered(_ text: String, size: Double) -> Double {
    max(margin, (pageSize.width - width(of: text, size: size)) / 2)
  }

  /// The width in points: half a square for ASCII, a whole one for everything else.
  static func width(of text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? size / 2 : size) }
  }

  /// The text in lines no wider than `width`; at least one line.
  private static func wrap(_ text: String, width: Double, size: Double) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var used = 0.0
    for scalar in text.unicodeScalars {
      let advance = scalar.isASCII ? size / 2 : size
      if used + advance > width, !line.isEmpty {
        lines.append(String(line))
        line = String.UnicodeScalarView()
        used = 0
      }
      line.append(scalar)
      used += advance
    }
    lines.append(String(line))
    return lines
  }
}
