import Charset

/// Repairs text of fonts that are named in Chinese but not embedded: their GBK bytes come back as characters of windows-1252.
enum Mojibake {
  /// The text with every run that has four such characters in a row read again as GB18030, where that gives Chinese beside ASCII.
  static func repaired(_ text: [UInt32]) -> [UInt32] {
    guard text.contains(where: { $0 >= 0xA0 && $0 <= 0xFF }) else { return text }
    var result: [UInt32] = []
    var run: [UInt32] = []
    for scalar in text {
      if byte(of: scalar) != nil {
        run.append(scalar)
      } else {
        result.append(contentsOf: repairedRun(run))
        run.removeAll()
        result.append(scalar)
      }
    }
    return result + repairedRun(run)
  }

  /// Western words have accents one by one or two by two; of GB 2312 every character has two bytes in a row, and two characters make a word.
  private static func repairedRun(_ run: [UInt32]) -> [UInt32] {
    let bytes = run.compactMap(byte(of:))
    guard longestUpper(bytes) >= 4 else { return run }
    let decoded = Encoding.gb18030.decode(bytes)
    let scalars = decoded.text.unicodeScalars.map(\.value)
    guard decoded.replacements == 0,
      scalars.allSatisfy({ $0 < 0x80 || CharacterKind.isWide($0) || $0 == 0xB7 })
    else { return run }
    return scalars
  }

  /// The length of the longest stretch of bytes above ASCII.
  private static func longestUpper(_ bytes: [UInt8]) -> Int {
    var (longest, length) = (0, 0)
    for byte in bytes {
      length = byte >= 0x80 ? length + 1 : 0
      longest = max(longest, length)
    }
    return longest
  }

  /// The byte that windows-1252 shows as this character; nil for what it can't show and for blanks.
  private static func byte(of scalar: UInt32) -> UInt8? {
    if scalar > 32 && scalar < 0x7F || scalar >= 0xA0 && scalar <= 0xFF { return UInt8(scalar) }
    return upperRow[scalar]
  }

  private static let upperRow: [UInt32: UInt8] = {
    var table: [UInt32: UInt8] = [:]
    for byte in UInt8(0x80)...0x9F {
      let scalars = Encoding.windows1252.decode([byte]).text.unicodeScalars
      if let first = scalars.first { table[first.value] = byte }
    }
    return table
  }()
}
