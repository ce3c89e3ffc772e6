import Charset
import Documents

/// Reads the cells of an Excel file of 5.0 to 2003 ([MS-XLS], BIFF5 and BIFF8) row by row: strings, numbers, days, results of formulas.
struct SheetBinary {
  private let stream: LittleEndianBytes
  private var strings: [String] = []
  private var sheetNames: [String] = []
  private var formats: [Int: String] = [:]
  /// The format of each cell style.
  private var styles: [Int] = []
  private var isBIFF8 = true
  private var encoding = Encoding.gb18030
  private var startsIn1904 = false
  private var lines: [String] = []
  private var row: (number: Int, cells: [String]) = (-1, [])
  private var sheet = -1

  /// The text line by line, or why there is none.
  static func text(_ file: CompoundFile) -> Result<String, BinaryFailure> {
    guard let stream = file.stream("Workbook") ?? file.stream("Book") else {
      return .failure(.damaged)
    }
    var reader = SheetBinary(LittleEndianBytes(stream))
    if let failure = reader.run() { return .failure(failure) }
    return .success(reader.lines.joined(separator: "\n"))
  }

  private init(_ stream: LittleEndianBytes) { self.stream = stream }

  private mutating func run() -> BinaryFailure? {
    var at = 0
    while let kind = stream.short(at), let length = stream.short(at + 2) {
      if kind == 0x002F { return .encrypted }
      var next = at + 4 + length
      if kind == 0x00FC {
        var segments = [(at + 4, length)]
        while stream.short(next) == 0x003C, let more = stream.short(next + 2) {
          segments.append((next + 4, more))
          next += 4 + more
        }
        readStrings(segments)
      } else {
        take(kind, at + 4, length)
      }
      at = next
    }
    endRow()
    return nil
  }

  private mutating func take(_ kind: Int, _ at: Int, _ length: Int) {
    switch kind {
    case 0x0809: begin(at)
    case 0x0042: encoding = BinaryText.encoding(codePage: stream.short(at) ?? 936)
    case 0x0022: startsIn1904 = stream.short(at) == 1
    case 0x0085: sheetNames.append(string(at + 6, isShort: true))
    case 0x041E:
      if let number = stream.short(at) { formats[number] = string(at + 2, isShort: !isBIFF8) }
    case 0x00E0: styles.append(stream.short(at + 2) ?? 0)
    default: cell(kind, at, length)
    }
  }

  private mutating func begin(_ at: Int) {
    isBIFF8 = stream.short(at) == 0x0600
    endRow()
    guard stream.short(at + 2) == 0x0010 else { return }
    sheet += 1
    guard sheetNames.indices.contains(sheet) else { return }
    let name = sheetNames[sheet]
    if !name.isEmpty, !name.hasPrefix("Sheet") { lines.append(name) }
  }

  private mutating func cell(_ kind: Int, _ at: Int, _ length: Int) {
    switch kind {
    case 0x00FD:
      if let index = stream.long(at + 6), strings.indices.contains(index) {
        add(strings[index], at)
      }
    case 0x0204, 0x00D6: add(string(at + 6), at)
    case 0x0207: add(string(at), nil)
    case 0x0203:
      if let value = stream.double(at + 6) { add(number(value, stream.short(at + 4)), at) }
    case 0x027E:
      if let value = stream.long(at + 6) { add(number(Self.rk(value), stream.short(at + 4)), at) }
    case 0x00BD:
      for place in stride(from: at + 4, to: at + length - 6, by: 6) {
        guard let value = stream.long(place + 2) else { return }
        add(number(Self.rk(value), stream.short(place)), at)
      }
    case 0x0006:
      // A result that is no number has FFFF at its end; a string follows in a record of its own.
      if stream.short(at + 12) == 0xFFFF {
        startRow(at)
      } else if let value = stream.double(at + 6) {
        add(number(value, stream.short(at + 4)), at)
      }
    default: break
    }
  }

  /// Adds a cell to its row; without a place it belongs to the cell before.
  private mutating func add(_ text: String, _ at: Int?) {
    if let at { startRow(at) }
    let folded = Blanks.folded(text.utf8)
    if !folded.isEmpty { row.cells.append(folded) }
  }

  private mutating func startRow(_ at: Int) {
    guard let number = stream.short(at), number != row.number else { return }
    endRow()
    row.number = number
  }

  private mutating func endRow() {
    if !row.cells.isEmpty, lines.count < 1 << 20 {
      lines.append(row.cells.joined(separator: " "))
    }
    row = (-1, [])
  }

