/// A TrueType font (ISO/IEC 14496-22) in which every glyph is a box: as small as an embedded font can be.
enum BoxFont {
  /// The font program; glyph 0 is `.notdef`, glyph n the n-th character.
  static func bytes(for scalars: [Unicode.Scalar]) -> [UInt8] {
    let count = scalars.count + 1
    let advances = [1000] + scalars.map { $0.isASCII ? 500 : 1000 }
    let glyph = box(right: 400) + [UInt8](repeating: 0, count: 0)
    let wide = box(right: 900)
    var glyphTable: [UInt8] = []
    var locations: [UInt8] = []
    for advance in advances {
      locations += bigEndian(UInt32(glyphTable.count))
      glyphTable += advance == 500 ? glyph : wide
    }
    locations += bigEndian(UInt32(glyphTable.count))
    let metrics = advances.flatMap { bigEndian(UInt16($0)) + bigEndian(UInt16(100)) }
    return assemble([
      ("cmap", characterMap), ("glyf", glyphTable), ("head", head),
      ("hhea", horizontalHeader(count)), ("hmtx", metrics), ("loca", locations),
      ("maxp", maximumProfile(count)), ("post", postScript),
    ])
  }

  /// A simple glyph with one contour of four points on the curve, padded to four bytes.
  private static func box(right: Int16) -> [UInt8] {
    var bytes = bigEndian(Int16(1))
    for edge in [100, -100, right, 800] { bytes += bigEndian(Int16(edge)) }
    bytes += bigEndian(UInt16(3)) + bigEndian(UInt16(0))
    bytes += [1, 1, 1, 1]
    for x in [100, 0, right - 100, 0] { bytes += bigEndian(Int16(x)) }
    for y: Int16 in [-100, 900, 0, -900] { bytes += bigEndian(y) }
    return bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
  }

  private static var head: [UInt8] {
    var bytes = bigEndian(UInt32(0x0001_0000)) + bigEndian(UInt32(0x0001_0000))
    bytes += bigEndian(UInt32(0)) + bigEndian(UInt32(0x5F0F_3CF5))
    bytes += bigEndian(UInt16(3)) + bigEndian(UInt16(1000))
    bytes += [UInt8](repeating: 0, count: 16)
    for edge: Int16 in [0, -100, 1000, 800] { bytes += bigEndian(edge) }
    return bytes + bigEndian(UInt16(0)) + bigEndian(UInt16(8)) + bigEndian(Int16(2))
      + bigEndian(Int16(1)) + bigEndian(Int16(0))
  }

  private static func horizontalHeader(_ count: Int) -> [UInt8] {
    var bytes = bigEndian(UInt32(0x0001_0000))
    for value: Int16 in [880, -120, 0, 1000, 100, 100, 900, 1, 0, 0] { bytes += bigEndian(value) }
    return bytes + [UInt8](repeating: 0, count: 10) + bigEndian(UInt16(count))
  }

  private static func maximumProfile(_ count: Int) -> [UInt8] {
    var bytes = bigEndian(UInt32(0x0001_0000)) + bigEndian(UInt16(count))
    for value: UInt16 in [4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0] { bytes += bigEndian(value) }
    return bytes
  }

  private static var postScript: [UInt8] {
    bigEndian(UInt32(0x0003_0000)) + [UInt8](repeating: 0, count: 28)
  }

  /// A format 4 table without characters: text is found by glyph number alone.
  private static var characterMap: [UInt8] {
    var bytes: [UInt8] = []
    for value: UInt16 in [0, 1, 3, 1] { bytes += bigEndian(value) }
    bytes += bigEndian(UInt32(12))
    for value: UInt16 in [4, 24, 0, 2, 2, 0, 0, 0xFFFF, 0, 0xFFFF, 1, 0] {
      bytes += bigEndian(value)
    }
    return bytes
  }

  private static func assemble(_ tables: [(String, [UInt8])]) -> [UInt8] {
    var directory = bigEndian(UInt32(0x0001_0000)) + bigEndian(UInt16(tables.count))
    directory += bigEndian(UInt16(128)) + bigEndian(UInt16(3))
    directory += bigEndian(UInt16(tables.count * 16 - 128))
    var offset = 12 + 16 * tables.count
    var body: [UInt8] = []
    for (tag, table) in tables {
      let padded = table + [UInt8](repeating: 0, count: (4 - table.count % 4) % 4)
      directory += Array(tag.utf8) + bigEndian(checksum(padded)) + bigEndian(UInt32(offset))
      directory += bigEndian(UInt32(table.count))
      body += padded
      offset += padded.count
    }
    var font = directory + body
    let adjustment = bigEndian(0xB1B0_AFBA &- checksum(font))
    let headOffset = 12 + 16 * tables.count + offsetOfHead(tables) + 8
    font.replaceSubrange(headOffset..<(headOffset + 4), with: adjustment)
    return font
  }

  private static func offsetOfHead(_ tables: [(String, [UInt8])]) -> Int {
    tables.prefix { $0.0 != "head" }.reduce(0) { $0 + ($1.1.count + 3) / 4 * 4 }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0
    for start in stride(from: 0, to: bytes.count, by: 4) {
      let word = (0..<4).reduce(UInt32(0)) { ($0 << 8) | UInt32(bytes[start + $1]) }
      sum = sum &+ word
    }
    return sum
  }
}
