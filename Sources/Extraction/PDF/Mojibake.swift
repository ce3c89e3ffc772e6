import Charset

/// Repairs text of fonts that are named in Chinese but not embedded: their GBK bytes come back as characters of windows-1252.
enum Mojibake {
  /// The text with every run of at least four such characters read again as GB18030, where that gives Han characters only.
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

  private static func repairedRun(_ run: [UInt32]) -> [UInt32] {
    let bytes = run.compactMap(byte(of:))
    let upper = bytes.count { $0 >= 0x80 }
    guard upper >= 4, upper * 4 >= bytes.count * 3 else { return run }
    let decoded = Encoding.gb18030.decode(bytes)
    let scalars = decoded.text.unicodeScalars.map(\.value)
    let wide = scalars.count { CharacterKind.isWide($0) }
    guard decoded.replacements == 0, wide * 10 >= scalars.count * 8 else { return run }
    return scalars
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