  /// A number packed into 30 bits: an integer or the top of a double, either over a hundred if so marked.
  private static func rk(_ packed: Int) -> Double {
    let value =
      packed & 2 != 0
      ? Double(Int32(truncatingIfNeeded: packed) >> 2)
      : Double(bitPattern: UInt64(packed & 0xFFFF_FFFC) << 32)
    return packed & 1 != 0 ? value / 100 : value
  }

  private func number(_ value: Double, _ style: Int?) -> String {
    let format = style.flatMap { styles.indices.contains($0) ? styles[$0] : nil } ?? 0
    if isDay(format), value >= 1, value < 200_000, let day = day(value) { return day.description }
    if value == value.rounded(), abs(value) < 1e15 { return "\(Int(value))" }
    return "\((value * 1e6).rounded() / 1e6)"
  }

  private func isDay(_ format: Int) -> Bool {
    switch format {
    case 14...17, 22, 27...31, 36, 50...58: true
    default:
      formats[format].map { text in
        text.contains("年") || text.lowercased().contains("yy")
      } ?? false
    }
  }

  /// Excel counts from 1900-01-01 as 1 and believes in a 29th of February 1900.
  private func day(_ value: Double) -> CalendarDate? {
    let days = Int(value) - (startsIn1904 ? -1462 : 0)
    return CalendarDate(daysSinceEpoch: days - 25_569)
  }
}

// Strings of BIFF8 and BIFF5.
extension SheetBinary {
  /// A string behind its length; `isShort`: the length has one byte.
  private func string(_ at: Int, isShort: Bool = false) -> String {
    guard let count = isShort ? stream.byte(at) : stream.short(at) else { return "" }
    let start = at + (isShort ? 1 : 2)
    guard isBIFF8 else { return encoding.decode(Array(stream.slice(start, count))).text }
    guard let flags = stream.byte(start) else { return "" }
    return flags & 1 != 0
      ? BinaryText.string(utf16: stream.slice(start + 1, 2 * count))
      : BinaryText.string(latin1: stream.slice(start + 1, count))
  }

  /// The shared strings, which may go on in further records; a string that is cut says its width anew behind the cut.
  private mutating func readStrings(_ segments: [(start: Int, length: Int)]) {
    var reader = StringTable(stream, segments)
    guard reader.skip(4), let count = reader.long() else { return }
    for _ in 0..<min(count, 1 << 20) {
      guard let text = reader.string() else { return }
      strings.append(text)
    }
  }

  private struct StringTable {
    private let stream: LittleEndianBytes
    private var segments: ArraySlice<(start: Int, length: Int)>
    private var at = 0
    private var end = 0

    init(_ stream: LittleEndianBytes, _ segments: [(start: Int, length: Int)]) {
      self.stream = stream
      self.segments = segments[...]
      _ = nextSegment()
    }

    private mutating func nextSegment() -> Bool {
      guard let next = segments.popFirst() else { return false }
      (at, end) = (next.start, min(next.start + next.length, stream.count))
      return true
    }

    private mutating func byte() -> Int? {
      while at >= end { guard nextSegment() else { return nil } }
      defer { at += 1 }
      return stream.byte(at)
    }

    private mutating func short() -> Int? {
      guard let low = byte(), let high = byte() else { return nil }
      return low | high << 8
    }

    mutating func long() -> Int? {
      guard let low = short(), let high = short() else { return nil }
      return low | high << 16
    }

    mutating func skip(_ count: Int) -> Bool {
      var left = count
      while left > 0 {
        if at >= end, !nextSegment() { return false }
        let step = min(left, max(0, end - at))
        at += step
        left -= step
      }
      return true
    }

    mutating func string() -> String? {
      guard let count = short(), var flags = byte() else { return nil }
      let runs = flags & 8 != 0 ? short() ?? 0 : 0
      let phonetics = flags & 4 != 0 ? long() ?? 0 : 0
      var units: [UInt16] = []
      while units.count < count {
        if at >= end {
          guard nextSegment(), let again = byte() else { return nil }
          flags = again
        }
        guard let low = byte() else { return nil }
        let high = flags & 1 != 0 ? byte() ?? 0 : 0
        units.append(UInt16(low | high << 8))
      }
      guard skip(4 * runs + phonetics) else { return nil }
      return String(decoding: units, as: UTF16.self)
    }
  }
}
