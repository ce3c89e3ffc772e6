/// Reads the text of a Word document of 97 to 2003 ([MS-DOC]), and of WPS files of that form, from its piece table; of Word 6 and 95 from
/// its one run of bytes.
enum WordBinary {
  /// The text line by line, or why there is none.
  static func text(_ file: CompoundFile) -> Result<String, BinaryFailure> {
    guard let stream = file.stream("WordDocument") else { return .failure(.damaged) }
    let document = LittleEndianBytes(stream)
    guard let flags = document.short(0x0A), let magic = document.short(0) else {
      return .failure(.damaged)
    }
    if flags & 0x0100 != 0 { return .failure(.encrypted) }
    if magic == 0xA5DC { return .success(oldText(document)) }
    guard magic == 0xA5EC,
      let table = file.stream(flags & 0x0200 != 0 ? "1Table" : "0Table"),
      let start = document.long(0x1A2), let length = document.long(0x1A6)
    else { return .failure(.damaged) }
    var reader = Reader(ranges: textRanges(document))
    for piece in pieces(LittleEndianBytes(table), start, length) {
      reader.take(piece, document)
    }
    return .success(reader.text.lines)
  }

  /// Where the main text, footnotes, endnotes and text boxes lie among all characters; headers and comments are passed over.
  private static func textRanges(_ document: LittleEndianBytes) -> [Range<Int>] {
    // ccpText, ccpFtn, ccpHdd, reserved, ccpAtn, ccpEdn, ccpTxbx
    let counts = (0..<7).map { min(document.long(0x4C + 4 * $0) ?? 0, 1 << 28) }
    var ranges: [Range<Int>] = []
    var start = 0
    for (kind, count) in counts.enumerated() where kind != 3 {
      if [0, 1, 5, 6].contains(kind) { ranges.append(start..<start + count) }
      start += count
    }
    return ranges
  }

  /// A run of characters of one encoding.
  private struct Piece {
    var characters: Range<Int>
    var offset: Int
    var isWide: Bool
  }

  private static func pieces(
    _ table: LittleEndianBytes, _ start: Int, _ length: Int
  ) -> [Piece] {
    var at = start
    let end = min(start + length, table.count)
    while at < end, table.byte(at) == 1 { at += 3 + (table.short(at + 1) ?? length) }
    guard table.byte(at) == 2, let size = table.long(at + 1) else { return [] }
    at += 5
    let count = (min(size, table.count - at) - 4) / 12
    guard count > 0 else { return [] }
    return (0..<count).compactMap { place in
      guard let first = table.long(at + 4 * place), let last = table.long(at + 4 * place + 4),
        let packed = table.long(at + 4 * (count + 1) + 8 * place + 2), first < last
      else { return nil }
      let isWide = packed & 0x4000_0000 == 0
      return Piece(
        characters: first..<last, offset: isWide ? packed : (packed & 0x3FFF_FFFF) / 2,
        isWide: isWide)
    }
  }

  /// Word 6 and 95: one run of bytes, Chinese in GBK.
  private static func oldText(_ document: LittleEndianBytes) -> String {
    guard let start = document.long(0x18), let end = document.long(0x1C), end > start else {
      return ""
    }
    var reader = Reader(ranges: [0..<Int.max])
    let text = BinaryText.string(document.slice(start, end - start), codePage: 936)
    for unit in text.utf16 { reader.take(unit) }
    return reader.text.lines
  }

  /// Turns Word's characters into text: what marks ends of paragraphs, cells and rows, and fields.
  private struct Reader {
    let ranges: [Range<Int>]
    var text = BinaryText()
    /// Fields that have begun and whose result hasn't.
    private var codes = 0
    private var left = 16 << 20

    init(ranges: [Range<Int>]) { self.ranges = ranges }

    mutating func take(_ piece: Piece, _ document: LittleEndianBytes) {
      for range in ranges {
        let part = piece.characters.clamped(to: range)
        for character in part where left > 0 {
          let place = character - piece.characters.lowerBound
          if piece.isWide {
            guard let unit = document.short(piece.offset + 2 * place) else { return }
            take(UInt16(unit))
          } else {
            guard let byte = document.byte(piece.offset + place) else { return }
            take(BinaryText.unit(windows1252: UInt8(byte)))
          }
          left -= 1
        }
      }
    }

    mutating func take(_ unit: UInt16) {
      switch unit {
      case 0x13: codes += 1
      case 0x14, 0x15: codes = max(0, codes - (unit == 0x14 || isInCode ? 1 : 0))
      case _ where isInCode: text.pass(unit)
      case 0x0D, 0x0B, 0x0C, 0x0E: text.append(10)
      // A cell ends with one mark, a row with another behind it.
      case 0x07:
        text.append(text.last == 0x07 ? 10 : 32)
        text.pass(0x07)
      case 0x1E: text.append(0x2D)
      case 0x09, 0x20...: text.append(unit)
      default: text.pass(unit)
      }
    }

    private var isInCode: Bool { codes > 0 }
  }
}

/// Why an old format gave no text.
enum BinaryFailure: Error {
  case damaged
  case encrypted
}
